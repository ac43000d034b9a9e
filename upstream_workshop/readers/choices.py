"""Sign-up choices from a table: who, and the titles of the first, second … fifth choice of theme.

Forms ask in four ways, and all are read: a column for each choice, a grid with a column for each theme
and its rank below, one cell with all themes in order, and names in one column, two, or as an e-mail.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import loosened
from upstream_workshop.readers.column_titles import guessed, titled, too_long
from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.lists.form_headers import under_header
from upstream_workshop.readers.lists.ranked_cells import (
    RANKS,
    SHORT,
    is_no_choice,
    listed,
    one_theme,
    rank_in,
    says_order,
)
from upstream_workshop.readers.reading import NO_ANSWERS, Question, Questions, Reading, Refusal

RANKING, GRID = "ranking", "rank of a theme"
_NAMES: Final = ("participant", "first name", "last name", "e-mail")
FIELDS: Final = (*_NAMES, *RANKS, RANKING, GRID)
UP, LEAVE, ORDERED = "up", "leave", "ordered"
RANKED, POINTS = "ranked", "points"
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
_ORDER: Final = re.compile(r"\b(rank|order|prefer|priorit)", re.IGNORECASE)
_NOTED: Final = re.compile(
    r"\b(id|total|sum|score|points|age|years?|phone|table)\b"
)  # beside ranks
_NOBODY: Final = frozenset(("anonymous",))  # what Microsoft Forms fills its own columns with


@dataclass(frozen=True, slots=True)
class ChoiceEntry:
    """One person's line: the name as written and the titles chosen, the first choice first.

    email: blank where the file has none.
    blank: the ranks left blank before the last one that is filled, from 1.
    """

    line: int
    participant: str
    themes: tuple[str, ...]
    email: str = ""
    blank: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Meant:
    """What is answered: which columns of lists are in no order, and whether a grid has points, not ranks."""

    unordered: set[str]
    points: bool


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
    parts = {title: part for title in table.header if (part := _part(title))}
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


def read_choices(
    table: Table,
    mapping: Mapping[str, str] | None = None,
    answers: Mapping[str, str] = NO_ANSWERS,
) -> Reading[ChoiceEntry]:
    """Return entries in the file's order; a line without a name or with a rank twice is refused.

    `mapping` (column title to field) corrects the guess. It is asked whether a list in one cell is in
    order where nothing says so, and what a blank first choice means.

    Raises WorkshopError: without a column of names, or without one of choices.
    """
    table = settled(table)
    mapping = guess_columns(table) if mapping is None else mapping
    _refuse_without(table, set(mapping.values()))
    questions = Questions(answers)
    meant = _Meant(
        _unordered(table, mapping, questions), _points_are_asked_for(table, mapping, questions)
    )
    found = [_entry(table, mapping, row, meant) for row in table.rows]
    entries = [one for one in found if isinstance(one, ChoiceEntry)]
    refused = [one for one in found if isinstance(one, Refusal)]
    if _leaves_blanks(entries, questions):
        refused += [
            Refusal(e.line, say("the first choice is blank")) for e in entries if 1 in e.blank
        ]
        entries = [entry for entry in entries if 1 not in entry.blank]
    return Reading(
        tuple(entries),
        tuple(sorted(refused, key=lambda one: one.line)),
        tuple(title for title in table.header if not mapping.get(title)),
        questions.asked(),
        columns=tuple((title, mapping.get(title, "")) for title in table.header),
    )  # fmt: skip


def _part(title: str) -> str:
    found = _GRID.match(title)
    return found["part"].strip() if found else ""


def _holds_ranks(table: Table, at: int, title: str) -> bool:
    return _mostly_ranks(table, at) or bool(_ORDER.search(title))


def _mostly_ranks(table: Table, at: int) -> bool:
    cells = [row.cells[at] for row in table.rows if row.cells[at].strip()]
    return sum(rank_in(cell) is not None for cell in cells) * 2 > len(cells)


def _refuse_without(table: Table, fields: set[str]) -> None:
    names = fields.intersection(_NAMES)
    choices = fields.intersection((*RANKS, RANKING, GRID))
    for field, there in (("participant", names), ("first", choices)):
        if not there:
            raise WorkshopError(
                say(
                    "{table}, line 1, has no column “{field}”: the columns are participant, "
                    "first, second … fifth.",
                    table=table.name,
                    field=field,
                )
            )  # fmt: skip


def _unordered(table: Table, mapping: Mapping[str, str], questions: Questions) -> set[str]:
    """Return the columns of lists that are in no order, by what is answered."""
    found = set()
    for title in of_unsaid_order(table, mapping):
        question = Question(
            f"order {title}",
            say("Are the choices under “{title}” in order, the first one first?", title=title),
            ((ORDERED, say("In order")), (LEAVE, say("In no order: leave out lists of several"))),
            ORDERED,
        )
        if questions.ask(question) == LEAVE:
            found.add(title)
    return found


def of_unsaid_order(table: Table, mapping: Mapping[str, str]) -> Iterator[str]:
    """Yield the titles of columns of lists of which nothing says that they are in order."""
    for at, title in enumerate(table.header):
        if mapping.get(title) != RANKING or _ORDER.search(title):
            continue
        lists = [row.cells[at] for row in table.rows if len(listed(row.cells[at])) > 1]
        if not all(map(says_order, lists)):
            yield title


def _points_are_asked_for(table: Table, mapping: Mapping[str, str], questions: Questions) -> bool:
    """Tell whether the numbers of a grid are points, by what is answered; ranks that are said are none."""
    grid = [at for at, title in enumerate(table.header) if mapping.get(title) == GRID]
    rows = [[row.cells[at].strip() for at in grid if row.cells[at].strip()] for row in table.rows]
    numbers = [[int(cell) for cell in cells if cell.isdecimal()] for cells in rows]
    worded = any(rank_in(cell) and not cell.isdecimal() for cells in rows for cell in cells)
    if worded or len(grid) < 2 or any(_ORDER.search(table.header[at]) for at in grid):
        return False
    orders = [sorted(own) == list(range(1, len(own) + 1)) for own in numbers if own]
    question = Question(
        "grid",
        say("What are the numbers of the themes?"),
        ((RANKED, say("Choices, 1 for the first")), (POINTS, say("Points, most for the first"))),
        RANKED if 2 * sum(orders) >= len(orders) else POINTS,
    )
    return questions.ask(question) == POINTS


def _leaves_blanks(entries: Sequence[ChoiceEntry], questions: Questions) -> bool:
    blank = sum(1 in entry.blank for entry in entries)
    if not blank:
        return False
    question = Question(
        "blank first choice",
        count(
            blank,
            "On {n} line the first choice is blank: what of the others?",
            "On {n:,} lines the first choice is blank: what of the others?",
        ),
        ((UP, say("The next choice counts as the first")), (LEAVE, say("Leave these lines out"))),
        UP,
    )
    return questions.ask(question) == LEAVE


def _entry(
    table: Table, mapping: Mapping[str, str], row: Row, meant: _Meant
) -> ChoiceEntry | Refusal:
    given: defaultdict[str, list[str]] = defaultdict(list)
    ranked: defaultdict[int, list[str]] = defaultdict(list)
    points: defaultdict[int, list[str]] = defaultdict(list)
    for title, cell in zip(table.header, map(str.strip, row.cells), strict=True):
        field = mapping.get(title, "")
        if not field or (not cell if field in _NAMES else is_no_choice(cell)):
            continue
        given[field].append(cell)
        if field in RANKS:
            ranked[RANKS.index(field) + 1].append(one_theme(cell))
        elif field == GRID:
            rank = rank_in(cell)
            if rank is None:
                return Refusal(
                    row.line, say("“{cell}” under {title} is no rank", cell=cell[:40], title=title)
                )
            (points if meant.points else ranked)[rank].append(_part(title) or title)
        elif field == RANKING:
            themes = listed(cell)
            if title in meant.unordered and len(themes) > 1:
                return Refusal(row.line, say("its choices are in no order"))
            for rank, theme in enumerate(themes, 1):
                ranked[rank].append(theme)
    most_first = sorted((n for n in points if n), reverse=True)
    ranked |= {rank: points[n] for rank, n in enumerate(most_first, 1)}
    return too_long(row.line, given) or _choice(row.line, given, ranked)  # fmt: skip


def _choice(
    line: int, given: Mapping[str, Sequence[str]], ranked: Mapping[int, Sequence[str]]
) -> ChoiceEntry | Refusal:
    parts = (*given.get("first name", ()), *given.get("last name", ()))
    named = [cell for cell in given.get("participant", ()) if cell.casefold() not in _NOBODY]
    email = next((one for one in given.get("e-mail", ()) if one.casefold() not in _NOBODY), "")
    who = next(iter(named), "") or " ".join(parts) or email
    if not who:
        return Refusal(line, say("there is no name on this line"))
    level = next((rank for rank, themes in sorted(ranked.items()) if len(themes) > 1), None)
    if level is not None:
        first, second, *_ = ranked[level]
        return Refusal(
            line,
            say("“{first}” and “{second}” are both choice {rank}", first=first, second=second, rank=level),
        )  # fmt: skip
    ranks = sorted(rank for rank in ranked if rank > 0)
    blank = tuple(rank for rank in range(1, min(ranks[-1:] or [0]) + 1) if rank not in ranked)[:9]
    return ChoiceEntry(line, who, tuple(ranked[rank][0] for rank in ranks), email, blank)
