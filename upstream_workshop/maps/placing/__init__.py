"""Placing of boxes: apart from each other, in rows, in the proportions of a page."""
