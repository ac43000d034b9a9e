"""What is printed of products."""
