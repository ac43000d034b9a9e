"""What windows and pages stand on: themes, jobs, the desk, settings, the log."""
