"""Services of the workgroups room: choices, rules, placements, seats, charters and commitments.

Each service writes in the transaction of `session`. It raises WorkshopError if a row with an id
that it was given is not there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, TypedDict, Unpack

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from resources.words import count, joined, noop, say
from upstream_workshop.errors import WorkshopError, member_of
from upstream_workshop.readers.choices import ChoiceEntry
from upstream_workshop.readers.reading import (
    NO_ANSWERS,
    ImportedRow,
    ImportEffect,
    ImportOutcome,
    Reading,
    Refusal,
)
from upstream_workshop.themes.model import Theme
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting.model import Ballot
from upstream_workshop.workgroups.importing.choices_plan import planned_choices
from upstream_workshop.workgroups.intake import preferences
from upstream_workshop.workgroups.kinds import PairKind, Trait
from upstream_workshop.workgroups.model import (
    Choice,
    Commitment,
    Member,
    PairRule,
    PlacingRules,
    Workgroup,
)
from upstream_workshop.workgroups.records import (
    chosen,
    commitment_of,
    free_theme,
    group_of,
    member_id,
    pair_of,
    person_of,
    seats_of,
    unseat,
    worded,
)
from upstream_workshop.workgroups.topics import group_topics

MOST_CHOICES: Final = 5


class CharterFields(TypedDict, total=False):
    """The fields of a charter; a meeting without a date is None."""

    question: str
    will_not_do: str
    asset_kind: str
    asset_title: str
    audience: str
    supporter: str
    first_meeting: str
    meets_at: datetime | None
    hours_each: str
    sign_off: str


class CommitmentFields(TypedDict, total=False):
    """The fields of a commitment that can be changed."""

    participant_id: int | None
    what: str
    due: date | None
    done: bool


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
    found = preferences(session, ballot, voting.papers(session, ballot_id), MOST_CHOICES)
    for person, themes in found.items():
        set_choices(session, person, themes)
    return len(found)


def set_rules(
    session: Session,
    minimum: int,
    maximum: int,
    per_organisation: int | None = None,
    needs_lead: bool = False,
    per_person: int | None = None,
    spread: Trait | None = None,
) -> None:
    """Set the rules of placing.

    minimum, maximum: how many people a group has.
    per_organisation: how many people of one organisation a group may have; None: any number.
    needs_lead: whether each group needs a person who is willing to lead.
    per_person: how many groups a person may be in; None: as many as anybody is in now.
    spread: what is spread over the groups besides organisations, or None.

    Raises WorkshopError: when a number is below 1 or the minimum is above the maximum.
    """
    if not 1 <= minimum <= maximum:
        raise WorkshopError(
            say(
                "No group can have at least {minimum} and at most {maximum} people.",
                minimum=minimum,
                maximum=maximum,
            )
        )
    if per_organisation is not None and per_organisation < 1:
        raise WorkshopError(
            say("At least one person of an organisation must be allowed in a group.")
        )
    if per_person is not None and per_person < 1:
        raise WorkshopError(say("Each person needs at least one group."))
    if spread is not None:
        refusal = noop("Regions or roles are spread over groups, not {given}.")
        spread = member_of(Trait, spread, refusal)
    rules = session.scalars(select(PlacingRules).order_by(PlacingRules.id)).first()
    if rules is None:
        rules = PlacingRules()
        session.add(rules)
    rules.minimum, rules.maximum = minimum, maximum
    rules.per_organisation, rules.needs_lead = per_organisation, needs_lead
    rules.per_person, rules.spread = per_person, spread


def set_pair_rule(session: Session, first_id: int, second_id: int, kind: PairKind) -> int:
    """Set the rule that two people are placed together or apart, and return its id.

    It replaces an earlier rule about the two. Raises WorkshopError: when both are one person, or
    when the kind is not one of the words.
    """
    refusal = noop("Two people can be kept together or apart, not {given}.")
    kind = member_of(PairKind, kind, refusal)
    first, second = (person_of(session, one) for one in sorted((first_id, second_id)))
    if first is second:
        raise WorkshopError(say("A rule about two people needs two different people."))
    pair = pair_of(session, first.id, second.id)
    if pair is None:
        pair = PairRule(first_id=first.id, second_id=second.id)
        session.add(pair)
    pair.kind = kind
    session.flush()
    return pair.id


def clear_pair_rule(session: Session, first_id: int, second_id: int) -> None:
    """Delete the rule about two people. Raises WorkshopError: when there is none."""
    pair = pair_of(session, *sorted((first_id, second_id)))
    if pair is None:
        raise WorkshopError(say("There is no rule about those two people."))
    session.delete(pair)


def save_placement(session: Session, seats: Iterable[tuple[int, int]]) -> None:
    """Form the groups of a placement.

    seats: pairs of participant id and topic.

    A group with a topic that is still used keeps its charter, and members who stay in it keep their
    reasons and locks. A group in which the placement puts no person is deleted.

    Raises WorkshopError: when a theme or a person was deleted since.
    """
    wanted = set(seats)
    used = {topic for _, topic in wanted}
    groups = {topic: group for group, topic in group_topics(session).items()}
    for topic, group_id in groups.items():
        if topic not in used:
            session.delete(group_of(session, group_id))
    session.flush()
    for theme in session.scalars(
        select(Theme).where(Theme.id.in_(used)).order_by(Theme.position, Theme.id)
    ):
        if theme.id not in groups:
            groups[theme.id] = add_workgroup(session, theme.title, theme.id)
    if unknown := used - groups.keys():
        raise WorkshopError(
            say("There is no theme {theme} any more: propose again.", theme=max(unknown))
        )
    homes = {(person, groups[topic]) for person, topic in wanted}
    for member in session.scalars(select(Member)):
        if (member.participant_id, member.workgroup_id) in homes:
            homes.remove((member.participant_id, member.workgroup_id))
        else:
            unseat(session, member)
    session.flush()
    for person, group_id in sorted(homes):
        person_of(session, person)
        session.add(Member(workgroup_id=group_id, participant_id=person))
    session.flush()


def add_workgroup(session: Session, title: str, theme_id: int | None = None) -> int:
    """Add a group and return its id.

    theme_id: the theme of the group; None for the theme with this title, unless it has a group.

    Raises WorkshopError: when the title is blank or the theme has a group already.
    """
    title = worded(title, "A group")
    if theme_id is None:
        theme_id = free_theme(session, title)
    elif session.get(Theme, theme_id) is None:
        raise WorkshopError(say("That theme is no longer there: look at the list of themes again."))
    elif theme_id in group_topics(session).values():
        raise WorkshopError(say("There is a group around “{title}” already.", title=title))
    last = session.scalar(select(func.max(Workgroup.position))) or 0
    group = Workgroup(title=title, theme_id=theme_id, position=last + 1)
    session.add(group)
    session.flush()
    return group.id


def rename_workgroup(session: Session, workgroup_id: int, title: str) -> None:
    """Change the title of a group but not of its theme.

    Raises WorkshopError: when the title is blank.
    """
    group_of(session, workgroup_id).title = worded(title, "A group")


def remove_workgroup(session: Session, workgroup_id: int) -> None:
    """Delete a group with its charter. Its members have no group then."""
    session.delete(group_of(session, workgroup_id))


def move_member(
    session: Session,
    participant_id: int,
    workgroup_id: int | None,
    reason: str = "",
    leaving: Collection[int] | None = None,
) -> None:
    """Move a person into a group, out of some others.

    workgroup_id: the group; None for none.
    reason: why, kept with the seat. A blank one keeps the reason of a seat that stays.
    leaving: the ids of the groups that are left; None: all others.
    """
    person_of(session, participant_id)
    if workgroup_id is not None:
        group_of(session, workgroup_id)
    seat = None
    for member in seats_of(session, participant_id):
        if member.workgroup_id == workgroup_id:
            seat = member
        elif leaving is None or member.workgroup_id in leaving:
            unseat(session, member)
    session.flush()
    if seat is not None:
        seat.reason = reason.strip() or seat.reason
    elif workgroup_id is not None:
        session.add(
            Member(workgroup_id=workgroup_id, participant_id=participant_id, reason=reason.strip())
        )


def lock_member(
    session: Session, participant_id: int, locked: bool = True, workgroup_id: int | None = None
) -> None:
    """Lock a person into a group for all further proposals, or release them.

    workgroup_id: the group; None: all in which they sit.

    Raises WorkshopError: when the person does not sit there.
    """
    seats = [
        member
        for member in seats_of(session, participant_id)
        if workgroup_id in (None, member.workgroup_id)
    ]
    if not seats:
        raise WorkshopError(say("Only somebody who sits in a group can be locked there."))
    for member in seats:
        member.locked = locked


def let_go(session: Session, participant_id: int) -> None:
    """Let the next proposal place a person anew: unlock them and drop the reason for a move by hand.

    Raises WorkshopError: when the person is in no group.
    """
    lock_member(session, participant_id, False)
    for member in seats_of(session, participant_id):
        member.reason = ""


def set_lead(session: Session, workgroup_id: int, participant_id: int | None) -> None:
    """Set the lead of a group, or None. A lead who was the deputy is the deputy no longer.

    Raises WorkshopError: when the person is not a member of the group.
    """
    group = group_of(session, workgroup_id)
    group.lead_id = member_id(session, group, participant_id)
    if participant_id is not None and group.deputy_id == participant_id:
        group.deputy_id = None


def set_deputy(session: Session, workgroup_id: int, participant_id: int | None) -> None:
    """Set the deputy of a group's lead, or None.

    Raises WorkshopError: when the person is the lead or not a member of the group.
    """
    group = group_of(session, workgroup_id)
    if participant_id is not None and group.lead_id == participant_id:
        raise WorkshopError(say("The lead cannot be her own deputy: choose another member."))
    group.deputy_id = member_id(session, group, participant_id)


def amend_charter(session: Session, workgroup_id: int, **fields: Unpack[CharterFields]) -> None:
    """Change the given fields of a group's charter.

    Raises WorkshopError: when a charter has no such field.
    """
    group = group_of(session, workgroup_id)
    if unknown := fields.keys() - CharterFields.__annotations__.keys():
        raise WorkshopError(say("A charter has no {names}.", names=", ".join(sorted(unknown))))
    for name, value in fields.items():
        setattr(group, name, value.strip() if isinstance(value, str) else value)


def write_charter(session: Session, workgroup_id: int, charter: Mapping[str, Any]) -> None:
    """Write a whole form of a charter.

    charter: the fields of `CharterFields`, and `lead_id` and `deputy_id`; without these there is no
        lead or no deputy.

    Raises WorkshopError: as `set_lead`, `set_deputy` and `amend_charter` do.
    """
    words = dict(charter)
    lead, deputy = words.pop("lead_id", None), words.pop("deputy_id", None)
    if deputy is not None and lead == deputy:
        raise WorkshopError(say("The lead cannot be her own deputy: choose another member."))
    set_deputy(session, workgroup_id, None)
    set_lead(session, workgroup_id, lead)
    set_deputy(session, workgroup_id, deputy)
    amend_charter(session, workgroup_id, **words)


def add_commitment(
    session: Session,
    workgroup_id: int,
    participant_id: int | None,
    what: str,
    due: date | None = None,
) -> int:
    """Add a commitment of a group and return its id.

    participant_id: the person who will do it, or None.
    due: the day by which it is to be done, or None.

    Raises WorkshopError: when `what` is blank.
    """
    group_of(session, workgroup_id)
    if participant_id is not None:
        person_of(session, participant_id)
    promise = Commitment(
        workgroup_id=workgroup_id,
        participant_id=participant_id,
        what=worded(what, "A commitment"),
        due=due,
    )
    session.add(promise)
    session.flush()
    return promise.id


def amend_commitment(
    session: Session, commitment_id: int, **fields: Unpack[CommitmentFields]
) -> None:
    """Change the given fields of a commitment; `done` marks it as done.

    Raises WorkshopError: when `what` is blank or a commitment has no such field.
    """
    promise = commitment_of(session, commitment_id)
    if unknown := fields.keys() - CommitmentFields.__annotations__.keys():
        raise WorkshopError(say("A commitment has no {names}.", names=", ".join(sorted(unknown))))
    if "what" in fields:
        fields["what"] = worded(fields["what"], "A commitment")
    if (who := fields.get("participant_id")) is not None:
        person_of(session, who)
    for name, value in fields.items():
        setattr(promise, name, value)


def remove_commitment(session: Session, commitment_id: int) -> None:
    """Delete a commitment."""
    session.delete(commitment_of(session, commitment_id))
