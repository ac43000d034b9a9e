"""Ballot papers in tables: what columns, cells and rows of them are."""
