"""Files on disks, sticks and shares: written whole, found again, noted on the list of places."""
