"""Cards into themes."""
