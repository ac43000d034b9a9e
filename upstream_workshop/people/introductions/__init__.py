"""Ties, suggested introductions and matches of asks with helpers: functions without a database."""
