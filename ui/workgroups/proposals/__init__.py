"""Proposals of groups: found, proven to be the best, and accepted or discarded."""
