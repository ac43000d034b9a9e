"""The Sharing page."""
