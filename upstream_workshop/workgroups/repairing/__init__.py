"""The repair of groups after people left, came late or took another's place."""
