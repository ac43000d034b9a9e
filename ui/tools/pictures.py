"""Pictures of all pages and room-screen views: `python -m ui.tools.pictures OUTDIR [SESSION]`.

Without a session file the sample is built. Pages are drawn at 1366 × 768 in both themes, the room
screen at 1920 × 1080. Look at them after every change of the appearance.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QSize, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from exports.documents.posters import poster_picture
from exports.drawing.map_picture import map_picture
from exports.drawing.png_file import png_file
from exports.drawing.tiling import key_picture, tiling
from exports.output_kinds import PNG
from resources.words import say
from ui.agenda.page import RunPage
from ui.cli import terminal
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.maps.page import MapsPage
from ui.page import Page
from ui.people.page import PeoplePage
from ui.people.people_views import COUNTS, NETWORK, OFFERS, ROSTER
from ui.printing.page import PrintingPage
from ui.room_screen.room_screen import RoomScreen
from ui.room_screen.slide_types import Slide
from ui.rooms import ROOMS, Room
from ui.start.start_page import StartPage
from ui.tools import paper_pictures
from ui.window.main_window import MainWindow
from upstream_workshop.agenda import queries as agenda
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.agenda.templates import load_template, template_names
from upstream_workshop.application.session import OpenSession
from upstream_workshop.maps.kinds import LoopKind
from upstream_workshop.maps.placing.paper_sizes import SHEETS
from upstream_workshop.people import queries as people
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.people.attendance.services import check_in
from upstream_workshop.people.kinds import AttendanceState
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files import writing
from upstream_workshop.storage.files.writing import Replace
from upstream_workshop.whole import sample
from upstream_workshop.whole.report import read_report

PAGE = QSize(1366, 768)
ROOM = QSize(1920, 1080)
_BLOCKS = 40
_SETTLES = 350  # milliseconds
_MOST = 150_000  # bytes; a larger picture is kept with a palette


def draw(desk: Desk, folder: Path, percent: int = 100) -> Iterator[Path]:
    """Draw all pictures into a folder; yield the path of each once it is written."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    moment = _an_eventful_moment(desk)
    desk.workshop.saved_at = moment
    for name in theme.NAMES:
        theme.apply(app, name, percent, still=True)
        with TemporaryDirectory() as kept:
            settings = Settings(Path(kept) / "settings.ini")
            rooms = _rooms_at(moment)
            window = MainWindow(desk, Jobs(), settings, rooms, lambda: moment)
            yield from _draw_window(window, folder, name)
            if name == theme.NAMES[0]:
                yield from _draw_room(window, folder)
                yield from _draw_poster(desk, folder)
                yield from _draw_papers(desk, folder)
            window.close()
            window.deleteLater()
        yield _keep(_start_page(), folder / f"start-{name}.png")


def _draw_window(window: MainWindow, folder: Path, name: str) -> Iterator[Path]:
    window.resize(PAGE)
    window.show()
    window.activateWindow()
    for room in ROOMS:
        page = window.go(room.key)
        window.jobs.settled()  # loops are found beside
        _pick_a_loop(page)
        _settle(window.jobs)
        while isinstance(page, PrintingPage) and page.first_pages.under_way:
            _settle(window.jobs)
        yield _keep(window, folder / f"{room.key}-{name}.png")
    for word, _ in _people_views(window):
        _settle(window.jobs)
        yield _keep(window, folder / f"people-{word}-{name}.png")


def _people_views(window: MainWindow) -> Iterator[tuple[str, PeoplePage]]:
    """Show each of the other views of the People page, and yield its name."""
    page = window.go("people")
    assert isinstance(page, PeoplePage)
    for view, word in ((OFFERS, "asks"), (NETWORK, "introductions"), (COUNTS, "counts")):
        page.show_view(view)
        window.jobs.settled()
        yield word, page
    page.show_view(ROSTER)


def _draw_room(window: MainWindow, folder: Path) -> Iterator[Path]:
    for room in ROOMS:
        page = window.go(room.key)
        if isinstance(page, MapsPage):
            yield _keep(_screen(page.slide()), folder / "room-loop.png")
            page.loops.clear()
        slide = page.slide()
        if slide is not None:
            yield _keep(_screen(slide), folder / f"room-{room.key}.png")
    for word, people_page in _people_views(window):
        yield _keep(_screen(people_page.slide()), folder / f"room-people-{word}.png")
    yield _keep(_screen(None), folder / "room-nothing-sent.png")


