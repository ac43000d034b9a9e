"""Tests of the readers of maps."""
