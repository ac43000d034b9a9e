"""Tests of merging maps."""
