"""The wall of cards: where they are, which say the same, and what is still private."""
