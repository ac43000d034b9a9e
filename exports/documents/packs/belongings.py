"""What belongs in a person's own letter, whatever they agreed to, and of others only what they agreed to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from exports.documents.packs.addresses import addresses_of, named_beside
from exports.documents.packs.taking_part import Presence, presence_of
from exports.editions.editions import RowOf
from upstream_workshop.naming import Reason, may_name
from upstream_workshop.people.kinds import Phase, SupportKind, TieKind
from upstream_workshop.people.queries import ParticipantRow, SupportRow
from upstream_workshop.whole.report import Report
from upstream_workshop.workgroups.charters.commitment_rows import CommitmentRow
from upstream_workshop.workgroups.queries import ChoiceRow, WorkgroupRow

Row = TypeVar("Row", SupportRow, CommitmentRow, ChoiceRow)  # rows with a participant_id


@dataclass(frozen=True, slots=True)
class Own:
    """What a person's own pack contains about them.

    groups: the workgroups they are in, in which the others are named as they consented to.
    promises: what they promised, with the title of the workgroup, the earliest first.
    offers: what they offered.
    asks: what they asked for.
    choices: the ids of the themes they chose, the first choice first.
    helps: the asks of others with which they may help.
    met: the people they came to know or work with here.
    to_meet: the people they should meet and have not met.
    addresses: the other people who agreed to be reached, with their addresses; of very many, those
        the person has to do with, as in `addresses_of`.
    in_directory: how many more there are in the directory.
    presence: how they took part.
    """

    person: ParticipantRow
    groups: tuple[WorkgroupRow, ...]
    promises: tuple[tuple[CommitmentRow, str], ...]
    offers: tuple[SupportRow, ...]
    asks: tuple[SupportRow, ...]
    choices: tuple[int, ...]
    helps: tuple[SupportRow, ...]
    met: tuple[ParticipantRow, ...]
    to_meet: tuple[ParticipantRow, ...]
    addresses: tuple[ParticipantRow, ...]
    in_directory: int
    presence: Presence


def own(report: Report, shown: Report, person: ParticipantRow, row_of: RowOf) -> Own:
    """Return what belongs to a person.

    report: the whole report, by which it is decided what belongs to the person.
    shown: the report for others, whose wording is used.
    row_of: returns a workgroup with its people named for this person.
    """
    said = _ids(_of(person, report.support))
    helped = frozenset(match.ask_id for match in report.matches if match.helper_id == person.id)
    support = tuple(row for row in shown.support if row.id in said)
    groups = _groups(report, shown, person, row_of)
    met, to_meet = _acquaintances(report, person)
    near = named_beside(report, shown, person, groups, _listed(shown, met | to_meet))
    addresses, in_directory = addresses_of(shown, person, near)
    return Own(
        person,
        groups,
        promises_of(report, shown, person),
        tuple(row for row in support if row.kind == SupportKind.OFFER),
        tuple(row for row in support if row.kind == SupportKind.ASK),
        next((row.ranks for row in _of(person, report.choices)), ()),
        tuple(row for row in shown.support if row.id in helped),
        _listed(shown, met),
        _listed(shown, to_meet - met),
        addresses,
        in_directory,
        presence_of(report, shown, person),
    )


def groups_of(report: Report, person: ParticipantRow) -> list[WorkgroupRow]:
    """Return the workgroups that a person is in."""
    return [
        group
        for group in report.workgroups
        if any(member.participant_id == person.id for member in group.members)
    ]


def _groups(
    report: Report, shown: Report, person: ParticipantRow, row_of: RowOf
) -> tuple[WorkgroupRow, ...]:
    here = {group.id: row_of(group, person.id) for group in groups_of(report, person)}
    organisations = {one.id: one.organisation for one in shown.people if one.id != person.id}
    return tuple(
        _with_people(group, here[group.id], organisations)
        for group in shown.workgroups
        if group.id in here
    )


def promises_of(
    report: Report, shown: Report, person: ParticipantRow
) -> tuple[tuple[CommitmentRow, str], ...]:
    """Return what a person promised, with the title of the workgroup, the earliest first.

    report, shown: as for `own`.
    """
    promised = _ids(one for group in report.workgroups for one in _of(person, group.commitments))
    rows = (
        (row, group.title)
        for group in shown.workgroups
        for row in group.commitments
        if row.id in promised
    )
    return tuple(sorted(rows, key=lambda pair: pair[0].due or date.max))


def _acquaintances(report: Report, person: ParticipantRow) -> tuple[set[int], set[int]]:
    """Return the ids of the people somebody knows or works with since, and of those to meet.

    A tie that only the other person named is theirs to tell.
    """
    met: set[int] = set()
    to_meet: set[int] = set()
    known: set[int] = set()
    for tie in report.ties:
        if tie.first_id == person.id or (tie.mutual and tie.second_id == person.id):
            other = tie.second_id if tie.first_id == person.id else tie.first_id
            if tie.kind == TieKind.MEET:
                to_meet.add(other)
            else:
                (met if tie.phase == Phase.AFTER else known).add(other)
    return met, to_meet - known


def _listed(shown: Report, ids: set[int]) -> tuple[ParticipantRow, ...]:
    return tuple(one for one in shown.people if one.id in ids and may_name(one, Reason.TOOK_PART))


def _of(person: ParticipantRow, rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if row.participant_id == person.id)


def _ids(rows: Iterable[SupportRow | CommitmentRow]) -> frozenset[int]:
    return frozenset(row.id for row in rows)


def _with_people(
    group: WorkgroupRow, named: WorkgroupRow, organisations: Mapping[int, str]
) -> WorkgroupRow:
    """Return a workgroup with the members, lead and deputy of another row of it.

    organisations: the wording for others of organisations, which may be called after somebody, by person.
    """
    return replace(
        group,
        members=tuple(
            replace(one, organisation=organisations.get(one.participant_id) or one.organisation)
            for one in named.members
        ),
        lead_id=named.lead_id,
        lead=named.lead,
        deputy_id=named.deputy_id,
        deputy=named.deputy,
    )
