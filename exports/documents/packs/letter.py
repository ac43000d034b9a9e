"""The take-home pack: a letter to one participant, with a page for notes."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from exports.documents.agenda.agenda_paper import to_come, write_agenda, write_past_agenda
from exports.documents.map_paper import loop_words, map_words
from exports.documents.packs.belongings import Own
from exports.documents.packs.taking_part import without_workgroup
from exports.documents.people.people_paper import with_asker
from exports.documents.people.unnamed_together import unnamed_words
from exports.documents.workgroup_paper import write_charter, write_members
from exports.drawing import inks
from exports.drawing.map_picture import map_picture
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import Paper, event_line, event_title
from exports.drawing.picture import Picture
from exports.drawing.safe_markup import Link, Strong, Words
from exports.drawing.tagging.tagged_canvas import TaggedCanvas
from resources.dates import day_words
from resources.words import count, joined, say
from upstream_workshop.maps.geometry import TEXT_SIZE
from upstream_workshop.maps.report import MapReport
from upstream_workshop.naming import Reason, may_name
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.whole.report import Report

MOST_MAPS: Final = 2
MOST_LOOPS: Final = 6  # of a map
_NOTES: Final = 0.6  # of a page, the least for notes
LEAST_TEXT: Final = 12.0  # points, of the words in a picture
_LINE: Final = 30.0  # points between the lines of the page for notes


def pack_pdf(report: Report, mine: Own) -> bytes:
    """Return a person's pack.

    report: the report in which other people are named as they consented to.
    mine: what belongs to the person.
    """
    sheet = Sheet(
        say("Take-home pack: {name}", name=mine.person.name), event_title(report), report.made_at
    )
    _write_head(report, mine, sheet)
    _write_promises(mine, sheet)
    _write_groups(report, mine, sheet)
    _write_support(report, mine, sheet)
    _write_people(mine, sheet)
    _write_themes(report, mine, sheet)
    _write_maps(report, sheet)
    _write_days(report, mine, sheet)
    _write_addresses(mine, sheet)
    _write_notes(sheet)
    return sheet.pdf()


def _write_head(report: Report, mine: Own, paper: Paper) -> None:
    person = mine.person
    paper.heading(1, person.name)
    paper.lead(", ".join(part for part in (person.role, person.organisation) if part))
    paper.lead(joined((event_title(report), event_line(report)), "{first} · {then}"))
    if mine.presence.stood_in:
        paper.say(mine.presence.stood_in)
    paper.say(
        say(
            "This is yours to keep: what you are part of, whom to turn to and who may turn to you. "
            "The last page is for your notes."
        )
    )


def _write_promises(mine: Own, paper: Paper) -> None:
    if mine.promises:
        paper.heading(2, say("What you promised"))
        rows = [
            (Strong(row.what), _by_when(row.due, row.done), title) for row, title in mine.promises
        ]
        paper.table((say("What"), say("By when"), say("For")), rows, (2.3, 1.6, 1.5))


def _by_when(due: object, done: bool) -> str:
    return say("done") if done else day_words(due) or say("no day set")  # type: ignore[arg-type]


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


def _write_support(report: Report, mine: Own, paper: Paper) -> None:
    """Write the asks with who may answer them, what others ask of the person, and the offers."""
    if mine.asks:
        paper.room_for(120)
        paper.heading(2, say("What you asked for, and who may help"))
        nobody = (
            say("Nobody was found: ask whoever ran the residential.")
            if mine.presence.over
            else say("Nobody yet: ask whoever runs the residential.")
        )
        rows = [(row.text, _helpers(report, row.id) or nobody) for row in mine.asks]
        paper.table((say("You asked for"), say("Who may help")), rows, (3, 2.2))
    if mine.helps:
        paper.room_for(90)
        paper.heading(2, say("You may help with"))
        paper.items([with_asker(report, row) for row in mine.helps])
    if mine.offers:
        paper.room_for(90)
        paper.heading(2, say("You offered"))
        paper.items([row.text for row in mine.offers])


def _helpers(report: Report, ask_id: int) -> list[Words]:
    """Return who may help with an ask, each with the address they agreed to show."""
    people = {one.id: one for one in report.people if may_name(one, Reason.HELPER)}
    found = [match.helper_id for match in report.matches if match.ask_id == ask_id]
    named = [people[id_] for id_ in found if id_ in people]
    told: list[Words] = [each for one in named for each in (Strong(one.name), Link(one.email))]
    if len(named) < len(found):
        told.append(unnamed_words(len(found) - len(named)))
    return [each for each in told if each]


def _write_people(mine: Own, paper: Paper) -> None:
    for title, people in (
        (say("Whom you met"), mine.met),
        (say("Whom you should still meet"), mine.to_meet),
    ):
        if people:
            paper.room_for(90)
            paper.heading(2, title)
            paper.items([_person(one) for one in people])


def _person(one: ParticipantRow, role: bool = True) -> Words:
    parts = (one.role if role else "", one.organisation)
    more = ", ".join(part for part in parts if part)
    return (Strong(one.name + ("," if more else "")), more)


def _write_themes(report: Report, mine: Own, paper: Paper) -> None:
    """Write the themes the room chose, and the person's own choices among the workgroups."""
    chosen = [theme.title for theme in report.themes if theme.state == ThemeState.CHOSEN]
    if chosen:
        paper.room_for(100)
        paper.heading(2, say("Themes the room chose"))
        paper.items(chosen)
    titles = report.theme_titles()
    wanted = [titles[theme_id] for theme_id in mine.choices if theme_id in titles]
    if wanted:
        paper.room_for(80)
        paper.heading(2, say("Themes you chose"))
        paper.items(wanted, numbered=True)


