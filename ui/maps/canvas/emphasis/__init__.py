"""Emphasis of parts of a map, and marks on its factors, on the canvas and in the room."""
