"""Whether somebody comes, from the words that sign-up tools and organisers use for it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from upstream_workshop.readers.column_titles import loosened
from upstream_workshop.readers.signup import answers
from upstream_workshop.readers.signup.answers import Direction, Meaning
from upstream_workshop.readers.signup.word_lists import words


class Coming(StrEnum):
    """What a cell says of somebody's coming."""

    UNSAID = ""
    COMES = "comes"
    GONE = "gone"
    UNKNOWN = "unknown"


_FLIPPED: Final = {Coming.COMES: Coming.GONE, Coming.GONE: Coming.COMES}
_BY_ANSWER: Final = {
    Meaning.BLANK: Coming.UNSAID,
    Meaning.YES: Coming.COMES,
    Meaning.NO: Coming.GONE,
}


def by_status(cell: str) -> Coming:
    """Return what a status says: both or neither known word is unknown."""
    loose = loosened(cell)
    if not loose or (words("nothing").fullmatch(loose) and not loose.startswith("not ")):
        return Coming.UNSAID
    if words("restored").search(loose):
        return Coming.UNKNOWN
    gone = words("gone").search(loose)
    comes = words("comes").search(words("gone").sub(" ", loose))
    if gone and not comes:
        negated = answers.negations(words("gone").sub(" ", loose))
        return Coming.UNKNOWN if negated else Coming.GONE
    plain = comes or words("paid").fullmatch(loose)
    if plain and not gone and not answers.negations(loose):
        return Coming.COMES
    return Coming.UNKNOWN


def by_answer(title: str, cell: str) -> Coming:
    """Return what a yes or a no under a title such as “Will you attend?” says."""
    said = answers.read_answer(cell).meaning
    coming = _BY_ANSWER.get(said) if said in _BY_ANSWER else by_status(cell)
    if coming in _FLIPPED and said in _BY_ANSWER and refuses(title):
        return _FLIPPED[coming]
    return coming or Coming.UNSAID


def by_cancelling(_title: str, cell: str) -> Coming:
    """Return what a cell says under a title such as “Cancelled”: whatever is no no is a yes."""
    loose = loosened(cell)
    if words("gone").search(loose) and not answers.negations(words("gone").sub(" ", loose)):
        return Coming.GONE
    said = answers.read_answer(cell).meaning
    if said in (Meaning.YES, Meaning.NO, Meaning.BLANK):
        return {Meaning.YES: Coming.GONE, Meaning.NO: Coming.COMES}.get(said, Coming.UNSAID)
    return Coming.GONE if cell[:1].isdigit() and not loose.isdigit() else Coming.UNKNOWN


def refuses(title: str) -> bool:
    """Tell whether a yes under a title says that somebody does not come."""
    return answers.direction(title, "") is Direction.REFUSES


def is_known(cell: str) -> bool:
    """Tell whether a cell is a status we know."""
    return by_status(cell) in (Coming.COMES, Coming.GONE)


def is_gone(cell: str) -> bool:
    """Tell whether a cell says that somebody does not come."""
    return by_status(cell) is Coming.GONE
