"""Introductions: the network of who knows whom, drawn and as an outline."""
