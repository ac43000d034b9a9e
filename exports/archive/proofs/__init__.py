"""Checks of the sentences in an archive's README; each function yields what contradicts its sentence.

A check searches all readable bytes of the archive, or all rows of the sealed report.
"""
