"""Maps that other programs keep as XML."""
