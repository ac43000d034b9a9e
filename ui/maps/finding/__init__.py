"""Finding something on a map, and where on it one is."""
