"""The handbook: its title page, and which products are its parts."""
