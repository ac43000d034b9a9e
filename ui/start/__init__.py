"""What is shown before a session is open: the start page, and the dialog of backups."""
