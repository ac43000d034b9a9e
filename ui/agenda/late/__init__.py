"""A day that is late: what is endangered, and the repairs."""
