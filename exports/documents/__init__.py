"""One file for each kind of paper, drawn of the report."""
