"""The thumbnail of what the room sees, and slides that turn pages rather than cut words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.room_screen.room_screen import RoomScreen
from ui.room_screen.room_thumbnail import RoomThumbnail
from ui.room_screen.room_type import LEAST
from ui.room_screen.slide_clusters import pages, tints
from ui.room_screen.slide_types import Slide

BOX = QRectF(100, 240, 1720, 760)
MANY = tuple(
    (f"Theme {n}", tuple(f"Card {n}.{m} of some words" for m in range(8))) for n in range(9)
)


def picture(room: RoomScreen, size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    painter = QPainter(image)
    room.paint(painter, QRectF(image.rect()))
    painter.end()
    return image


def test_the_thumbnail_is_what_the_room_sees_at_every_moment(qtbot: QtBot) -> None:
    room = RoomScreen()
    qtbot.addWidget(room)
    small = RoomThumbnail(room)
    qtbot.addWidget(small)
    assert not small.isVisible()
    assert small.accessibleDescription() == "The room screen is closed"
    room.open_on_projector()
    small.resize(160, 90)
    seen = []
    for step, words in (
        (lambda: None, "The test card"),
        (lambda: room.show_slide(Slide("Welcome", timer=True)), "Welcome"),
        (lambda: room.set_clock("12:30"), "Welcome"),
        (lambda: room.blank(True), "The room screen is black"),
        (lambda: room.blank(False), "Welcome"),
        (lambda: room.show_slide(Slide("Themes", clusters=MANY)), "Themes"),
        (room.turn, "Themes"),
    ):
        step()
        assert small.isVisible()
        assert small.accessibleDescription().startswith(words)
        shot = small.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        assert shot == picture(room, shot.size())
        seen.append(shot)
    assert seen[4] == seen[2]
    assert len({bytes(each.constBits()) for each in seen}) == 6
    room.close()
    assert not small.isVisible()


names = st.text(alphabet="abŵ ", min_size=1, max_size=60)
clusters = st.lists(st.tuples(names, st.lists(names, max_size=30).map(tuple)), max_size=24)


@given(clusters)
def test_pages_hold_every_card_once_and_in_order(qapp: QApplication, given_: list) -> None:
    found = pages(given_, BOX)
    columns = [column for page in found for column in page]
    told = [(name.removeprefix("… "), card) for name, cards in columns for card in cards]
    assert told == [(name, card) for name, cards in given_ for card in cards]
    assert [name for name, _ in columns if not name.startswith("… ")] == [
        name for name, _ in given_
    ]
    assert all(len(page) <= 4 for page in found) or len(found) == 1
    assert LEAST >= 38


def test_a_theme_that_goes_on_says_so_and_keeps_its_colour(qapp: QApplication) -> None:
    long = tuple(f"A card with some words, number {n}" for n in range(30))
    first = pages((("One", ("a",)), ("Two", long)), BOX)[0]
    assert [name for name, _ in first] == ["One", "Two", "… Two", "… Two"]
    one, two, *rest = tints(first)
    assert one != two
    assert rest == [two, two]
    assert tints(first[2:]) == [one, one]


def test_what_fits_stays_on_one_page_and_more_turns(qapp: QApplication) -> None:
    few = (("One", ("a", "b")), ("Two", ("c",)))
    assert pages(few, BOX) == (few,)
    assert pages(tuple((f"Name {n}", ()) for n in range(30)), BOX)[1:] == ()
    assert len(pages(MANY, BOX)) > 1
