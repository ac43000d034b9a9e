"""Hostile files, values and names, and the fuzzing of every reader."""
