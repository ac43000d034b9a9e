"""Rounds of small groups: their list, what is done to them, and what the room sees."""
