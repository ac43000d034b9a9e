"""Readers of ballot papers."""
