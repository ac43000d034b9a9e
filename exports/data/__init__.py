"""Tables and the session as data for other programs."""
