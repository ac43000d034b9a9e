"""Forms to be filled in by hand; they are printed but not archived."""
