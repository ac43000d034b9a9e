"""Keys in a field that is typed in: which undo is meant, and what Escape takes back."""
