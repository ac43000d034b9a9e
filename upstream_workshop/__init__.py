"""The core: rows, rules, verbs and questions of a residential. No Qt, no ReportLab."""

__version__ = "0.1.0"