def _write_maps(report: Report, paper: Sheet) -> None:
    """Write the maps with most to tell: their loops in words, and the picture if it can be read."""
    drawn = [found for found in report.maps if found.row.links]
    for found in sorted(drawn, key=_told_first)[:MOST_MAPS]:
        paper.room_for(160)
        paper.heading(2, say("The system, as drawn: {title}", title=found.row.title))
        picture = _picture(found)
        if paper.width / picture.width * TEXT_SIZE >= LEAST_TEXT:
            paper.picture(picture, map_words(found.row), 0.5)
        else:
            paper.say(_at_a_glance(found))
        paper.items(loop_words(found, MOST_LOOPS))


@lru_cache(maxsize=8)
def _picture(found: MapReport) -> Picture:
    """Return the picture of a map, which is the same in all packs."""
    return map_picture(found.row, found.search.loops)


def _at_a_glance(found: MapReport) -> str:
    """Return how large a map is, and where its picture is to be seen."""
    row = found.row
    return say(
        "{factors} and {links}; the picture is on its poster.",
        factors=count(len(row.factors), "{n} factor", "{n} factors"),
        links=count(len(row.links), "{n} link", "{n} links"),
    )


def _told_first(found: MapReport) -> tuple[bool, bool]:
    return not found.row.loop_names, not found.search.loops


def _write_days(report: Report, mine: Own, paper: Paper) -> None:
    """Write the blocks that are still to come, or the titles of those that are over."""
    if mine.presence.gone:
        return
    if to_come(report):
        paper.room_for(260)
        paper.heading(2, say("Agenda"))
        write_agenda(report, paper, remaining=True)
    elif report.agenda:
        paper.room_for(160)
        paper.heading(2, say("What we did"))
        write_past_agenda(report, paper)


def _write_addresses(mine: Own, paper: Sheet) -> None:
    if not mine.addresses and not mine.in_directory:
        return
    paper.room_for(160)
    paper.heading(2, say("How to reach the others"))
    if mine.addresses:
        paper.say(say("These people agreed that you may write to them:"))
        rows = [(_person(one, role=False), Link(one.email)) for one in mine.addresses]
        paper.table((say("Name"), say("E-mail")), rows, (3.0, 3.0))
    if mine.in_directory:
        paper.say(
            count(
                mine.in_directory,
                "The address of {n} other, who agreed too, is in the directory of participants.",
                "The addresses of {n} others, who agreed too, are in the directory of participants.",
            )
        )


def _write_notes(sheet: Sheet) -> None:
    """Write lines to write on: on most of a page, or on one of its own."""
    sheet.room_for(_NOTES * sheet.height)
    sheet.heading(2, say("Your notes"))
    sheet.decoration(_lines)


def _lines(canvas: TaggedCanvas, width: float, height: float) -> None:
    canvas.setStrokeColor(inks.ink("line"))
    canvas.setLineWidth(0.8)
    for number in range(1, int(height / _LINE) + 1):
        canvas.line(0, height - number * _LINE, width, height - number * _LINE)
