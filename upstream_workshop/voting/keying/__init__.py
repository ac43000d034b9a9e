"""The keying of slips: the syntax of a typed line, and what it means beside the papers keyed."""
