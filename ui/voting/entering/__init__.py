"""The entry of slips."""
