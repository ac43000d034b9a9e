"""Forms to be filled in by hand: printed, and kept in no archive."""
