"""Responses to a draft of a framework: tables of them, and comments in a Word document."""
