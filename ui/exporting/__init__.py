"""How outputs are written from any page: the choice of their size, and the job."""
