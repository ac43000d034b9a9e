"""The entry line of a map, and what is typed into it: names, and the marks between them."""
