"""Formats in timed steps: begun from the running block, shown large, with a chime at each step's end."""
