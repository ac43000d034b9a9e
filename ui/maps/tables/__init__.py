"""What several tables drew: snapshots of a map, two maps compared, and merged into a third."""
