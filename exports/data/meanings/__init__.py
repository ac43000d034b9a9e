"""What each table and each value of the exported data means, as data, room by room."""
