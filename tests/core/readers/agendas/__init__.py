"""Readers of plans."""
