"""Groups around themes: choices, placing, charters, commitments."""
