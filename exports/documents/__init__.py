"""The documents: one module for each, which draws it from the report."""
