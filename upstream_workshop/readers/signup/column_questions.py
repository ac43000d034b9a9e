"""What is asked about the columns of a sign-up list whose meaning is not certain, and what is assumed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from resources.words import say
from upstream_workshop.letters import loosened
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.reading import Question, Questions
from upstream_workshop.readers.signup import contents
from upstream_workshop.readers.signup.columns import (
    ASSUMED,
    CONSENTS,
    NAMES,
    filled,
    meanings,
    rivals,
)
from upstream_workshop.readers.signup.word_lists import any_words, words

NO_COLUMN: Final = "none"
_UNIQUE: Final = ("name", "first name", "last name", "organisation", "e-mail")
_HALF: Final = 0.5
_PROSE: Final = 8  # words of a cell, on the average, that are no answer any more
_SHORT: Final = 3  # words of an answer that is chosen from a few
_REPEATED: Final = 2  # times that each of a few answers is given, on the average
_SEVERAL: Final = 4  # answers from which on a repetition is no chance
_CHOSEN: Final = 4  # different answers that are few
_FACTS: Final = (  # what cells that answer nothing hold
    contents.has_digit, contents.is_link, contents.is_address,
    contents.is_all("meeting role"), contents.is_all("salutation"),
)  # fmt: skip
_LEAVE: Final = any_words("privacy", "not privacy", "picture", "consent", "permission", "negation")
_SETTING: Final = contents.is_all("setting")


def settled_columns(table: Table, questions: Questions) -> dict[str, str]:
    """Return column title to field, asking wherever the meaning of a column is not certain."""
    found = meanings(table)
    mapping = dict(found.known)
    for field in _UNIQUE:
        _settle_rivals(table, mapping, field, questions)
    for title, field in found.doubtful.items():
        mapping[title] = _chosen(_about_meaning(title, field), questions)
    for title, question in _about_unknown(table, found.unknown):
        mapping[title] = _chosen(question, questions)
    return mapping


def in_doubt(mapping: Mapping[str, str], questions: Questions) -> list[str]:
    """Return the titles of consents of which nobody has said yet that they are one."""
    return [title for title in mapping if questions.is_open(_key(title))]


def is_nameless(mapping: Mapping[str, str], questions: Questions) -> bool:
    """Tell whether no column holds names, though one was offered as such."""
    offered = any(choice in NAMES for title in mapping for choice in questions.choices(_key(title)))
    return offered and not NAMES & set(mapping.values())


def _settle_rivals(table: Table, mapping: dict[str, str], field: str, questions: Questions) -> None:
    """Ask which of two columns holds what only one can."""
    rival = rivals(table, mapping, field)
    if rival:
        what = say("Two columns may hold the {field}: which is it?", field=field)
        choices = tuple((title, title) for title in rival)
        key = f"column {field}: {' | '.join(rival)}"
        chosen = questions.ask(Question(key, what, choices, rival[0]))
        mapping.pop(rival[0])
        mapping[chosen] = field


def _chosen(question: Question, questions: Questions) -> str:
    chosen = questions.ask(question)
    return "" if chosen == NO_COLUMN else chosen


def _key(title: str) -> str:
    return f"meaning of column {title}"


def _about_meaning(title: str, field: str) -> Question:
    """Return the question whether a column holds what its title only seems to say."""
    if field in CONSENTS:
        return _about_consent(title, field)
    private = ASSUMED.get(field)
    kept = ((private, say("No: keep it private, with the access needs")),) if private else ()
    choices = (
        (field, say("Yes: use it as {field}", field=field)),
        *kept,
        (NO_COLUMN, say("No: do not use it")),
    )
    what = say("“{title}”: is that the {field} of each person?", title=title[:120], field=field)
    return Question(_key(title), what, choices, private or NO_COLUMN)


def _about_consent(title: str, field: str) -> Question:
    what = say("“{title}” may be a consent: to what?", title=title[:120])
    none = (NO_COLUMN, say("None: do not use it"))
    return Question(_key(title), what, (*_consents(), none), field)


def _about_answers(title: str, cells: Sequence[str]) -> Question:
    """Return the question what short answers under a title that nobody knows are about."""
    shown = ", ".join(f"“{cell[:30]}”" for cell in tuple(dict.fromkeys(cells))[:3])
    what = say(
        "What do answers such as {shown} under “{title}” say?", shown=shown, title=title[:120]
    )
    choices = (
        (NO_COLUMN, say("Nothing that is kept")),
        *_consents(),
        ("attending", say("Whether people come")),
        ("cancelled", say("That people do not come")),
    )
    return Question(_key(title), what, choices, NO_COLUMN)


def _consents() -> tuple[tuple[str, str], ...]:
    return (
        ("photo", say("Photographs")),
        ("attribution", say("Being named beside their words")),
        ("directory", say("Being listed")),
    )


def _about_unknown(table: Table, unknown: Sequence[str]) -> Iterator[tuple[str, Question]]:
    """Give each column nobody knows that may be a consent or a status, and what to ask of it.

    A title that speaks of what may be told or shown is taken for the list of participants, which tells
    least where it is refused, or for photographs; the others for nothing.
    """
    at = {title: number for number, title in enumerate(table.header)}
    for title in unknown:
        loose, cells = loosened(title), filled(table, at[title])
        if not cells:
            continue
        answered = contents.are_answers(cells) or contents.share(cells, _SETTING) >= _HALF
        private = words("privacy").search(loose) and not words("not privacy").search(loose)
        if private and (answered or _asks_leave(loose, cells)):
            picture = words("picture").search(loose)
            yield title, _about_consent(title, "photo" if picture else "directory")
        elif (
            answered
            or _are_chosen(cells)
            or (_speaks_of_leave(loose, cells) and _are_short(cells, _PROSE))
        ):
            yield title, _about_answers(title, cells)


def _speaks_of_leave(loose: str, cells: Sequence[str]) -> bool:
    """Tell whether a title, or half of the cells, as “Photographs, Quotes”, speak of what may be told."""
    return (
        bool(_LEAVE.search(loose)) or contents.share(cells, contents.mentions("privacy")) >= _HALF
    )


def _asks_leave(loose: str, cells: Sequence[str]) -> bool:
    prose = sum(len(cell.split()) for cell in cells) > _PROSE * len(cells)
    return bool(words("consent").search(loose) and not prose)


def _are_chosen(cells: Sequence[str]) -> bool:
    """Tell whether cells are a few short answers, each given again and again."""
    different = {loosened(cell) for cell in cells}
    few = len(different) <= min(_CHOSEN, len(cells) / _REPEATED)
    return len(cells) >= _SEVERAL and few and _are_short(cells, _SHORT)


def _are_short(cells: Sequence[str], most: int) -> bool:
    """Tell whether cells are words, and so many at most on the average."""
    if any(contents.share(cells, fact) >= _HALF for fact in _FACTS):
        return False
    return sum(len(cell.split()) for cell in cells) <= most * len(cells)
