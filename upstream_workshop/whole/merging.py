"""The merging of two people, or two organisations, that are in fact one.

The tables are not listed here: every foreign key and unique constraint of the schema is used, so
that a table that is added later is included. Of two consents the stricter is kept. Only rows are
deleted that repeat another or would tie a person to themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias, cast

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from resources.words import count, say
from upstream_workshop import rooms
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.kinds import Consent
from upstream_workshop.people.model import Organisation, Participant
from upstream_workshop.people.queries import OrganisationRow, ParticipantRow, organisations, roster
from upstream_workshop.people.records import CONSENTS, ParticipantFields, person_of
from upstream_workshop.people.rules import folded
from upstream_workshop.people.services import amend_participant
from upstream_workshop.storage.base import Base
from upstream_workshop.voting.model import Ballot, BallotPaper
from upstream_workshop.whole.merged_rows import drop_contradictions, merge_rows, references
from upstream_workshop.whole.rewording import call, names_near, rename
from upstream_workshop.workgroups.choices.services import MOST_CHOICES

_PEOPLE: Final = Base.metadata.tables[Participant.__tablename__]
_HOMES: Final = Base.metadata.tables[Organisation.__tablename__]
_AFTERTHOUGHT: Final = re.compile(r"(, which| without| as somebody).*")  # added by erasing


Row: TypeAlias = ParticipantRow | OrganisationRow


@dataclass(frozen=True, slots=True)
class Merge:
    """The effects of merging two people, or two organisations, to be shown beforehand.

    kept, other: the two before.
    merged: the one they become.
    moves: the rows that are moved to the one kept, counted in words.
    texts: the number of texts in which the name of the other is replaced by that of the one kept.
    dropped: the number of the other's choices that exceed those a person may have.
    """

    kept: Row
    other: Row
    merged: Row
    moves: tuple[str, ...]
    texts: int
    dropped: int = 0


def preview(session: Session, kept_id: int, other_id: int) -> Merge:
    """Return the effects of merging two people.

    They are in fact merged; call this inside `Workshop.rehearse`. Raises WorkshopError as
    `merge_people` does.
    """
    before = {row.id: row for row in roster(session)}
    for id_ in (kept_id, other_id):
        person_of(session, id_)  # raises WorkshopError if there is none
    moves = tuple(_hanging_on(session, other_id))
    together = len({*_chosen(session, kept_id), *_chosen(session, other_id)})
    changed = merge_people(session, kept_id, other_id)
    merged = next(row for row in roster(session) if row.id == kept_id)
    dropped = max(0, together - MOST_CHOICES)
    return Merge(before[kept_id], before[other_id], merged, moves, changed, dropped)


def _chosen(session: Session, person_id: int) -> Iterable[int]:
    """Return the ids of the themes a person chose."""
    choice = Base.metadata.tables["choice"]
    return session.scalars(select(choice.c.theme_id).where(choice.c.participant_id == person_id))


def merge_people(session: Session, kept_id: int, other_id: int) -> int:
    """Merge a person into another and return the number of texts that were changed.

    kept_id: the person who is kept. Blanks are filled from the other; interests and needs are joined.
    other_id: the person whose rows are moved to the one kept.

    A text that would be found by the other's name only is changed to the name of the one kept, so
    that editions and erasing still find it. Raises WorkshopError: when both are the same, or both
    signed a paper of one ballot, since one of the two votes would have to be deleted.
    """
    kept, other = person_of(session, kept_id), person_of(session, other_id)
    if kept_id == other_id:
        raise WorkshopError(say("{kept} is one person already: choose two.", kept=kept.name))
    _refuse_two_papers(session, kept, other)
    session.flush()
    near = names_near(session, kept_id, other_id)
    addresses = (other.email, kept.email or other.email)
    stricter = _stricter(kept, other)
    _join_choices(session, kept_id, other_id)
    _settle_person(session, kept, other)
    merge_rows(session, _PEOPLE, kept_id, other_id)
    drop_contradictions(session)
    session.expire_all()
    amend_participant(
        session, kept_id, **stricter
    )  # the last answer to these consents that is recorded
    return rename(session, kept_id, other_id, near, addresses)


def merge_organisations(session: Session, kept_id: int, other_id: int) -> int:
    """Merge an organisation into another and return the number of texts that were changed.

    kept_id: the organisation that is kept; its name replaces the other's in texts.
    other_id: the organisation whose people are moved to the one kept. If the regions differ, they
        keep theirs as their own.

    Raises WorkshopError: when either is not there or both are the same.
    """
    kept, other = (session.get(Organisation, id_) for id_ in (kept_id, other_id))
    if kept is None or other is None or kept is other:
        raise WorkshopError(
            say("These are not two organisations that are there: look at the list again.")
        )
    session.flush()
    if kept.region and other.region and kept.region != other.region:
        of_other = (Participant.organisation_id == other_id, Participant.region == "")
        session.execute(update(Participant).where(*of_other).values(region=other.region))
    called, name = other.name, kept.name
    merge_rows(session, _HOMES, kept_id, other_id)
    session.expire_all()
    return call(session, called, name) if folded(called) != folded(name) else 0


def preview_organisations(session: Session, kept_id: int, other_id: int) -> Merge:
    """Return what merging two organisations would do, like `preview`."""
    before = {row.id: row for row in organisations(session)}
    people = select(func.count()).where(Participant.organisation_id == other_id)
    people_of_it = session.scalar(people) or 0
    changed = merge_organisations(session, kept_id, other_id)
    merged = next(row for row in organisations(session) if row.id == kept_id)
    moves = (count(people_of_it, "{n} person", "{n} people"),) if people_of_it else ()
    return Merge(before[kept_id], before[other_id], merged, moves, changed)


def _stricter(kept: Participant, other: Participant) -> ParticipantFields:
    """Return the consents in which two people differ, with the stricter answer."""
    answers: dict[str, Consent] = {}
    for name in sorted(CONSENTS):
        ours, theirs = Consent(getattr(kept, name)), Consent(getattr(other, name))
        if ours != theirs:
            answers[name] = ours.stricter(theirs)
    return cast("ParticipantFields", answers)


def _settle_person(session: Session, kept: Participant, other: Participant) -> None:
    """Set the region of the person who is kept, before the merge.

    A region belongs to an organisation, so the other's is used only if the kept person has none.
    """
    ours, theirs = _region(session, kept), _region(session, other)
    if kept.organisation_id is not None:
        kept.region = kept.region if ours else theirs
        other.region = ""
    session.flush()


def _region(session: Session, person: Participant) -> str:
    home = session.get(Organisation, person.organisation_id) if person.organisation_id else None
    return person.region or (home.region if home is not None else "")


def _join_choices(session: Session, kept_id: int, other_id: int) -> None:
    """Append the other's choices to those of the one kept, up to `MOST_CHOICES`."""
    choice = Base.metadata.tables["choice"]
    ours = select(choice.c.theme_id).where(choice.c.participant_id == kept_id)
    theirs = select(choice.c.id, choice.c.theme_id).where(choice.c.participant_id == other_id)
    taken = set(session.scalars(ours))
    rank = (
        session.scalar(select(func.max(choice.c.rank)).where(choice.c.participant_id == kept_id))
        or 0
    )
    for row_id, theme_id in session.execute(theirs.order_by(choice.c.rank)).all():
        if theme_id in taken or len(taken) >= MOST_CHOICES:
            session.execute(delete(choice).where(choice.c.id == row_id))
            continue
        rank += 1
        taken.add(theme_id)
        moved = {"participant_id": kept_id, "rank": rank}
        session.execute(update(choice).where(choice.c.id == row_id).values(moved))


def _refuse_two_papers(session: Session, kept: Participant, other: Participant) -> None:
    papers = (
        select(Ballot.name)
        .join(BallotPaper, BallotPaper.ballot_id == Ballot.id)
        .where(BallotPaper.participant_id.in_((kept.id, other.id)))
    )
    for ballot, times in Counter(session.scalars(papers)).items():
        if times > 1:
            raise WorkshopError(
                say(
                    "{kept} and {other} have both put their name to a paper of “{ballot}”, and one "
                    "person has one vote: in Vote, withdraw one of the two papers, then merge them.",
                    kept=kept.name,
                    other=other.name,
                    ballot=ballot,
                )
            )


def _hanging_on(session: Session, person_id: int) -> Iterable[str]:
    """Yield, in words, the number of rows of each table that refer to a person."""
    counts: Counter[tuple[str, str]] = Counter()
    for table, column in references(_PEOPLE):
        words = rooms.goes().get(table.name) or rooms.stays()[f"{table.name}.{column.name}"]
        found = select(func.count()).select_from(table).where(column == person_id)
        counts[words] += session.scalar(found) or 0
    for (one, many), number in counts.items():
        if number:
            what = _AFTERTHOUGHT.sub("", one if number == 1 else many)
            yield f"{number} {what}"
