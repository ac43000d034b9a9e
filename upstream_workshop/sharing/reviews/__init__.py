"""What reviewers say of drafts, and what is done about it."""
