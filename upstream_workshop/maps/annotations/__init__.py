"""Zones and notes of maps."""
