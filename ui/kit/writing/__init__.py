"""Writing of large steps, piece by piece."""
