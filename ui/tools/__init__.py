"""Tools for development: pictures of all pages, and the sample residential played."""
