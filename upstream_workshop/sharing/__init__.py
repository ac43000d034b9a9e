"""Sharing: the workgroups' products from idea to published, their drafts and reviews, a handbook."""
