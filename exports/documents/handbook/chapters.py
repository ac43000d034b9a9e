"""The chapters of a handbook beside its parts: the framework, who contributed, the index, the licence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from exports.documents.framework.frame_picture import frame_picture, frame_words, strengths_of
from exports.documents.framework.framework_paper import told_statement
from exports.drawing.paper import Paper
from exports.drawing.safe_markup import Strong, Words
from resources.words import joined, say
from upstream_workshop.framework.queries import FrameRow
from upstream_workshop.framework.report import FrameworkReport
from upstream_workshop.naming import WITHHELD
from upstream_workshop.sharing.handbook.queries import HandbookRow
from upstream_workshop.sharing.queries import ProductRow
from upstream_workshop.sharing.report import SharingReport
from upstream_workshop.whole.report import Report
from upstream_workshop.workgroups.queries import MemberRow, WorkgroupRow

_PAGE: Final = 1_000.0  # points: more than a page, so that a new one begins
_SOME: Final = 220.0
_TALLEST: Final = 0.6  # of a page, a picture of the framework


def chapter(paper: Paper, title: str, room: float = _PAGE) -> None:
    """Begin a chapter, on a new page unless `room` is free on the present one."""
    paper.room_for(room)
    paper.heading(2, title)


def write_framework_chapter(report: Report, paper: Paper) -> None:
    """Write each frame of the whole residential; those of workgroups are what they were made from."""
    found = report.part(FrameworkReport)
    for frame in found.frames:
        if frame.workgroup_id is None and any(frame.statements()):
            _write_frame(found, frame, paper)


def _write_frame(found: FrameworkReport, frame: FrameRow, paper: Paper) -> None:
    chapter(paper, frame.title)
    paper.picture(frame_picture(frame, strengths_of(found, frame)), frame_words(frame), _TALLEST)
    for slot in frame.slots:
        paper.room_for(_SOME / 2)
        paper.heading(3, slot.name)
        if slot.question:
            paper.lead(slot.question)
        lines = [told_statement(found, slot.id, one) for one in slot.statements]
        paper.items(lines or [say("Nothing yet")])


def write_people(report: Report, paper: Paper) -> None:
    """Write the contributors, and an index of the organisations of those who took part."""
    if lines := _contributor_lines(report):
        chapter(paper, say("Contributors"), _SOME)
        paper.items(lines)
    there = report.who_took_part()
    homes = sorted({one.organisation for one in report.people if one.id in there} - {""})
    if homes:
        chapter(paper, say("Organisations"), _SOME)
        worked = _parts_by_organisation(report)
        paper.items([_index_line(home, worked.get(home, [])) for home in homes])


def contributors(report: Report) -> Iterator[MemberRow]:
    """Yield who worked on each part; whoever is in several groups comes several times."""
    for _product, group in _parts_by_group(report):
        yield from group.members


def _contributor_lines(report: Report) -> list[Words]:
    """Return who worked on the parts, as far as they may be named, then those of the title page."""
    page = report.part(SharingReport).title_page
    typed = page.contributors.splitlines() if page else ()
    members = dict.fromkeys(
        (one.participant_id, one.name, one.organisation) for one in contributors(report)
    )
    named = [(name, home) for id_, name, home in members if id_ > WITHHELD]
    return [
        *((Strong(name), home) for name, home in named),
        *(line for line in typed if line.strip()),
        *((say("Others, who are not named"),) if len(named) < len(members) else ()),
    ]


def _parts_by_group(report: Report) -> Iterator[tuple[ProductRow, WorkgroupRow]]:
    """Yield the parts in order, each with the workgroup that wrote it."""
    sharing = report.part(SharingReport)
    products = {product.id: product for product in sharing.products}
    groups = {group.id: group for group in report.workgroups}
    for product in filter(None, map(products.get, sharing.handbook_order)):
        if group := groups.get(product.workgroup_id or 0):
            yield product, group


def _parts_by_organisation(report: Report) -> Mapping[str, list[str]]:
    """Return the titles of the parts, in order, that people of each organisation worked on."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for product, group in _parts_by_group(report):
        for home in {member.organisation for member in group.members}:
            found[home].append(product.title)
    return found


def _index_line(home: str, titles: list[str]) -> Words:
    return (
        (Strong(home), say("worked on {titles}", titles=joined(titles, "{first}, {then}")))
        if titles
        else home
    )


def write_licence(page: HandbookRow | None, paper: Paper) -> None:
    """Write the licence, and by what the handbook is identified."""
    if page and page.licence:
        chapter(paper, say("Licence"), _SOME)
        paper.say(page.licence)
    if page and page.uid:
        paper.say(say("Identifier of this handbook: {identifier}", identifier=page.uid))
