"""The Framework page."""
