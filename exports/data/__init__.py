"""Tables as CSV and the session as JSON, for other programs."""
