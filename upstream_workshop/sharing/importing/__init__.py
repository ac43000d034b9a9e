"""Importing a text as a draft of a product."""
