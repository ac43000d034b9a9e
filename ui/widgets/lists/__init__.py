"""Tables, columns of lists, and what is drawn in their rows."""
