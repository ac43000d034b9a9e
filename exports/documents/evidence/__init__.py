"""Documents of discovery."""
