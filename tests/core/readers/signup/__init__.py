"""What the titles and answers of sign-up lists mean."""
