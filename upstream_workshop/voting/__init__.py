"""Ballots, papers and how they are counted."""
