"""Where the work of the window is kept: its file, working copy and backups."""
