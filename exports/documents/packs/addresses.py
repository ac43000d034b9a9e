"""Whose addresses stand in a pack: all that may, or of very many those its reader has to do with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from upstream_workshop.naming import Reason, may_name
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.whole.report import Report
from upstream_workshop.workgroups.queries import WorkgroupRow

MOST_ADDRESSES: Final = 40  # about a page


def addresses_of(
    shown: Report, person: ParticipantRow, near: frozenset[int]
) -> tuple[tuple[ParticipantRow, ...], int]:
    """Return the others whose addresses stand in a pack, and how many more are in the directory.

    shown: the report for others.
    near: the ids of the people whom the pack names beside its reader.

    Who did not come is in no directory, and so in the pack.
    """
    agreed = [
        one
        for one in shown.people
        if one.id != person.id and one.email and may_name(one, Reason.ADDRESS)
    ]
    if len(agreed) <= MOST_ADDRESSES:
        return tuple(agreed), 0
    came = shown.who_took_part()
    kept = tuple(one for one in agreed if one.id in near or one.id not in came)
    return kept, len(agreed) - len(kept)


def named_beside(
    report: Report,
    shown: Report,
    person: ParticipantRow,
    groups: Iterable[WorkgroupRow],
    listed: Iterable[ParticipantRow],
) -> frozenset[int]:
    """Return the ids of the people whom a pack names beside its reader, so that it tells nothing new.

    report: the whole report.
    groups: the workgroups of the reader, as they are named in the pack.
    listed: the people the reader met or should meet.
    """
    members = {one.participant_id for group in groups for one in group.members}
    ids = {one.id for one in listed} | members
    return frozenset(ids).union(_matched(report, shown, person))


def _matched(report: Report, shown: Report, person: ParticipantRow) -> Iterator[int]:
    """Yield who may help the reader, and whom the reader may help, as far as the pack names them."""
    people = {one.id: one for one in shown.people}
    asked_by = {row.id: row.participant_id for row in report.support}
    for match in report.matches:
        asker = asked_by.get(match.ask_id)
        pairs = ((match.helper_id, Reason.HELPER), (asker, Reason.SUPPORT))
        if person.id in (asker, match.helper_id):
            yield from (
                one.id
                for id_, reason in pairs
                if id_ is not None and (one := people.get(id_)) and may_name(one, reason)
            )
