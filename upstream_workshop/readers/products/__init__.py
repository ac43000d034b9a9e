"""Texts of products: Markdown, Word documents and OpenDocument texts."""
