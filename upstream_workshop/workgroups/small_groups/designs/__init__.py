"""Seatings in which no pair meets twice, built by a rule."""
