"""The take-home pack: one participant's groups, promises, choices and remaining agenda."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from exports.documents.agenda_paper import write_agenda
from exports.documents.people_paper import helpers_of, with_asker, with_helpers
from exports.documents.taking_part import Presence, presence_of, without_workgroup
from exports.documents.workgroup_paper import write_charter, write_members
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import Paper, event_line, event_title
from exports.drawing.safe_markup import Words
from exports.editions.editions import RowOf
from resources.dates import day_words
from resources.words import joined, say
from upstream_workshop.people.kinds import SupportKind
from upstream_workshop.people.queries import ParticipantRow, SupportRow
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.whole.report import Report
from upstream_workshop.workgroups.queries import ChoiceRow, CommitmentRow, WorkgroupRow

Row = TypeVar("Row", SupportRow, CommitmentRow, ChoiceRow)  # rows with a participant_id


@dataclass(frozen=True, slots=True)
class Own:
    """What a person's own pack contains about them, whatever they consented to.

    groups: the workgroups they are in, in which the others are named as they consented to.
    promises: what they promised, with the title of the workgroup.
    offers: what they offered.
    asks: what they asked for.
    choices: the ids of the themes they chose, the first choice first.
    helps: the asks of others with which they may help.
    presence: how they took part.
    """

    person: ParticipantRow
    groups: tuple[WorkgroupRow, ...]
    promises: tuple[tuple[CommitmentRow, str], ...]
    offers: tuple[SupportRow, ...]
    asks: tuple[SupportRow, ...]
    choices: tuple[int, ...]
    helps: tuple[SupportRow, ...]
    presence: Presence


def own(report: Report, shown: Report, person: ParticipantRow, row_of: RowOf) -> Own:
    """Return what belongs to a person.

    report: the whole report, by which it is decided what belongs to the person.
    shown: the report for others, whose wording is used.
    row_of: returns a workgroup with its people named for this person.
    """
    here = {group.id: row_of(group, person.id) for group in groups_of(report, person)}
    promised = _ids(one for group in report.workgroups for one in _of(person, group.commitments))
    said = _ids(_of(person, report.support))
    helped = frozenset(match.ask_id for match in report.matches if match.helper_id == person.id)
    support = tuple(row for row in shown.support if row.id in said)
    return Own(
        person,
        tuple(
            _with_people(group, here[group.id]) for group in shown.workgroups if group.id in here
        ),
        tuple(
            (row, group.title)
            for group in shown.workgroups
            for row in group.commitments
            if row.id in promised
        ),
        tuple(row for row in support if row.kind == SupportKind.OFFER),
        tuple(row for row in support if row.kind == SupportKind.ASK),
        next((row.ranks for row in _of(person, report.choices)), ()),
        tuple(row for row in shown.support if row.id in helped),
        presence_of(report, shown, person),
    )


def _of(person: ParticipantRow, rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if row.participant_id == person.id)


def _ids(rows: Iterable[SupportRow | CommitmentRow]) -> frozenset[int]:
    return frozenset(row.id for row in rows)


def _with_people(group: WorkgroupRow, named: WorkgroupRow) -> WorkgroupRow:
    """Return a workgroup with the members, lead and deputy of another row of it."""
    return replace(
        group,
        members=named.members,
        lead_id=named.lead_id,
        lead=named.lead,
        deputy_id=named.deputy_id,
        deputy=named.deputy,
    )


def pack_pdf(report: Report, mine: Own) -> bytes:
    """Return a person's pack.

    report: the report in which other people are named as they consented to.
    mine: what belongs to the person.
    """
    person = mine.person
    title = say("Take-home pack: {name}", name=person.name)
    sheet = Sheet(title, event_title(report), report.made_at)
    sheet.heading(1, person.name)
    sheet.lead(", ".join(part for part in (person.role, person.organisation) if part))
    sheet.lead(joined((event_title(report), event_line(report)), "{first} · {then}"))
    if mine.presence.stood_in:
        sheet.say(mine.presence.stood_in)
    _write_groups(report, mine, sheet)
    _write_commitments(mine, sheet)
    _write_themes(report, mine, sheet)
    _write_support(report, mine, sheet)
    if not mine.presence.gone:
        _write_agenda(report, sheet)
    return sheet.pdf()


def groups_of(report: Report, person: ParticipantRow) -> list[WorkgroupRow]:
    """Return the workgroups that a person is in."""
    return [
        group
        for group in report.workgroups
        if any(member.participant_id == person.id for member in group.members)
    ]


def _write_groups(report: Report, mine: Own, paper: Paper) -> None:
    if report.workgroups and not mine.groups:
        paper.heading(2, say("Workgroups"))
        paper.say(without_workgroup(mine.presence, bool(mine.promises)))
        paper.items([group.title for group in report.workgroups])
    for group in mine.groups:
        paper.room_for(180)
        paper.heading(2, say("Your workgroup: {title}", title=group.title))
        write_charter(report, group, paper)
        write_members(group, paper)


def _write_commitments(mine: Own, paper: Paper) -> None:
    if mine.promises:
        paper.room_for(120)
        paper.heading(2, say("What you promised"))
        rows = [(row.what, day_words(row.due), title) for row, title in mine.promises]
        paper.table((say("What"), say("By when"), say("For")), rows, (2.4, 1.4, 1.6))


def _write_themes(report: Report, mine: Own, paper: Paper) -> None:
    titles = report.theme_titles()
    wanted = [titles[theme_id] for theme_id in mine.choices if theme_id in titles]
    if wanted:
        paper.room_for(100)
        paper.heading(2, say("Themes you chose"))
        paper.items(wanted, numbered=True)
    chosen = [theme for theme in report.themes if theme.state == ThemeState.CHOSEN]
    if chosen:
        paper.room_for(100)
        paper.heading(2, say("Themes the room chose"))
        paper.items([theme.title for theme in chosen])


def _write_support(report: Report, mine: Own, paper: Paper) -> None:
    found = helpers_of(report)
    offered: list[Words] = [row.text for row in mine.offers]
    asked = [with_helpers(row.text, found.get(row.id, ())) for row in mine.asks]
    helps: list[Words] = [with_asker(report, row) for row in mine.helps]
    for title, lines in (
        (say("You offered"), offered),
        (say("You asked for"), asked),
        (say("You may help with"), helps),
    ):
        if lines:
            paper.room_for(90)
            paper.heading(2, title)
            paper.items(lines)


def _write_agenda(report: Report, paper: Paper) -> None:
    """Write the blocks that have not ended yet."""
    if any(block.ended_at is None for block in report.agenda):
        paper.room_for(260)
        paper.heading(2, say("Agenda"))
        write_agenda(report, paper, remaining=True)
