"""Which column of a sign-up list holds which field, by titles and contents together.

What others see is taken from a column only where its title is understood from end to end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from upstream_workshop.letters import loosened
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.signup import contents, statuses, titles
from upstream_workshop.readers.signup.known_words import is_understood, says_nothing
from upstream_workshop.readers.signup.word_lists import any_words, words

NAMES: Final = frozenset({"name", "first name", "last name", "display name"})
MANY: Final = frozenset(
    {"interests", "offers", "asks", "access needs", "diet", "status", "attending", "cancelled"}
)
CONSENTS: Final = frozenset({"photo", "attribution", "directory"})
PUBLIC: Final = NAMES | {
    "e-mail", "organisation", "role", "pronouns", "region", "interests", "offers", "asks"
}  # fmt: skip
ASSUMED: Final = dict.fromkeys(("interests", "offers", "asks"), "access needs")  # kept, and private
_OPTION: Final = re.compile(r"(?P<question>.+?)(?:: | ?\[)(?P<option>[^\]]+)\]?")
_BUYER: Final = "buyer "
_NOTHING: Final = ("", "anonymous")  # Microsoft Forms fills its own e-mail column with that word
_NEEDS: Final = 0.2  # part of the cells of a column without a known title that name a need
_STATUSES: Final = 12  # different ones at most
_ALL_BUT: Final = 0.8
_BRIEF: Final = 2  # words of a setting, as “Disabled”


@dataclass(frozen=True, slots=True)
class Meanings:
    """What the columns of a table hold: title to field.

    known: those whose titles are understood from end to end, or hold nothing that others see.
    doubtful: those that seem to hold a field that others see, or a consent, and may hold something else.
    unknown: those of which neither title nor cells say anything.
    """

    known: dict[str, str]
    doubtful: dict[str, str]
    unknown: tuple[str, ...]


def columns_of(table: Table) -> dict[str, str]:
    """Return column title to field as far as it is assumed without asking anybody."""
    found = meanings(table)
    assumed = {title: ASSUMED.get(field, "") for title, field in found.doubtful.items()}
    every = {**found.known, **assumed}
    return {title: every[title] for title in table.header if every.get(title)}


def meanings(table: Table) -> Meanings:
    """Return what the columns hold, by titles and cells together."""
    cells = {title: filled(table, at) for at, title in enumerate(table.header)}
    claims = {title: titles.scores(title, cells[title]) for title in table.header}
    doubtful = {
        title: field
        for title in table.header
        if (field := _doubtful(_question(title, cells[title]), claims[title]))
    }
    sure = {title: {} if title in doubtful else claims[title] for title in table.header}
    known = _assigned(sure, cells)
    _settle_buyers(known, doubtful)
    _settle_names(known, table)
    for title in table.header:
        if title not in known and title not in doubtful:
            field = _by_content(title, claims[title], cells[title], known)
            (doubtful if field == "e-mail" and not says_nothing(title) else known)[title] = field
        elif not known.get(title) and title not in doubtful and not is_understood(title, ""):
            known[title] = _need(title, cells[title])
    unknown = tuple(
        title
        for title in table.header
        if not known.get(title) and not doubtful.get(title) and _is_unknown(title, claims[title])
    )
    _drop_needless(doubtful, known)
    held = {title: known[title] for title in table.header if known.get(title)}
    return Meanings(held, doubtful, unknown)


def _question(title: str, cells: Sequence[str]) -> str:
    """Return a title without the option that its cells repeat, where each option has a column of its own."""
    found = _OPTION.fullmatch(title)
    chosen = found and all(loosened(cell) == loosened(found["option"]) for cell in cells)
    return found["question"] if found and chosen else title


def _doubtful(title: str, claims: Mapping[str, int]) -> str:
    """Return the field that a title only seems to mean, or a blank where there is no doubt."""
    best = _best(claims)
    consent = _best({field: score for field, score in claims.items() if field in CONSENTS})
    if not claims or best in CONSENTS or best in titles.PRIVATE or is_understood(title, best):
        return ""
    if consent:
        return consent
    return best if best in PUBLIC else ""


def _is_unknown(title: str, claims: Mapping[str, int]) -> bool:
    """Tell whether a title means nothing, or only seems to be one that holds nothing to keep."""
    return not claims or (_best(claims) == "" and not is_understood(title, ""))


def _drop_needless(doubtful: dict[str, str], known: Mapping[str, str]) -> None:
    """Forget a doubt where another column surely holds the field, of which one is enough."""
    have = {field for field in known.values() if field not in MANY}
    for title, field in tuple(doubtful.items()):
        named = field in NAMES and "name" in have
        if not field or field in have - CONSENTS or named:
            del doubtful[title]


def filled(table: Table, column: int) -> list[str]:
    """Return the cells of a column that hold something."""
    return [row.cells[column] for row in table.rows if row.cells[column].casefold() not in _NOTHING]


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
        and is_understood(title, field)
        and (field != "e-mail" or any(map(contents.is_address, filled(table, at[title]))))
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


def _settle_buyers(found: dict[str, str], doubtful: Mapping[str, str]) -> None:
    """Read whoever paid only where the list names nobody else: often one assistant paid for a team."""
    taken = {*found.values(), *doubtful.values()}
    named = bool(NAMES & taken)
    for title, field in tuple(found.items()):
        if field.startswith(_BUYER):
            own = field.removeprefix(_BUYER)
            if named or own in taken:
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
    if words("privacy").search(loosened(title)) and max(map(len, map(str.split, cells))) <= _BRIEF:
        return ""
    if need := _need(title, cells):
        return need
    addresses = contents.share(cells, contents.is_only_address) >= _ALL_BUT
    if addresses and "" not in claims and not _is_of_others(title):
        return "" if "e-mail" in found.values() else "e-mail"
    return ""


def _need(title: str, cells: Sequence[str]) -> str:
    """Return which needs several cells of a column name, or a blank; a setting is “Disabled” too."""
    if contents.share(cells, contents.is_all("setting")) == 1:
        return ""
    if words("other people").search(loosened(title)):
        return ""
    for kind, field in (("need", "access needs"), ("diet", "diet")):
        if contents.share(cells, contents.mentions(kind)) >= _NEEDS:
            return field
    return ""


def _is_of_others(title: str) -> bool:
    """Tell whether the addresses below a title are those of other people, a hotel or an account."""
    return bool(any_words("other people", "other things").search(loosened(title)))
