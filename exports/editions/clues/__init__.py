"""The clues to people that a text may hold, found by rules, each with its reason in words."""
