"""What a text of a source is kept as, and a place in it without blanks."""

from __future__ import annotations


def normalised(text: str) -> str:
    """Return a text whose lines end with a line feed, without a byte order mark and zero characters."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("\0", "")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a place without the blanks at its ends, inside the text."""
    start, end = max(0, min(start, end)), min(len(text), max(start, end))
    words = text[start:end]
    if not words.strip():
        return start, start
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
