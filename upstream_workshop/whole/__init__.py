"""Operations across all rooms: the report, erasing, imports and the sample residential."""
