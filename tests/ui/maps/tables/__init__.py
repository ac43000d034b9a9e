"""Tests of snapshots, comparison and merging on the Maps page."""
