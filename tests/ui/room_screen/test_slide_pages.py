"""Pages of themes for the room: every word of every card is on one of them, whole and large."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from ui.room_screen import slide_clusters
from ui.room_screen.slide_clusters import pages

BOX = QRectF(96, 200, 1728, 800)
WORDS = (
    "arian",
    "a",
    "street",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "budget",
)
cards = st.lists(st.sampled_from(WORDS), min_size=1, max_size=70).map(" ".join)
walls = st.lists(st.lists(cards, max_size=9).map(tuple), min_size=1, max_size=5)


@given(walls)
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_word_is_cut_and_none_is_lost(qtbot: QtBot, walls: list[tuple[str, ...]]) -> None:
    clusters = [(f"Theme {n}", each) for n, each in enumerate(walls)]
    found = pages(clusters, BOX)
    told = " ".join(card for page in found for _, shown in page for card in shown)
    asked = " ".join(card for _, shown in clusters for card in shown)
    assert told.replace(" … … ", " ").split() == asked.split()
    if len(found) > 1:
        width = (BOX.width() - 3 * slide_clusters._GAP) / 4
        height = BOX.height() - slide_clusters._MARK - slide_clusters._HEAD
        for page in found:
            assert len(page) <= 4
            assert all(slide_clusters._cards_fit(shown, width, height) for _, shown in page)
