"""Sources: the texts of discovery, and the places of quotes in them."""
