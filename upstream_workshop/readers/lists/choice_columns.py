"""The columns of a table of choices, found by their titles and by what is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from upstream_workshop.letters import loosened
from upstream_workshop.readers.column_titles import guessed, titled
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.lists.form_headers import under_header
from upstream_workshop.readers.lists.ranked_cells import RANKS, SHORT, listed, rank_in, says_order

RANKING: Final = "ranking"
GRID: Final = "rank of a theme"
NAMES: Final = ("participant", "first name", "last name", "e-mail")
FIELDS: Final = (*NAMES, *RANKS, RANKING, GRID)
_WELSH: Final = ("cyntaf", "ail", "trydydd", "pedwerydd", "pumed")
_ABOUT: Final = r"(choice|preference|theme|workgroup|group|option|pick|topic)"
_ASIDE: Final = r"^(?!.*\b(why|reasons?|because|comments?|notes?|name)\b)"
_PATTERNS: Final = (
    ("participant", r"^(participant|person|who|attendee|voter|respondent)$"),
    ("participant", r"^(your |full |your full |participants? |voters? |respondents? )?name$"),
    ("participant", r"^(eich |dy )?enw( llawn)?$|^username$"),
    ("first name", r"^(your )?(first|given|fore) ?names?$|^enw cyntaf$"),
    ("last name", r"^(your )?((last|family|sur) ?name)$|^cyfenw$"),
    ("e-mail", r"^(your |work |participants? |voters? )?e ?mail( address)?$|^(cyfeiriad )?e ?bost$"),
    ("first", r"^(your |my )?(most preferred|favourite|top)( (choice|theme|workgroup|topic))?$"),
    *(
        (field, rf"^(eich |fy )?{word} (d?dewis|thema)$|^(d?dewis|thema) {word}$")
        for field, word in zip(RANKS, _WELSH, strict=True)
    ),
    *(
        (field, rf"^((my )?({field}|{short})( {_ABOUT})?|({_ABOUT}|rank)( number)? {number}|{number})$")
        for number, (field, short) in enumerate(zip(RANKS, SHORT, strict=True), start=1)
    ),
    *(
        (field, rf"{_ASIDE}.*(\b({field}|{short})\b.*\b{_ABOUT}\b|\b{_ABOUT}( number)? {number}$)")
        for number, (field, short) in enumerate(zip(RANKS, SHORT, strict=True), start=1)
    ),
    (RANKING, rf"{_ASIDE}.*\b(rank(ed|ing)?|choices|preferences|priorit(y|ies|ise|ize)|order of|in order)\b"),
    (RANKING, r"^((which|your) )?(themes|workgroups|topics)$"),
    ("first", r"^(your )?(answer|response|vote|voted for|selection|ateb)$"),
)  # fmt: skip
_GRID: Final = re.compile(r"^(?P<question>.*?)\s*\[(?P<part>[^\]]+)\]$")
ORDER: Final = re.compile(r"\b(rank|order|prefer|priorit)", re.IGNORECASE)
_NOTED: Final = re.compile(
    r"\b(id|total|sum|score|points|age|years?|phone|table)\b"
)  # beside ranks


def settled(table: Table) -> Table:
    """Return the table with a title over every column, no two alike."""
    found = under_header(table, is_known)
    return replace(found, header=titled(found.header))


def is_known(title: str) -> bool:
    """Tell whether a title is one that lists of choices have."""
    plain = loosened(title)
    return any(re.search(pattern, plain) for _, pattern in _PATTERNS)


def guess_columns(table: Table) -> dict[str, str]:
    """Return column title to field. Of a title in brackets behind a question, the part decides."""
    table = settled(table)
    parts = {title: part for title in table.header if (part := part_of(title))}
    inner = Table(table.name, tuple(parts.get(title, title) for title in table.header), table.rows)
    plain = guessed(replace(table, header=titled(inner.header)), _PATTERNS, many=())
    mapping = {
        title: plain[within]
        for title, within in zip(table.header, titled(inner.header), strict=True)
        if within in plain and (title not in parts or plain[within] != RANKING)
    }
    for at, title in enumerate(table.header):
        if title in parts and title not in mapping and _holds_ranks(table, at, title):
            mapping[title] = GRID
    if not set(mapping.values()).intersection((*RANKS, RANKING, GRID)):
        mapping |= dict.fromkeys(_plain_grid(table, mapping), GRID)
    return mapping


def _plain_grid(table: Table, mapping: Mapping[str, str]) -> list[str]:
    """Return the titles over mostly ranks, if there are several: themes without a question before them."""
    found = [
        title
        for at, title in enumerate(table.header)
        if title not in mapping and not _NOTED.search(loosened(title)) and _mostly_ranks(table, at)
    ]
    return found if len(found) > 1 else []


def part_of(title: str) -> str:
    """Return the part of a title that stands in brackets behind a question; blank without one."""
    found = _GRID.match(title)
    return found["part"].strip() if found else ""


def _holds_ranks(table: Table, at: int, title: str) -> bool:
    return _mostly_ranks(table, at) or bool(ORDER.search(title))


def _mostly_ranks(table: Table, at: int) -> bool:
    cells = [row.cells[at] for row in table.rows if row.cells[at].strip()]
    return sum(rank_in(cell) is not None for cell in cells) * 2 > len(cells)


def of_unsaid_order(table: Table, mapping: Mapping[str, str]) -> Iterator[str]:
    """Yield the titles of columns of lists of which nothing says that they are in order."""
    for at, title in enumerate(table.header):
        if mapping.get(title) != RANKING or ORDER.search(title):
            continue
        lists = [row.cells[at] for row in table.rows if len(listed(row.cells[at])) > 1]
        if not all(map(says_order, lists)):
            yield title
