"""Who is here: roster, check-in, offers and asks."""
