"""Plans of other tools brought into the session's own."""
