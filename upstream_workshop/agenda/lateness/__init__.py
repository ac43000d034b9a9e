"""A late day: how it will go, which fixed times it misses, and what can be done about it."""