def _draw_poster(desk: Desk, folder: Path) -> Iterator[Path]:
    """Draw the poster of the first map, and how it lies when it is cut into sheets."""
    report = desk.ask(read_report)
    for found in report.maps[:1]:
        drawn = map_picture(found.row, found.search.loops)
        poster = poster_picture(report, found, drawn, "A2")
        cut = tiling((poster.width, poster.height), SHEETS["A4"])
        for name, picture in (("poster", poster), ("poster-key", key_picture(poster, cut))):
            content = png_file(picture, found.row.title, "", ROOM.width())
            yield _keep_image(Image.open(io.BytesIO(content)), folder / f"{name}.png")


def _draw_papers(desk: Desk, folder: Path) -> Iterator[Path]:
    for key, image in paper_pictures.draw(desk.ask(read_report)):
        yield _keep_image(_as_image(QPixmap.fromImage(image)), folder / f"paper-{key}.png")


def _pick_a_loop(page: Page) -> None:
    if isinstance(page, MapsPage):
        page.loops.table.select(lambda line: line.loop.kind == LoopKind.REINFORCING)


def _screen(slide: Slide | None) -> RoomScreen:
    screen = RoomScreen()
    screen.resize(ROOM)
    screen.set_clock("04:30")
    screen.show_slide(slide)
    return screen


def _start_page() -> StartPage:
    found = [(name, load_template(name)) for name in template_names()]
    page = StartPage([(name, template.title, template.summary) for name, template in found])
    page.resize(min(theme.px(1000), PAGE.width()), min(theme.px(640), PAGE.height()))
    return page


def rewind(desk: Desk) -> None:
    """Reset the sample's second day to its vote, so that clock and status strip show something."""
    for _ in range(_BLOCKS):
        block = desk.ask(agenda.current)
        if block is not None and block.room == "vote":
            return
        desk.do(say("Go back"), running_day.back)


def check_in_late(desk: Desk) -> None:
    """Check a person in, so that there is a step to undo."""
    known = desk.ask(attendance_queries.attendance, 2)
    late = next(
        row for row in desk.ask(people.roster) if known[row.id].state == AttendanceState.HERE
    )
    minute = datetime.now().replace(microsecond=0)
    desk.do_about(
        say("Check-in"),
        late.name,
        check_in,
        late.id,
        2,
        AttendanceState.HERE,
        minute,
        say("by the late train"),
    )


def _an_eventful_moment(desk: Desk) -> datetime:
    """Return a time some minutes into the running block, or now."""
    block = desk.ask(agenda.current)
    started = block.started_at if block else None
    return (started or datetime.now()) + timedelta(minutes=7, seconds=20)


def _rooms_at(moment: datetime) -> list[Room]:
    """Return the rooms, with the Run page at a moment."""

    def run_page() -> Callable[[Desk, Jobs, QWidget], Page]:
        return partial(RunPage, now=lambda: moment)

    return [replace(room, page=run_page) if room.key == "run" else room for room in ROOMS]


def _settle(jobs: Jobs) -> None:
    """Wait until all jobs have ended and Qt has drawn the pages of a PDF."""
    jobs.settled()
    loop = QEventLoop()
    QTimer.singleShot(_SETTLES, loop.quit)
    loop.exec()


def _keep(widget: QWidget, path: Path) -> Path:
    """Write a picture of a widget as a small PNG."""
    return _keep_image(_as_image(widget.grab()), path)


def _keep_image(picture: Image.Image, path: Path) -> Path:
    with writing.written(path, PNG, Replace.SAME_KIND) as draft:
        picture.save(draft, "PNG", optimize=True)
        if draft.stat().st_size > _MOST:
            picture.quantize(256, dither=Image.Dither.NONE).save(draft, "PNG", optimize=True)
    return path


def _as_image(pixmap: QPixmap) -> Image.Image:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pixmap.save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")


def main(argv: list[str]) -> int:
    """Draw the pictures and print where they are."""
    if not argv:
        terminal.print_error("python -m ui.tools.pictures OUTDIR [SESSION] [PERCENT]")
        return 2
    app = QApplication.instance() or QApplication([])
    percent = int(argv[2]) if len(argv) > 2 else 100
    with TemporaryDirectory() as folder:
        built = Path(folder) / "sample.upstream"
        opened = Workshop.open(Path(argv[1])) if len(argv) > 1 else sample.build(built)
        with opened as workshop:
            desk = Desk(OpenSession(workshop))
            if workshop.path == built:
                rewind(desk)
                check_in_late(desk)
            for path in draw(desk, Path(argv[0]), percent):
                terminal.print_lines((f"{path}  {path.stat().st_size // 1024} KB",))
    del app
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
