"""The views of the Sharing page."""
