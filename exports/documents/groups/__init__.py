"""Papers about people in groups: small groups of a block, and what workgroups do afterwards."""
