"""Services for people’s choices of themes.

Each writes in the transaction of `session`. It raises WorkshopError if a row with an id that it
was given is not there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from resources.words import count, joined, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.reading import (
    NO_ANSWERS,
    ImportedRow,
    ImportEffect,
    ImportOutcome,
    Reading,
    Refusal,
)
from upstream_workshop.readers.workgroups.choice_entries import ChoiceEntry
from upstream_workshop.themes.model import Theme
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting.model import Ballot
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.workgroups.choices.choices_plan import planned_choices
from upstream_workshop.workgroups.intake import preferences
from upstream_workshop.workgroups.model import Choice
from upstream_workshop.workgroups.records import chosen, person_of

MOST_CHOICES: Final = 5


def set_choices(session: Session, participant_id: int, theme_ids: Sequence[int]) -> None:
    """Replace a person's choices.

    theme_ids: at most `MOST_CHOICES` themes, the first choice first; an empty sequence deletes the
        choices.

    Raises WorkshopError: when there are too many themes, a theme is given twice or is not there.
    """
    person = person_of(session, participant_id)
    if len(theme_ids) > MOST_CHOICES:
        raise WorkshopError(
            say(
                "{person} has more than {most} choices: keep the first.",
                person=person.name,
                most=MOST_CHOICES,
            )
        )
    if len(set(theme_ids)) < len(theme_ids):
        raise WorkshopError(
            say("{person} names a theme twice: give each theme one rank.", person=person.name)
        )
    if missing := set(theme_ids) - set(session.scalars(select(Theme.id))):
        raise WorkshopError(
            say("There is no theme {theme}: look at the list of themes again.", theme=min(missing))
        )
    if list(theme_ids) != chosen(session, participant_id):
        session.execute(delete(Choice).where(Choice.participant_id == participant_id))
        session.add_all(
            Choice(participant_id=participant_id, theme_id=theme, rank=rank)
            for rank, theme in enumerate(theme_ids, start=1)
        )
        session.flush()


def import_choices(
    session: Session, reading: Reading[ChoiceEntry], answers: Mapping[str, str] = NO_ANSWERS
) -> ImportOutcome:
    """Import the choices of people, who are identified by name or address.

    A line is refused, and the others are imported, if its person or a theme is not known, if another
    line of the same person counts, or if its choices are not valid.

    answers: to the questions of the plan; the others have the answers assumed.
    """
    plan = planned_choices(session, reading, answers)
    refused = list(plan.refused)
    rows: list[ImportedRow] = []
    for one in plan.choices:
        before = chosen(session, one.participant_id)
        themes = list(one.themes[:MOST_CHOICES])
        try:
            set_choices(session, one.participant_id, themes)
        except WorkshopError as error:
            refused.append(Refusal(one.entry.line, str(error)))
            continue
        what = ImportEffect.of(before, before != themes)
        rows.append(ImportedRow(one.entry.line, one.entry.participant, what, _told(one.entry)))
    return ImportOutcome.of(rows, refused, reading.unmapped)


def _told(entry: ChoiceEntry) -> str:
    """Return the choices of a line as they are set, and which of them were blank."""
    told = "; ".join(entry.themes[:MOST_CHOICES])
    more = len(entry.themes[MOST_CHOICES:])
    if more:
        told = count(
            more, "{told} ({n} more is not kept)", "{told} ({n} more are not kept)", told=told
        )
    if entry.blank:
        ranks = joined([str(rank) for rank in entry.blank], "{first}, {then}")
        told = say("{told} (choice {ranks} blank: the next moves up)", told=told, ranks=ranks)
    return told


def choices_from_papers(session: Session, ballot_id: int) -> int:
    """Set people's choices from the papers of a named ballot and return the number of people.

    Each voter's choices become the themes they marked, at most `MOST_CHOICES`, the best mark first:
    the lowest rank on a ranked ballot, else the highest value.

    Raises WorkshopError: when the ballot is secret, or when it is open and papers are being keyed.
    """
    ballot = session.get(Ballot, ballot_id)
    if ballot is None:
        raise WorkshopError(
            say("That ballot is no longer there: look at the list of ballots again.")
        )
    if ballot.secret:
        raise WorkshopError(
            say("“{ballot}” is secret, so it says nothing of who wants what.", ballot=ballot.name)
        )
    if voting.ballot(session, ballot_id).running:
        raise WorkshopError(
            say(
                "“{ballot}” is still open: close it, then take its choices over.",
                ballot=ballot.name,
            )
        )
    found = preferences(session, ballot, paper_queries.papers(session, ballot_id), MOST_CHOICES)
    for person, themes in found.items():
        set_choices(session, person, themes)
    return len(found)
