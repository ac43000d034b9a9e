"""The user's own templates: saving a plan as one, and what can be done to them."""
