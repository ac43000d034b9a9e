"""Maps that other programs keep as JSON."""
