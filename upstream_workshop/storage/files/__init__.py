"""Writing files atomically, recognising where they are stored, and the ledger of written paths."""
