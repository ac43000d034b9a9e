"""Groupings of texts that share words, as proposals."""
