"""Tables and columns of lists, and the painting of their rows."""
