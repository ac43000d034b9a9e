"""The changes of zones and notes that the page makes, with their forms."""
