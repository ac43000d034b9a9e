"""What makes a canvas quick for large maps."""
