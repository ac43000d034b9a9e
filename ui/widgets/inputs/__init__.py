"""Widgets that are typed into or chosen from."""
