"""Everything that leaves the session: paper, HTML, tables and the archive. No Qt."""
