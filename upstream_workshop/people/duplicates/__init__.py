"""The search for people and for organisations that may be entered twice.

Possible duplicates are proposed during an import and at any time later. The user decides.
"""
