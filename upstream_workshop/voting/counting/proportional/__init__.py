"""Proportional choices, so that a large faction cannot take every place."""
