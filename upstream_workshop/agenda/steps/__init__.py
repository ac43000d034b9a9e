"""Formats in timed steps, such as Troika consulting, that run within a block."""
