"""Copies of session files: backups, local working copies, and repaired copies."""
