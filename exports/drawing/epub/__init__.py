"""Books in the EPUB format."""
