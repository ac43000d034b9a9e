"""The roster: check-in, one person's sheet, finding, erasing."""
