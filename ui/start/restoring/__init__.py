"""The dialog that lists backups and restores one as a new file."""
