"""For development: pictures of every page, and the sample residential played."""
