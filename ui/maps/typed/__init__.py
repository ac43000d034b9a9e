"""What is typed into the entry line of a map: names, and the marks between them."""
