"""The picture of a map: its shapes, and the ways of its links between them."""
