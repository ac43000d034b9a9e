"""Statements of a framework: their wording, their order, and what they rest on."""
