"""The space on a map that is taken, by cells."""
