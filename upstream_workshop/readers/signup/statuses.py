"""Whether somebody comes, from the words that sign-up tools and organisers use for it.

Somebody is known to come, or not to, only by words that are all known, under a title that is; whatever
else is said of it is asked about.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from upstream_workshop.letters import loosened
from upstream_workshop.readers.signup import answers, known_words
from upstream_workshop.readers.signup.answers import Direction, Meaning
from upstream_workshop.readers.signup.word_lists import words


class Coming(StrEnum):
    """What a cell says of somebody's coming."""

    UNSAID = ""
    COMES = "comes"
    GONE = "gone"
    UNKNOWN = "unknown"


_NUMBER: Final = re.compile(  # and dates, where “may” is no month by itself
    r"\b(?:may \d+|\d+ may|\d+|(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b"
)
_DATE: Final = re.compile(r"\d+ [\w ]*\d[\w ]*")
_FLIPPED: Final = {Coming.COMES: Coming.GONE, Coming.GONE: Coming.COMES}
_BY_ANSWER: Final = {
    Meaning.BLANK: Coming.UNSAID,
    Meaning.YES: Coming.COMES,
    Meaning.NO: Coming.GONE,
}


def by_status(title: str, cell: str) -> Coming:
    """Return what a status under a title says: of nothing but known words, and not of both kinds."""
    loose = loosened(cell)
    if not loose or (words("nothing").fullmatch(loose) and not loose.startswith("not ")):
        return Coming.UNSAID
    said = Coming.UNKNOWN if "?" in cell else _plainly(loose)
    return said if _is_sure(title, "status") else _doubted(said, loose)


def by_answer(title: str, cell: str) -> Coming:
    """Return what a yes or a no under a title such as “Will you attend?” says."""
    said = answers.read_answer(cell).meaning
    if said is Meaning.NO and not _refuses_plainly(cell):
        return Coming.UNKNOWN
    coming = _BY_ANSWER.get(said) if said in _BY_ANSWER else by_status("", cell)
    if coming in _FLIPPED and said in _BY_ANSWER and refuses(title):
        coming = _FLIPPED[coming]
    sure = coming is not Coming.GONE or _is_sure(title, "attending")
    return coming or Coming.UNSAID if sure else Coming.UNKNOWN


def by_cancelling(title: str, cell: str) -> Coming:
    """Return what a cell says under a title such as “Cancelled”: whatever is no no is a yes."""
    said = _by_cancelling(cell)
    sure = said is not Coming.GONE or _is_sure(title, "cancelled")
    return said if sure else Coming.UNKNOWN


def _by_cancelling(cell: str) -> Coming:
    loose = loosened(cell)
    if _plainly(loose) is Coming.GONE:
        return Coming.GONE
    said = answers.read_answer(cell).meaning
    if said in (Meaning.YES, Meaning.NO, Meaning.BLANK):
        return {Meaning.YES: Coming.GONE, Meaning.NO: Coming.COMES}.get(said, Coming.UNSAID)
    return Coming.GONE if _DATE.fullmatch(loose) else Coming.UNKNOWN


def _refuses_plainly(cell: str) -> bool:
    """Tell whether a no says nothing but no, so that it is not one to a part of the question."""
    loose = loosened(cell)
    return not loose or not known_words.leftover(loose, "no", "gone", "beside status")


def _plainly(loose: str) -> Coming:
    """Return what a loosened status says by itself."""
    gone = words("gone").search(loose)
    rest = words("gone").sub(" ", loose)
    comes = words("comes").search(rest) or words("paid").fullmatch(loose)
    if bool(gone) == bool(comes) or _NUMBER.sub("", _unknown(rest)).strip():
        return Coming.UNKNOWN
    return Coming.GONE if gone else Coming.COMES


def _unknown(rest: str) -> str:
    return known_words.leftover(rest, "comes", "paid", "beside status")


def _doubted(said: Coming, loose: str) -> Coming:
    """Return what a status says under a title that may be about something else than coming."""
    if said is Coming.COMES:
        return said
    return Coming.UNKNOWN if words("gone").search(loose) else Coming.UNSAID


def _is_sure(title: str, field: str) -> bool:
    return known_words.says_nothing(title) or known_words.is_understood(title, field)


def refuses(title: str) -> bool:
    """Tell whether a yes under a title says that somebody does not come."""
    return answers.direction(title, "") is Direction.REFUSES


def is_known(cell: str) -> bool:
    """Tell whether a cell is a status we know."""
    return by_status("", cell) in (Coming.COMES, Coming.GONE)


def is_gone(cell: str) -> bool:
    """Tell whether a cell says that somebody does not come."""
    return by_status("", cell) is Coming.GONE
