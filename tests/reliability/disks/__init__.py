"""What becomes of a session when disks, power and processes fail."""
