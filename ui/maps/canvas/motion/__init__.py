"""Motion on the canvas that changes no data."""
