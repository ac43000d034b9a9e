"""Loops that have a name."""
