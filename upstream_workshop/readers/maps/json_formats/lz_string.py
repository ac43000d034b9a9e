"""Text compressed by LZ-string's compressToUTF16 (https://pieroxy.net/blog/pages/lz-string)."""

from __future__ import annotations

from typing import Final

_BITS: Final = 15  # of each letter, which is moved up by 32
_END: Final = 2


class _Bits:
    def __init__(self, letters: str) -> None:
        self._letters, self._at = letters, 0

    def take(self, count: int) -> int:
        found = 0
        for place in range(count):
            letter, bit = divmod(self._at, _BITS)
            if letter >= len(self._letters):
                raise ValueError("the text ends early")
            found |= ((ord(self._letters[letter]) - 32) >> (_BITS - 1 - bit) & 1) << place
            self._at += 1
        return found


def looks_packed(letters: str) -> bool:
    """Check whether text may be compressed: hardly any of it is the Latin of tables and JSON.

    letters: the first of them.
    """
    far = sum(ord(letter) > 0x24F and letter != "\ufffd" for letter in letters)
    return len(letters) >= 16 and far > 0.9 * len(letters) and not {",", ";", "\t"} & set(letters)


def decompressed(letters: str, most: int) -> str:
    """Return the text. Raises ValueError: if it is damaged or longer than `most` letters."""
    reader = _Words(_Bits(letters))
    parts: list[str] = []
    length = 0
    while word := reader.next():
        length += len(word)
        if length > most:
            raise ValueError("the text is too long")
        parts.append(word)
    return "".join(parts)


class _Words:
    """The words known so far; the first three codes are orders, and codes grow as words do."""

    def __init__(self, bits: _Bits) -> None:
        self._bits = bits
        self._known = ["", "", ""]
        self._before = ""
        self._room, self._width = 1, 2

    def next(self) -> str:
        """Return the next word; blank at the end. Raises ValueError: for a code that has no word."""
        code = self._bits.take(self._width)
        if code == _END:
            return ""
        if code < _END:
            self._learn(chr(self._bits.take(16 if code else 8)))
            code = len(self._known) - 1
        if code > len(self._known) or (code == len(self._known) and not self._before):
            raise ValueError("no such word")
        word = self._known[code] if code < len(self._known) else self._before + self._before[0]
        if self._before:
            self._learn(self._before + word[0])
        else:
            self._room, self._width = 4, 3
        self._before = word
        return word

    def _learn(self, word: str) -> None:
        self._known.append(word)
        self._room -= 1
        if not self._room:
            self._room, self._width = 2**self._width, self._width + 1
