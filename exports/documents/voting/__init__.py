"""What is printed of votes: their results, in words and as charts."""
