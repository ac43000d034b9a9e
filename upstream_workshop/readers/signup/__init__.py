"""Reading of sign-up lists: what the titles of their columns and the answers below them mean."""
