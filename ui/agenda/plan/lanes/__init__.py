"""The day as lanes: a column for each track."""
