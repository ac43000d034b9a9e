"""Which way links lead between boxes."""
