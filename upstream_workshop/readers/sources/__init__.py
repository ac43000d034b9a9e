"""Readers of the texts of discovery: notes, transcripts, and projects of programs for coding texts."""
