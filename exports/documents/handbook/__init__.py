"""The handbook: the framework and the products in one document, in four formats."""
