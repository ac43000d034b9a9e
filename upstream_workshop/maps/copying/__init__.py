"""Parts of maps that are copied, and their services."""
