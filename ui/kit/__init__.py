"""What windows and pages are built on: themes, jobs, the desk, settings and the log."""
