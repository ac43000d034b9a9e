"""Every slide is walked through everything that can be done: the room sees what has become of its subject."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.core import furnished
from tests.ui.showing import settled
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.page import Page
from ui.people.slides import NetworkPicture
from ui.room_screen.slide_types import Slide
from ui.rooms import ROOMS
from ui.widgets.inputs.segments import Segments
from ui.window.main_window import MainWindow
from upstream_workshop.agenda import services as agenda
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps import queries as maps
from upstream_workshop.maps import rules
from upstream_workshop.maps.named_loops.services import name_loop
from upstream_workshop.people import queries as people
from upstream_workshop.people import services
from upstream_workshop.people.kinds import SupportKind
from upstream_workshop.session_file.steps import Change

Opener = Callable[[Desk], MainWindow]
LONG = bool(os.environ.get("UPSTREAM_LONG"))
NAMES = {"run": "agenda", "vote": "voting"}  # of pages whose room is called otherwise
SENT = [  # papers are for the hand
    (room.key, view)
    for room in ROOMS
    if room.key != "print"
    for view in range(4 if room.key == "people" else 1)
]


def said(slide: Slide | None) -> object:
    """Everything of a slide that does not depend on where a network was laid out before."""
    if slide is None or not isinstance(slide.picture, NetworkPicture):
        return slide
    picture = slide.picture
    named = {(node.id, node.letters) for node in picture.nodes}
    ties = tuple(sorted((tie.kind, tie.phase, tie.mutual) for tie in picture.ties))
    return replace(slide, picture=None), frozenset(named), ties


def wait_for(qtbot: QtBot, seen: Callable[[], object], meant: object, done: str) -> None:
    """Wait until the room sees what is meant after something was done."""

    def same() -> None:
        assert seen() == meant, done

    qtbot.waitUntil(same, timeout=4000)


def watched(page: Page, view: int) -> Page:
    """The page with this view in front."""
    for segments in page.findChildren(Segments):
        if view and len(segments.names()) == 4:
            segments.select(view)
            segments.changed.emit(view)
    return page


def everything(desk: Desk, room: str, reads: frozenset[str]) -> Iterator[str]:
    """Do and undo what there is to do in a room, in the long form in all: what was done to these tables."""
    changes: list[Change] = []
    desk.changed.connect(changes.append)
    for name, service in sorted(furnished.services().items()):
        if not (name.startswith(room) or LONG):
            continue
        with suppress(LookupError, WorkshopError):
            with desk.workshop.change(name) as session:
                furnished.perform(session, service)
            if changes and changes[-1].touches(reads):
                yield name
                desk.undo()
                yield f"{name}, undone"
            else:
                desk.undo()
    desk.changed.disconnect(changes.append)


@pytest.mark.parametrize(("key", "view"), SENT, ids=str)
def test_the_room_sees_what_has_become_of_its_subject(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs, open_window: Opener, key: str, view: int
) -> None:
    desk = furnished_desk
    asker = desk.ask(people.roster)[0].id
    desk.do("Ask", services.add_support, asker, SupportKind.ASK, "Who has a boat?")
    window = open_window(desk)
    page = watched(window.go(key), view)
    settled(jobs)
    window.send_page()
    sent = page.subject()
    assert window._follower.sent == (key, sent)
    assert only_numbers(sent)
    window.go("print")
    apart = type(page)(desk, jobs, None)
    qtbot.addWidget(apart)
    seen = set()
    for done in everything(desk, NAMES.get(key, key), page.READS):
        settled(jobs)
        qtbot.wait(0)
        apart._stale = True
        apart.catch_up()
        with suppress(LookupError):
            apart.slide_about(sent)
        settled(jobs)  # what asking has begun
        meant = apart.slide_about(sent)
        wait_for(qtbot, lambda: said(window.room_screen.slide), said(meant), done)
        seen.add(said(meant))
    assert len(seen) > (key != "vote")  # whose walk through its states is in test_room_follows


def only_numbers(subject: object) -> bool:
    """Whether a subject holds nobody's words."""
    if isinstance(subject, tuple):
        return all(only_numbers(each) for each in subject)
    return subject is None or isinstance(subject, int)


def test_what_is_remembered_of_the_room_names_nobody(
    furnished_desk: Desk, settings: Settings, open_window: Opener
) -> None:
    """So that erasing a person leaves nothing in the settings: a track or a loop may be called after one."""
    desk = furnished_desk
    desk.do("Plan", agenda.add_block, 1, "Xanthe Dunnoch", 20, "Xanthe Dunnoch")
    row = desk.ask(maps.maps)[0]
    links = next(iter(rules.loops(row.factors, row.links).loops)).link_ids
    desk.do("Name", name_loop, row.id, links, "Xanthe Dunnoch")
    window = open_window(desk)
    window.room_screen.toggle()
    page = window.go("run")
    page.table.select(lambda row: row.block.track == "Xanthe Dunnoch")
    window.send_page()
    assert window.room_screen.slide.title == "Xanthe Dunnoch"
    page = window.go("maps")
    kept = [settings.file.read_bytes()]
    page.show_row(row.id)
    page.loops.table.select(lambda line: line.name == "Xanthe Dunnoch")
    window.send_page()
    assert "Xanthe Dunnoch" in window.room_screen.slide.title
    kept.append(settings.file.read_bytes())
    assert all(b"last" in each and b"Xanthe" not in each for each in kept)
    assert settings.in_room == (str(desk.workshop.path), "maps", (row.id, (1, *links), 0))
