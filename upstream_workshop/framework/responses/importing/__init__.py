"""Importing responses from tables and from Word documents."""
