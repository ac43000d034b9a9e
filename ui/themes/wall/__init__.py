"""The wall of cards on a canvas: its view, its scene, how cards look, and gestures."""
