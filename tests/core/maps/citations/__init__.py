"""Tests of the findings behind factors and links."""
