"""Offers and asks, and who may help whom."""
