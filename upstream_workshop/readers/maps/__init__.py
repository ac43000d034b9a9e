"""Maps from other programs: what a file draws, as factors and links."""
