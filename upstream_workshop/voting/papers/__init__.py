"""Ballot papers: who may vote, the syntax of a keyed slip, and papers kept, confirmed and withdrawn."""
