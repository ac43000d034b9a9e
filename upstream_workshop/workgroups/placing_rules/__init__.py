"""The rules of placing: sizes of groups, and people to keep together or apart."""
