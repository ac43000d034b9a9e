"""What the window tells: of the file, of refusals, and of steps taken back."""
