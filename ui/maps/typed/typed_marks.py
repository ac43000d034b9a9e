"""Marks between the names of a typed link: signs, arrows of all kinds, and what stands for a delay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from upstream_workshop.maps.kinds import Sign

_MORE, _LESS = frozenset("+＋"), frozenset("-−–—‑－")
_SHAFT: Final = _LESS | {"="}
_ONWARD, _BACK, _BOTH = frozenset("→⟶⇒⟹➔➜➝➞↦"), frozenset("←⟵⇐"), frozenset("↔⟷⇔")
_DELAYS: Final = ("//", "||", "~")
_WORDS: Final = ("after", "a", "delay")  # as the line shows it, which some type
# what opens a quotation, at the beginning of a word, and what closes it at the end of one
_QUOTES: Final = {'"': '"”“', "“": '”"', "„": "“”", "«": "»", "»": "«", "‘": "’"}
_OPENING: Final = re.compile(rf"(?<![^\s(\[])[{''.join(_QUOTES)}]")
_IN_ARROW: Final = re.compile(r"[(\[](?P<bracketed>[^()\[\]])[)\]]|(?P<bare>[+＋?])")


@dataclass(frozen=True, slots=True)
class TypedMark:
    """One or more words that are no name, and what they say.

    start, end: where they stand in the text.
    sign: None where they give none.
    forward, back: which ways an arrow leads; neither for none.
    """

    start: int
    end: int
    sign: Sign | None = None
    delay: bool = False
    forward: bool = False
    back: bool = False

    @property
    def is_link(self) -> bool:
        """Whether this stands for a link, and not only for a delay."""
        return self.sign is not None or self.forward or self.back

    def joined(self, other: TypedMark) -> TypedMark:
        """Return what this mark and the one behind it say together."""
        return TypedMark(
            self.start, other.end, self.sign if other.sign is None else other.sign,
            self.delay or other.delay, self.forward or other.forward, self.back or other.back,
        )  # fmt: skip


def quotations(text: str) -> list[range]:
    """Return the places of the quotations in a text, each with its quotation marks."""
    found: list[range] = []
    for opening in _OPENING.finditer(text):
        if found and opening.start() in found[-1]:
            continue
        closing = re.compile(rf"[{_QUOTES[opening[0]]}](?![^\s)\],.;:])")
        if end := closing.search(text, opening.end()):
            found.append(range(opening.start(), end.end()))
    return found


def marks(text: str) -> Iterator[TypedMark]:
    """Yield the marks of links in a line, outside quotation marks; marks side by side are one.

    Two signs side by side are two marks.
    """
    before: TypedMark | None = None
    for mark in _single(text):
        beside = before is not None and not text[before.end : mark.start].strip()
        if before and beside and (before.sign is None or mark.sign is None):
            before = before.joined(mark)
            continue
        yield from (each for each in (before,) if each and each.is_link)
        before = mark
    yield from (each for each in (before,) if each and each.is_link)


def edge_marks(text: str) -> list[TypedMark]:
    """Return the marks with which a text begins or ends, outside quotation marks."""
    found = list(_single(text))
    return [
        each for each in found if not text[: each.start].strip() or not text[each.end :].strip()
    ]


def without_delays(text: str) -> str:
    """Return a text without marks of delays at its beginning and its end."""
    for mark in reversed(edge_marks(text)):
        if mark.delay and not mark.is_link:
            text = f"{text[: mark.start]} {text[mark.end :]}"
    return text


def _single(text: str) -> Iterator[TypedMark]:
    quoted = quotations(text)
    words = [
        word
        for word in re.finditer(r"\S+", text)
        if not any(word.start() in each for each in quoted)
    ]
    last = -1  # where the last mark ends
    for at, word in enumerate(words):
        mark = _mark(word[0])
        if mark is None and not text[max(last, 0) : word.start()].strip() and last >= 0:
            mark = _delay_in_words(words[at : at + len(_WORDS)])
        if mark is not None:
            mark = replace(mark, start=mark.start + word.start(), end=mark.end + word.start())
            last = mark.end
            yield mark


def _mark(word: str) -> TypedMark | None:
    """Return what a word says as a mark, None if it is part of a name."""
    whole = TypedMark(0, len(word))
    delay = next((each for each in _DELAYS if word.endswith(each)), "")
    bare = word.removesuffix(delay)
    if not bare:
        return replace(whole, delay=True)
    whole = replace(whole, delay=bool(delay))
    if len(bare) == 1 and (sign := _sign(bare)) is not None:
        return replace(whole, sign=sign)
    return _arrow(bare, whole)


def _arrow(bare: str, whole: TypedMark) -> TypedMark | None:
    signs = [_sign(found["bracketed"] or found["bare"]) for found in _IN_ARROW.finditer(bare)]
    line = _IN_ARROW.sub("", bare)
    back, forward = line[:1] in {"<", *_BACK}, line[-1:] in {">", *_ONWARD}
    both = line[-1:] in _BOTH
    shaft = line[back : len(line) - (forward or both)]
    is_long = len(line) > 1 or line[:1] in _ONWARD | _BACK | _BOTH or bool(signs)
    known = set(shaft) <= _SHAFT and is_long and (forward or back or both) and bare != "<="
    if not known or len(signs) > 1 or None in signs:
        return None
    return replace(
        whole, sign=signs[0] if signs else None, forward=forward or both, back=back or both
    )


def _sign(letter: str) -> Sign | None:
    if letter in _MORE:
        return Sign.MORE
    if letter in _LESS:
        return Sign.LESS
    return Sign.UNKNOWN if letter == "?" else None


def _delay_in_words(words: Sequence[re.Match[str]]) -> TypedMark | None:
    """Return a delay where the next words are those that say so, which begin behind a mark."""
    if tuple(word[0].casefold() for word in words) != _WORDS:
        return None
    return TypedMark(0, words[-1].end() - words[0].start(), delay=True)
