"""The archive of a residential: its documents sealed in a zip, and proven again."""
