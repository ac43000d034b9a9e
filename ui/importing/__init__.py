"""Foreign files: chosen, read in a process of their own, previewed with what they leave open, taken in."""
