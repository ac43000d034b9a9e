"""A text parted into lines, for pictures, in which nothing wraps by itself."""

from __future__ import annotations

from exports.drawing import fonts, safe_markup


def text_lines(words: str, room: float, size: float = 12) -> list[str]:
    """Return a text in lines that are not wider than a room in points; a longer word is divided."""
    lines: list[str] = []
    for word in safe_markup.line(words).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _is_within(longer, room, size):
            lines[-1] = longer
        else:
            lines += _divided(word, room, size)
    return lines


def _divided(word: str, room: float, size: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and not _is_within(pieces[-1] + letter, room, size):
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _is_within(words: str, room: float, size: float) -> bool:
    return fonts.width(words, fonts.STRONG, size) <= room
