"""What “/” in the codes of a table means: a code below another, or a sign in a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy.orm import Session

from resources.words import count, say
from upstream_workshop.evidence.importing.code_finder import CodeFinder
from upstream_workshop.readers.codebooks import CodeEntry, is_unsure
from upstream_workshop.readers.findings import FindingEntry
from upstream_workshop.readers.reading import Question, Reading

SLASH: Final = "slash"  # the key of the question
_BELOW: Final = "below"
_NAME: Final = "name"


def slash_questions(
    session: Session, reading: Reading[FindingEntry] | Reading[CodeEntry]
) -> tuple[Question, ...]:
    """Return the question what “/” means in codes that are not known yet; none where there is none."""
    known = CodeFinder(session)
    unsure = [path for path in dict.fromkeys(_paths(reading.entries)) if not known.knows(path)]
    if not unsure:
        return ()
    what = count(
        len(unsure),
        "{n} code has “/” in it, as in “{code}”",
        "{n} codes have “/” in them, as in “{code}”",
        code=unsure[0],
    )
    choices = (
        (_BELOW, say("a code and one below it")),
        (_NAME, say("one name")),
    )
    return (Question(SLASH, what, choices, _BELOW),)


def is_between(answers: Mapping[str, str]) -> bool:
    """Tell whether “/” stands between a code and one below it by the answer to the question."""
    return answers.get(SLASH) != _NAME


def _paths(entries: Iterable[FindingEntry | CodeEntry]) -> Iterable[str]:
    for entry in entries:
        paths = entry.codes if isinstance(entry, FindingEntry) else (entry.written,)
        yield from filter(is_unsure, paths)
