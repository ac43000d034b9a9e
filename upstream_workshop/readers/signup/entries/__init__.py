"""The rows of a sign-up list as people: their names, whether they come, what they need."""
