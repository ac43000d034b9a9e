"""The numbered drafts of products."""
