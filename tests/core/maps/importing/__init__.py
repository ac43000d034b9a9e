"""Tests of importing maps."""
