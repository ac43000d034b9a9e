"""What a group writes on its charter: who leads it, what it asks, and what its members commit to."""
