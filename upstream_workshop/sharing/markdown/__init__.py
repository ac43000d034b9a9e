"""Restricted Markdown: what drafts are written in, as a tree of frozen values."""
