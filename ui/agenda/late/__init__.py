"""A day that is late: what is endangered, and the ways to catch up."""
