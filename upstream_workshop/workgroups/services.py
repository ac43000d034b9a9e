"""Verbs of the workgroups room: choose, declare rules, place, move by hand, charter and commit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypedDict, Unpack

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError, member_of
from upstream_workshop.readers.choices import ChoiceEntry
from upstream_workshop.readers.reading import (
    ImportedRow,
    ImportEffect,
    ImportOutcome,
    Reading,
    Refusal,
)
from upstream_workshop.themes.model import Theme
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting.model import Ballot
from upstream_workshop.workgroups.intake import Directory, preferences
from upstream_workshop.workgroups.kinds import PairKind
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
    """What of a charter is written down in words."""

    question: str
    will_not_do: str
    asset_kind: str
    asset_title: str
    audience: str
    supporter: str
    first_meeting: str
    hours_each: str
    sign_off: str


class CommitmentFields(TypedDict, total=False):
    """What can be amended in a commitment."""

    participant_id: int | None
    what: str
    due: date | None
    done: bool


def set_choices(session: Session, participant_id: int, theme_ids: Sequence[int]) -> None:
    """Note a person's choices, the first choice first; none takes them away."""
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


def import_choices(session: Session, reading: Reading[ChoiceEntry]) -> ImportOutcome:
    """Take in choices by name; a line with a name or theme nobody knows is refused, the rest stays."""
    directory = Directory.of(session)
    refused = list(reading.refused)
    rows: list[ImportedRow] = []
    seen: dict[int, int] = {}
    for entry in reading.entries:
        try:
            person, themes = directory.look_up(entry)
            if person in seen:
                raise WorkshopError(
                    say(
                        "{participant} has a line already: line {seen}",
                        participant=entry.participant,
                        seen=seen[person],
                    )
                )
        except WorkshopError as error:
            refused.append(Refusal(entry.line, str(error)))
            continue
        seen[person] = entry.line
        before = chosen(session, person)
        set_choices(session, person, themes)
        what = ImportEffect.of(before, before != themes)
        rows.append(ImportedRow(entry.line, entry.participant, what, "; ".join(entry.themes)))
    return ImportOutcome.of(rows, refused, reading.unmapped)


def choices_from_papers(session: Session, ballot_id: int) -> int:
    """Derive choices from a named ballot: each voter's best-marked themes; how many people got any."""
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
) -> None:
    """Declare the sizes, how many of one organisation may meet, and whether a lead must be there."""
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
    rules = session.scalars(select(PlacingRules).order_by(PlacingRules.id)).first()
    if rules is None:
        rules = PlacingRules()
        session.add(rules)
    rules.minimum, rules.maximum = minimum, maximum
    rules.per_organisation, rules.needs_lead = per_organisation, needs_lead


def set_pair_rule(session: Session, first_id: int, second_id: int, kind: PairKind) -> int:
    """Keep two people together or apart; replaces what was said of the two before."""
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
    """Let two people sit as they like again."""
    pair = pair_of(session, *sorted((first_id, second_id)))
    if pair is None:
        raise WorkshopError(say("There is no rule about those two people."))
    session.delete(pair)


def save_placement(session: Session, seats: Iterable[tuple[int, int]]) -> None:
    """Form the groups of a placement: (person, topic) pairs.

    A group whose theme stays keeps its charter, and those who stay in it their reasons and locks; a
    group nobody was placed in goes.
    """
    wanted = dict(seats)
    groups = {topic: group for group, topic in group_topics(session).items()}
    for topic, group_id in groups.items():
        if topic not in wanted.values():
            session.delete(group_of(session, group_id))
    session.flush()
    for theme in session.scalars(
        select(Theme).where(Theme.id.in_(wanted.values())).order_by(Theme.position, Theme.id)
    ):
        if theme.id not in groups:
            groups[theme.id] = add_workgroup(session, theme.title, theme.id)
    if unknown := set(wanted.values()) - groups.keys():
        raise WorkshopError(
            say("There is no theme {theme} any more: propose again.", theme=max(unknown))
        )
    homes = {person: groups[topic] for person, topic in wanted.items()}
    for member in session.scalars(select(Member)):
        if homes.get(member.participant_id) == member.workgroup_id:
            del homes[member.participant_id]
        else:
            unseat(session, member)
    session.flush()
    for person, group_id in homes.items():
        person_of(session, person)
        session.add(Member(workgroup_id=group_id, participant_id=person))
    session.flush()


def add_workgroup(session: Session, title: str, theme_id: int | None = None) -> int:
    """A group by hand; it forms around the theme of the same title when that has none yet."""
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
    """Call a group something else; its theme keeps its name."""
    group_of(session, workgroup_id).title = worded(title, "A group")


def remove_workgroup(session: Session, workgroup_id: int) -> None:
    """Take a group away with its charter; its members stand without a group."""
    session.delete(group_of(session, workgroup_id))


def move_member(
    session: Session, participant_id: int, workgroup_id: int | None, reason: str = ""
) -> None:
    """Seat a person in a group by hand, or with None nowhere; the reason is kept with the seat."""
    person_of(session, participant_id)
    if workgroup_id is not None:
        group_of(session, workgroup_id)
    for member in seats_of(session, participant_id):
        if member.workgroup_id == workgroup_id:
            member.reason = reason.strip() or member.reason
            return
        unseat(session, member)
    session.flush()
    if workgroup_id is not None:
        session.add(
            Member(workgroup_id=workgroup_id, participant_id=participant_id, reason=reason.strip())
        )


def lock_member(session: Session, participant_id: int, locked: bool = True) -> None:
    """Keep a person where she sits in every further proposal, or let her go."""
    seats = seats_of(session, participant_id)
    if not seats:
        raise WorkshopError(say("Only somebody who sits in a group can be locked there."))
    for member in seats:
        member.locked = locked


def set_lead(session: Session, workgroup_id: int, participant_id: int | None) -> None:
    """Who leads a group: one of its members, or nobody yet."""
    group = group_of(session, workgroup_id)
    group.lead_id = member_id(session, group, participant_id)
    if participant_id is not None and group.deputy_id == participant_id:
        group.deputy_id = None


def set_deputy(session: Session, workgroup_id: int, participant_id: int | None) -> None:
    """Who stands in for the lead: another of its members, or nobody yet."""
    group = group_of(session, workgroup_id)
    if participant_id is not None and group.lead_id == participant_id:
        raise WorkshopError(say("The lead cannot be her own deputy: choose another member."))
    group.deputy_id = member_id(session, group, participant_id)


def amend_charter(session: Session, workgroup_id: int, **fields: Unpack[CharterFields]) -> None:
    """Write down parts of a group's charter."""
    group = group_of(session, workgroup_id)
    if unknown := fields.keys() - CharterFields.__annotations__.keys():
        raise WorkshopError(say("A charter has no {names}.", names=", ".join(sorted(unknown))))
    for name, text in fields.items():
        setattr(group, name, str(text).strip())


def write_charter(session: Session, workgroup_id: int, charter: Mapping[str, Any]) -> None:
    """Keep a whole charter form at once: its words, `lead_id` and `deputy_id`."""
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
    """Note who of a group will do what by when; its id."""
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
    """Correct a commitment, or tick it off."""
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
    """Take a commitment back."""
    session.delete(commitment_of(session, commitment_id))
