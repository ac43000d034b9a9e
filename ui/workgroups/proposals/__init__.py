"""Proposals: asked for, proven, shown beside what stands."""
