"""The roster: finding and checking people in, a person's sheet, and erasing."""
