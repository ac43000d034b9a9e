"""Snapshots of maps."""
