"""The plan: its table, the sheet it is edited by, and the form of a block."""
