"""The lists in a file: which there are, which are taken, and what is filled or left out of them."""
