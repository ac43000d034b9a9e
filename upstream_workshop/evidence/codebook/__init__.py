"""The code book: a tree of codes, and what can be done to it."""
