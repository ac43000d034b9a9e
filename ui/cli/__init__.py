"""The command line; it knows no Qt."""
