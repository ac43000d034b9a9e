"""Importing texts and projects as sources."""
