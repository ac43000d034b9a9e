"""People and organisations that may be one: proposed on import and at any time later, decided by people."""
