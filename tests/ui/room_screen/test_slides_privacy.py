"""Whatever view is sent to the room, it shows nothing private: looked for in every word that is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator
from pytestqt.qtbot import QtBot

from tests.exports.naming import everywhere
from tests.marks import mark, marked
from tests.ui.showing import settled
from ui import rooms as pages
from ui.agenda.in_room.room_views import ROOM_VIEWS
from ui.agenda.page import RunPage
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import Page
from ui.room_screen.slide_painter import HEIGHT, WIDTH, Moment, paint_slide
from ui.room_screen.slide_types import Slide
from ui.widgets.inputs.segments import Segments
from upstream_workshop.agenda import queries as agenda
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.agenda.steps.rules import TimedStep
from upstream_workshop.agenda.steps.services import start_steps
from upstream_workshop.application.session import OpenSession
from upstream_workshop.privacy import Privacy
from upstream_workshop.session_file.workshop import Workshop

PERSONAL = {"name", "author"}  # all that the room may see of who somebody is
PAGES = 4
VIEWS = 6  # more than any page has


@pytest.fixture
def marked_desk(qtbot: QtBot, furnished_workshop: Workshop) -> Desk:
    with furnished_workshop.change("Mark") as session:
        mark(session)
    return Desk(OpenSession(furnished_workshop))


def drawn(slide: Slide) -> str:
    """Every word of a slide as it is painted, pictures too."""
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    svg = QSvgGenerator()
    svg.setOutputDevice(held)
    painter = QPainter(svg)
    for page in range(PAGES):
        paint_slide(painter, QRectF(0, 0, WIDTH, HEIGHT), slide, Moment(1e9, "", page))
    painter.end()
    return " ".join(re.findall(r">([^<>]+)</text>", held.data().data().decode()))


def test_the_words_of_a_slide_can_be_read(qtbot: QtBot) -> None:
    assert "q1x1q" in drawn(Slide("Welcome", lines=("q1x1q and more",)))


def sends(page: Page) -> list[Callable[[], object]]:
    """What sends other views of a page than the one in front; of Run also the steps of a block."""
    if not isinstance(page, RunPage):
        return []
    block = page.desk.ask(agenda.agenda)[0]
    if not block.running:
        page.desk.do("Start", running_day.start, block.id, datetime.now())
    page.show_row(block.id)
    steps = [TimedStep("In pairs", 60)]

    def send_step() -> None:
        page.desk.do("Steps", start_steps, block.id, "Own", steps, datetime.now())
        page.desk.room_requested.emit(page.slide())

    return [*(partial(page.on_send, view) for view in ROOM_VIEWS), send_step]


def views(room: pages.Room, desk: Desk, jobs: Jobs, qtbot: QtBot) -> list[str]:
    """Every word of each view of a page that can be sent to the room."""
    page = room.page()(desk, jobs, None)
    qtbot.addWidget(page)
    page.show()
    sent: list[Slide] = []
    desk.room_requested.connect(sent.append)
    for send in sends(page):
        send()
    desk.room_requested.disconnect(sent.append)
    said = [f"{slide} {drawn(slide)}" for slide in sent]
    for _ in range(VIEWS):
        settled(jobs)
        slide = page.slide()
        if slide is not None:
            said.append(f"{slide} {drawn(slide)}")
        for segments in page.findChildren(Segments):
            if segments.isVisibleTo(page):
                segments.turn()
    return said


@pytest.mark.parametrize("room", pages.ROOMS, ids=lambda room: room.key)
def test_no_view_for_the_room_shows_what_is_private(
    room: pages.Room, marked_desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    found = {cell for words in views(room, marked_desk, jobs, qtbot) for cell in marked(words)}
    if room.key in ("run", "people", "themes", "workgroups"):
        assert found
    assert {cell for cell in found if cell.privacy in (Privacy.PRIVATE, Privacy.SECRET)} == set()
    personal = {cell for cell in found if cell.privacy is Privacy.PERSONAL}
    assert {cell.column for cell in personal} <= PERSONAL


@pytest.mark.parametrize("room", pages.ROOMS, ids=lambda room: room.key)
def test_a_view_names_whoever_refused_only_where_they_did_not(
    room: pages.Room, workshop: Workshop, jobs: Jobs, qtbot: QtBot
) -> None:
    everywhere.fill(workshop, texts=False)
    said = " ".join(views(room, Desk(OpenSession(workshop)), jobs, qtbot))
    for probe in everywhere.PROBES:
        if "no" in (probe.directory, probe.attribution):
            listed = room.key == "workgroups" and probe.directory != "no"
            assert (probe.name in said) == listed, probe
    if room.key in ("people", "workgroups"):
        assert everywhere.PROBES[0].name in said
