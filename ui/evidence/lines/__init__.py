"""The lines into which findings and corrections are typed."""
