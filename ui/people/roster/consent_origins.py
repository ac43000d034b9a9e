"""Where a consent comes from: the words, the column, the file and the day."""

from __future__ import annotations

from collections.abc import Sequence

from resources.dates import short_date
from resources.words import say
from upstream_workshop.people.kinds import Consent, ConsentKind
from upstream_workshop.people.queries import ConsentRow

_LONGEST = 160  # the most letters of a column's title


def origin_of(answers: Sequence[ConsentRow], consent: ConsentKind, given: Consent) -> str:
    """Return where the present answer to a consent comes from; empty if that is not stored.

    answers: all stored answers of the person.
    consent: the consent.
    given: the present answer.
    """
    rows = [row for row in answers if row.consent == consent and row.answer == given]
    return origin_words(rows[0]) if rows else ""


def origin_words(row: ConsentRow) -> str:
    """Return the words of one answer, with the column, the file and the day."""
    day = short_date(row.noted)
    if not row.file:
        return say("noted by hand, {day}", day=day)
    origin = say(
        "“{words}” to “{title}” in {file}, {day}",
        words=row.words,
        title=row.title[:_LONGEST],
        file=row.file,
        day=day,
    )
    return say("with a condition: {said}", said=origin) if row.conditional else origin
