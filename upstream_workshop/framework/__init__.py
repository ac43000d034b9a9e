"""The framework: statements in its slots, drafts of it, and what people responded to them."""
