"""The questions to the whole room."""
