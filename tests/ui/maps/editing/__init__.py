"""Tests of copying parts of maps."""
