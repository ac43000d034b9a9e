"""Making a plan: what a block can say, what cannot be kept, and templates."""
