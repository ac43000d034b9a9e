"""The Workgroups page."""
