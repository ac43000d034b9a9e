"""Parts every page is made of; they know no subject."""
