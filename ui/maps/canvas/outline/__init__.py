"""The outline of a map: its rows, and what is typed in them."""
