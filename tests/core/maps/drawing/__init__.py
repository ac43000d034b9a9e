"""Tests of how the picture of a map is drawn."""
