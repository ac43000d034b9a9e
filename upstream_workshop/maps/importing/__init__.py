"""Maps from files: what is asked about one, and how it is taken in."""
