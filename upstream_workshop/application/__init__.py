"""What the window, the command line and whatever comes next do with a session; it knows no window."""
