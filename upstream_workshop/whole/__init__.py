"""What takes all rooms together: the report, erasing a person, imports by kind, the sample residential."""
