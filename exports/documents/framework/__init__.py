"""Papers of the framework."""
