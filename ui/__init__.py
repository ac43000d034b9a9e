"""Windows, pages, canvas and the command line."""
