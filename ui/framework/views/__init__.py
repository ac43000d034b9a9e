"""The views of the Framework page."""
