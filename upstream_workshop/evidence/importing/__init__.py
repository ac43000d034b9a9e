"""The import of findings and code books."""
