"""Templates of frameworks: those of this program, and the user’s own."""
