"""The day while it runs."""
