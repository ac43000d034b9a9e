"""What a map says beyond its picture: its cycles, paths, and comparisons with other maps."""
