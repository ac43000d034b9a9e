"""The import of ballot papers from files."""
