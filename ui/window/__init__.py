"""The window of an open session: frame, rail, status strip, palette, and what is kept for the session."""
