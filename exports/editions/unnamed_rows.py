"""Rows of people who are not named: in an order, under ids and in a number that do not tell whose they are.

Rows are stored in the order in which they were entered, often that of the list of people. So the place or
the id of a row without a name, between rows with one, could tell whose it is; and of a list in which
everybody has one row, a single one without a name is that of the only person who is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from exports.editions.arranging import Places, Rows, by_content, changed_lists
from exports.editions.disclosing import blank, declared, fields_of, rows_in
from upstream_workshop.naming import WITHHELD, Reason, is_beside_words
from upstream_workshop.privacy import PERSON, Disclosure, Privacy
from upstream_workshop.whole.report import Report

FEWEST_UNNAMED: Final = 3  # with fewer, those who are missing among the named are known
_ONE_EACH: Final = (Reason.CHOICE, Reason.VOTE)  # lists in which everybody has one row


def unnamed_last(report: Report, original: Report) -> Report:
    """Return an edited report with the rows without a name last in each list, by their content.

    Where they are one or two in a list with a row for everybody, nobody in it is named.

    original: the report before names were withheld.
    """
    parts = changed_lists(report.parts, _without_few)
    authors = _nameless(original.parts) != _nameless(parts)
    return replace(report, parts=changed_lists(parts, lambda rows: _parted(rows, authors)))


def renumbered(report: Report, original: Report) -> Report:
    """Return an edited report with new ids in every table of which a row is not named.

    report: the result of `unnamed_last`.
    original: the report before names were withheld.
    """
    authors = _nameless(original.parts) != _nameless(report.parts)
    places = dict(_places(report.parts, authors))
    if not places:
        return report
    parts = tuple(_renumbered(part, places) for part in report.parts)
    return replace(report, parts=changed_lists(parts, lambda rows: _parted(rows, authors)))


def unnamed_last_in(row: Any) -> Any:
    """Move the rows of people who are not named to the end of each list in a row."""
    (done,) = changed_lists((row,), lambda rows: _parted(rows, authors=False))
    return done


def told_of_people(row: Any, around: str = "") -> Iterator[tuple[int, str]]:
    """Yield what a row and the rows in it tell of each person in a list, whether named or not.

    Each is the id and the values as one text to compare, without names and what has a reason of its own.

    around: the row that contains it.
    """
    values = [getattr(row, name) for name, said in declared(row).items() if _is_told(said)]
    for name, said in declared(row).items():
        id_ = getattr(row, name) if said.key == PERSON else None
        if id_ and said.reason and not is_beside_words(said.reason):
            yield id_, f"{around} {type(row).__name__}.{name} {values!r}"
    for field in fields_of(row):
        for inner in rows_in(getattr(row, field)):
            yield from told_of_people(inner, f"{field} {getattr(row, 'id', '')}")


def _is_told(said: Disclosure) -> bool:
    return said.privacy in (Privacy.PUBLIC, Privacy.COHORT) and not (said.key or said.reason)


def _without_few(rows: Rows) -> Rows:
    """Withhold every name in a list with a row for everybody, if only one or two have none."""
    if not rows or not any(
        declared(rows[0])[one].reason in _ONE_EACH for one in _references(rows[0])
    ):
        return rows
    few = 0 < sum(map(_is_unnamed, rows)) < FEWEST_UNNAMED
    return tuple(map(_without_name, rows)) if few else rows


def _without_name(row: Any) -> Any:
    changes = {
        name: WITHHELD if said.key == PERSON else blank(getattr(row, name))
        for name, said in declared(row).items()
        if said.reason and getattr(row, name) is not None
    }
    return replace(row, **changes)


def _parted(rows: Rows, authors: bool) -> Rows:
    unnamed = [row for row in rows if _is_unnamed(row, authors)]
    if not unnamed:
        return rows
    named = (row for row in rows if not _is_unnamed(row, authors))
    return (*named, *sorted(unnamed, key=lambda row: (by_content(row), repr(row))))


def _is_unnamed(row: Any, authors: bool = False) -> bool:
    """Check whether a row is about one person, who is not named.

    authors: whether names without a reference to a person count, such as the author of a card.
    """
    if _is_about_one(row):
        id_ = getattr(row, _references(row)[0])
        return id_ is not None and id_ <= WITHHELD
    return authors and _has_no_name(row)


def _is_about_one(row: Any) -> bool:
    """Check whether a row refers to a person, and contains no other rows, as a group does."""
    return bool(_references(row)) and not any(
        rows_in(getattr(row, name)) for name in fields_of(row)
    )


def _references(row: Any) -> list[str]:
    return [name for name, said in declared(row).items() if said.key == PERSON]


def _has_no_name(row: Any) -> bool:
    """Check whether a row has a place for a name, no reference to a person, and no name."""
    names = [
        name
        for name, said in declared(row).items()
        if said.reason and said.privacy is Privacy.PERSONAL
    ]
    return bool(names) and not _references(row) and not any(getattr(row, name) for name in names)


def _nameless(parts: Rows) -> int:
    return sum(_has_no_name(row) for rows in _lists(parts) for row in rows)


def _lists(parts: Rows) -> Iterator[Rows]:
    """Yield every list of rows in parts of a report, outer lists first."""
    for part in parts:
        for name in fields_of(part):
            if inner := rows_in(getattr(part, name)):
                yield inner
                yield from _lists(inner)


def _places(parts: Rows, authors: bool) -> Iterator[tuple[tuple[str, int], int]]:
    """Yield new ids for all rows of the tables of which a row is not named, counted in each table."""
    lists = [(table, rows) for rows in _lists(parts) if (table := _table(rows[0]))]
    hidden = {table for table, rows in lists if any(_is_unnamed(row, authors) for row in rows)}
    counted: Counter[str] = Counter()
    for table, rows in lists:
        for row in rows if table in hidden else ():
            counted[table] += 1
            yield (table, row.id), counted[table]


def _table(row: Any) -> str:
    """Return the table whose id a row has; blank for none, and for people."""
    own = declared(row).get("id")
    return own.key if own and own.key != PERSON else ""


def _renumbered(row: Any, places: Places) -> Any:
    """Return a row, and the rows in it, with the new ids of what they are and refer to."""
    changes: dict[str, Any] = {}
    for name in fields_of(row):
        found, said = getattr(row, name), declared(row).get(name)
        if inner := rows_in(found):
            result = tuple(_renumbered(one, places) for one in inner)
            changes[name] = result if isinstance(found, tuple) else result[0]
        elif said and said.key and (said.key, found) in places:
            changes[name] = places[said.key, found]
    return replace(row, **changes) if changes else row
