"""Which fields a column's title may mean, each with a score: all rows of the table are tried."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from upstream_workshop.letters import one_line
from upstream_workshop.readers.signup import known_words
from upstream_workshop.readers.signup.contents import fit
from upstream_workshop.readers.signup.word_lists import TitleRow, title_rows, words

LEAST: Final = 50  # below it a title means nothing
_WHOLE: Final = 100
_NEARLY: Final = 95  # apart from little words
_WITHIN: Final = 60
_WORD: Final = 3  # for each further word of a phrase within
_PART: Final = 5  # less for one part of a bilingual title
_PRIVATE: Final = 30  # more for what is private: in doubt it stays so
PRIVATE: Final = frozenset({"access needs", "diet"})
_BETWEEN: Final = re.compile(r"\s[–—-]\s|\s*[/|\n()\[\]]+\s*")


def scores(title: str, cells: Sequence[str]) -> Mapping[str, int]:
    """Return what a title may mean: field to score, those of LEAST and more.

    cells: the filled cells below it.
    """
    found: dict[str, int] = {}
    for row, match in _matches(title):
        private = _PRIVATE if row.field in PRIVATE else 0
        score = match + private + fit(row.holds, cells)
        if score >= LEAST:
            found[row.field] = max(score, found.get(row.field, 0))
    return found


def is_title_of(title: str, fields: Iterable[str]) -> bool:
    """Tell whether a title alone, without its cells, means one of the fields above all."""
    found: dict[str, int] = {}
    for row, match in _matches(title):
        if not row.holds.endswith("!"):
            found[row.field] = max(match, found.get(row.field, 0))
    best = max(found.values(), default=0)
    return bool(found) and any(found.get(field) == best for field in fields)


@lru_cache(maxsize=512)
def _matches(title: str) -> tuple[tuple[TitleRow, int], ...]:
    """Return the rows of the table that fit a title; kept, as a list asks for its titles again and again."""
    return tuple(_matching(title))


def _matching(title: str) -> Iterator[tuple[TitleRow, int]]:
    """Give each row of the table that fits a title, by how well; the whole title before its parts."""
    plain = known_words.plain(title)
    loose = known_words.unnumbered(plain)
    rows = [row for row in title_rows() if not row.unless.search(loose)]
    whole = _fitting(rows, loose)
    parts = [known_words.unnumbered(part) for part in _BETWEEN.split(plain)]
    parts = [part for part in parts if part]
    if len(parts) < 2 or any(match >= _NEARLY and row.field for row, match in whole):
        yield from ((row, match) for row, match in whole if match)
        return
    found = [_fitting(rows, part) for part in parts]
    if not _contradict(found):
        yield from ((row, match) for row, match in whole if match)
        yield from ((row, match - _PART) for part in found for row, match in part if match)


def _contradict(parts: Sequence[Sequence[tuple[TitleRow, int]]]) -> bool:
    """Tell whether the parts of a title are titles of two different fields, as in “Name / E-mail”."""
    meant: list[set[str]] = []
    for part in parts:
        fields = {row.field for row, match in part if match >= _NEARLY and row.field}
        if fields:
            meant.append(fields)
    every = {field for fields in meant for field in fields}
    return bool(meant) and not set.intersection(*meant) and not PRIVATE & every


def _fitting(rows: Sequence[TitleRow], loose: str) -> list[tuple[TitleRow, int]]:
    bare = _bare(loose)
    return [(row, _fits(row, loose, bare)) for row in rows]


def _fits(row: TitleRow, loose: str, bare: str) -> int:
    """Return how well a row fits a loosened title; 0 where it does not."""
    if row.whole.fullmatch(loose):
        return _WHOLE
    if bare and bare != loose and row.whole.fullmatch(bare):
        return _NEARLY
    found = row.within.search(loose)
    return _WITHIN + _WORD * min(len(found.group().split()), 6) if found else 0


def _bare(loose: str) -> str:
    """Return a title without little words and without whose it is."""
    rest = words("filler").sub(" ", loose)
    return one_line(words("whose").sub(" ", rest)) or one_line(rest)
