"""The views of the Evidence page."""
