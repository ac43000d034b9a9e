"""Papers and ballots from other tools' files."""
