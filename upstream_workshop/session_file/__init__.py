"""The session file: its schema, opening and checking it, older formats, backups and working copies."""
