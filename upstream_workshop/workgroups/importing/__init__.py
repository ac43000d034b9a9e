"""The import of choices from files."""
