"""Sign-up lists: chosen, previewed with columns to correct, taken in."""
