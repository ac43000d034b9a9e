"""Discovery in the formats of programs for coding texts."""
