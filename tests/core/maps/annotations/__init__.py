"""Tests of zones and notes."""
