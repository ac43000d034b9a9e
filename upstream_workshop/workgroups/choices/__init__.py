"""People’s choices of themes to work on: set by hand, imported, or taken from a named ballot."""
