"""Zones and notes of maps: what changes them, what lies in a zone, and how both are drawn."""
