"""What every table stands on: columns and their values, the diary of changes, the stamp, cached queries."""
