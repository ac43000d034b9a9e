"""Drafts of a framework: frozen copies with number and date, published, and compared by words."""
