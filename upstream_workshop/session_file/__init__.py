"""The session file: schema, opening and checking, older formats, backups and working copies."""
