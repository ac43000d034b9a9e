"""Offers and asks, and proposals of who may help."""
