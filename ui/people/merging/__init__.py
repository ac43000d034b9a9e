"""People and organisations that turn out to be one: found, seen side by side, merged."""
