"""Before a session is open: the start page, and restoring a backup."""
