"""Zones and notes on the canvas: their items, their gestures, and the changes made of them."""
