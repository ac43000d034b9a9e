"""The commands of the command line, each a function from parsed arguments to an Answer."""
