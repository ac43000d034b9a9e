"""People, or organisations, that may be duplicates: found, compared and merged."""
