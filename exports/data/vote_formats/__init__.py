"""Ballot papers in the formats of voting research and of count programs."""
