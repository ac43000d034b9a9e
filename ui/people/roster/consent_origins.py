"""Where a consent comes from: the words, the column and the file, and the day."""

from __future__ import annotations

from collections.abc import Sequence

from resources.words import say
from upstream_workshop.people.kinds import Consent, ConsentKind
from upstream_workshop.people.queries import ConsentRow

_LONGEST = 160  # letters of a title


def origin_of(said: Sequence[ConsentRow], consent: ConsentKind, given: Consent) -> str:
    """Where the present answer to a consent comes from; blank where nothing is kept of it."""
    rows = [row for row in said if row.consent == consent and row.answer == given]
    return origin_words(rows[0]) if rows else ""


def origin_words(row: ConsentRow) -> str:
    """One answer: their words, and where they stand."""
    day = f"{row.noted:%d %b %Y}"
    if not row.file:
        return say("noted by hand, {day}", day=day)
    said = say("“{words}” to “{title}” in {file}, {day}")
    told = said.format(words=row.words, title=row.title[:_LONGEST], file=row.file, day=day)
    return say("with a condition: {said}", said=told) if row.conditional else told
