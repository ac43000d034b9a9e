"""Which column of a sign-up list holds which field, by titles and contents together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from upstream_workshop.readers.column_titles import loosened
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.signup import contents, statuses, titles
from upstream_workshop.readers.signup.word_lists import words

NAMES: Final = frozenset({"name", "first name", "last name", "display name"})
MANY: Final = frozenset(
    {"interests", "offers", "asks", "access needs", "diet", "status", "attending", "cancelled"}
)
_BUYER: Final = "buyer "
_NOTHING: Final = ("", "anonymous")  # Microsoft Forms fills its own e-mail column with that word
_NEEDS: Final = 0.2  # part of the cells of a column without a known title that name a need
_STATUSES: Final = 12  # different ones at most
_ALL_BUT: Final = 0.8
_HALF: Final = 0.5
_PROSE: Final = 8  # words of a cell, on the average, that are no answer any more


def columns_of(table: Table) -> dict[str, str]:
    """Return column title to field, for the columns whose meaning is plain."""
    cells = {title: filled(table, at) for at, title in enumerate(table.header)}
    claims = {title: titles.scores(title, cells[title]) for title in table.header}
    found = _assigned(claims, cells)
    _settle_buyers(found)
    _settle_names(found, table)
    for title in table.header:
        if title not in found:
            field = _by_content(title, claims[title], cells[title], found)
            if field:
                found[title] = field
    return {title: found[title] for title in table.header if found.get(title)}


def filled(table: Table, column: int) -> list[str]:
    """Return the cells of a column that hold something."""
    return [row.cells[column] for row in table.rows if row.cells[column].casefold() not in _NOTHING]


def consents_in_doubt(table: Table, mapping: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give each column nobody knows that may be a consent, and the consent it is taken for.

    Its title speaks of what may be told or shown, and its cells are answers or it asks for leave. It is
    taken for the list of participants, which tells least where it is refused, unless it is about pictures.
    """
    for at, title in enumerate(table.header):
        loose = loosened(title)
        if title in mapping or not words("privacy").search(loose):
            continue
        cells = filled(table, at)
        answered = contents.share(cells, contents.is_short_answer) >= _HALF
        if words("not privacy").search(loose) or not (answered or _asks_leave(loose, cells)):
            continue
        yield title, "photo" if words("picture").search(loose) else "directory"


def _asks_leave(loose: str, cells: Sequence[str]) -> bool:
    prose = sum(len(cell.split()) for cell in cells) > _PROSE * len(cells)
    return bool(cells and words("consent").search(loose) and not prose)


def rivals(table: Table, mapping: Mapping[str, str], field: str) -> tuple[str, ...]:
    """Return the titles that could hold a field as well as the column that has it, itself first.

    Only those whose cells differ from its cells: it makes no odds which of two alike is read.
    """
    at = {title: number for number, title in enumerate(table.header)}
    chosen = next((title for title, one in mapping.items() if one == field), None)
    if chosen is None or not filled(table, at[chosen]):
        return ()
    own = [row.cells[at[chosen]] for row in table.rows]
    found = [
        title
        for title in table.header
        if title not in mapping
        and _best(titles.scores(title, cells := filled(table, at[title]))) == field
        and cells
        and any(
            other and loosened(other) != loosened(mine)
            for other, mine in zip((row.cells[at[title]] for row in table.rows), own, strict=True)
        )
    ]
    return (chosen, *found) if found else ()


def _assigned(
    claims: Mapping[str, Mapping[str, int]], cells: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Return a field for each column, the surest claims first; a field that is not one of MANY once.

    A column gives way only to a better one for the same field: it takes no field it fits less.
    """
    best = {title: _best(fields) for title, fields in claims.items() if fields}
    order = sorted(
        best,
        key=lambda title: (
            not cells[title],
            -claims[title][best[title]],
            -len(cells[title]),
        ),
    )
    found: dict[str, str] = {}
    for title in order:
        field = best[title]
        if field in MANY or field == "" or field not in found.values():
            found[title] = field
    return found


def _best(claims: Mapping[str, int]) -> str:
    """Return the field of the highest claim; of equal ones the first in the table of titles."""
    return max(claims, key=lambda field: claims[field], default="")


def _settle_buyers(found: dict[str, str]) -> None:
    """Read whoever paid only where the list names nobody else: often one assistant paid for a team."""
    named = bool(NAMES & set(found.values()))
    for title, field in tuple(found.items()):
        if field.startswith(_BUYER):
            own = field.removeprefix(_BUYER)
            if named or own in found.values():
                found[title] = ""
            else:
                found[title] = own


def _settle_names(found: dict[str, str], table: Table) -> None:
    """Read “Name” beside “Surname” as the first name, where the surname is not in it already."""
    held = {field: title for title, field in found.items() if field in NAMES}
    if "last name" not in held or "name" not in held or "first name" in held:
        return
    at = {title: number for number, title in enumerate(table.header)}
    pairs = [(row.cells[at[held["name"]]], row.cells[at[held["last name"]]]) for row in table.rows]
    both = [(name, last) for name, last in pairs if name and last]
    if both and not any(loosened(last) in loosened(name) for name, last in both):
        found[held["name"]] = "first name"


def _by_content(
    title: str, claims: Mapping[str, int], cells: Sequence[str], found: Mapping[str, str]
) -> str:
    """Return the field of a column by its cells alone, where its title says nothing."""
    if not cells or any(field for field in claims):
        return ""
    different = {loosened(cell) for cell in cells}
    if (
        len(different) <= _STATUSES
        and contents.share(cells, statuses.is_known) == 1
        and any(map(statuses.is_gone, cells))
        and not words("privacy").search(loosened(title))
    ):
        return "status"
    if contents.share(cells, contents.mentions("need")) >= _NEEDS and not _is_of_others(title):
        return "access needs"
    if contents.share(cells, contents.mentions("diet")) >= _NEEDS and not _is_of_others(title):
        return "diet"
    addresses = contents.share(cells, contents.is_only_address) >= _ALL_BUT
    if addresses and "" not in claims and not _is_of_others(title):
        return "" if "e-mail" in found.values() else "e-mail"
    return ""


def _is_of_others(title: str) -> bool:
    loose = loosened(title)
    return bool(words("other people").search(loose))
