"""What those whom findings are about said of them, such as at the gallery walk."""
