"""Commitments after the residential: what became of each."""
