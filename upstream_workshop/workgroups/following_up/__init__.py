"""What becomes of commitments after the residential."""
