"""The wall under the mouse: what it shows is what the session holds, and each gesture is one step."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.themes.page import COLUMNS, FREE, ThemesPage
from upstream_workshop.themes import queries, services
from upstream_workshop.themes.cards import services as card_services

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key
few = settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
steps = st.lists(
    st.tuples(st.sampled_from(("drag", "title", "lasso", "cancel", "undo", "turn", "key")),
              st.integers(0, 40), st.integers(0, 40)),
    min_size=1, max_size=8,
)  # fmt: skip


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs) -> ThemesPage:
    with desk.workshop.change("Furnish") as session:
        made = [services.add_theme(session, title) for title in ("Risk", "Measures", "Neighbours")]
        for number in range(9):
            card_services.add_card(session, f"Card {number}", (None, *made)[number % 4], "Table 1")
    return shown(qtbot, ThemesPage(desk, jobs), 1300, 700)


def at(page: ThemesPage, place: QPointF | tuple[float, float]) -> QPoint:
    place = place if isinstance(place, QPointF) else QPointF(*place)
    return page.wall.mapFromScene(place)


def centre(page: ThemesPage, card_id: int) -> QPoint:
    return at(page, page.wall.wall.layout.cards[card_id].centre)


def drag(qtbot: QtBot, page: ThemesPage, start: QPoint, *way: QPoint, release: bool = True) -> None:
    port = page.wall.viewport()
    qtbot.mousePress(port, LEFT, pos=start)
    for point in way:
        qtbot.mouseMove(port, point)
    if not release:
        qtbot.keyClick(page.wall, Key.Key_Escape)
    qtbot.mouseRelease(port, LEFT, pos=way[-1])


@pytest.mark.parametrize("view", [COLUMNS, FREE])
def test_a_drag_ends_with_the_wall_that_it_began_on(
    qtbot: QtBot, page: ThemesPage, view: int
) -> None:
    page.views.select(view)
    added = page.desk.do("Add card", card_services.add_card, "Newest", None, "Table 1")
    assert added is not None
    start, port = centre(page, added), page.wall.viewport()
    qtbot.mousePress(port, LEFT, pos=start)
    qtbot.mouseMove(port, start + QPoint(60, 20))
    page.desk.undo()
    assert not page.wall.is_busy()
    before = page.desk.ask(queries.ideas)
    qtbot.mouseMove(port, start + QPoint(90, 40))
    qtbot.mouseRelease(port, LEFT, pos=start + QPoint(90, 40))
    assert page.desk.ask(queries.ideas) == before


def theme_of(page: ThemesPage, card_id: int) -> int | None:
    return next(card.theme_id for card in page.desk.ask(queries.ideas) if card.id == card_id)


def test_a_card_dragged_on_a_column_goes_into_its_theme(qtbot: QtBot, page: ThemesPage) -> None:
    card = page.desk.ask(queries.loose_cards)[0].id
    (_, target, _) = page.desk.ask(queries.themes)
    ground = page.wall.wall.layout.grounds[target.id]
    below = at(page, (ground.x + 30, ground.bottom + 100))
    drag(qtbot, page, centre(page, card), below)
    assert theme_of(page, card) == target.id
    assert page.desk.workshop.undo_label == "Put cards into a theme: Measures"
    page.desk.undo()
    assert theme_of(page, card) is None
    drag(qtbot, page, centre(page, card), below, release=False)
    assert theme_of(page, card) is None
    assert not page.wall.is_busy()
    assert page.wall.wall.items_of[card].box == page.wall.wall.layout.cards[card]


def test_freely_a_card_lies_where_it_was_dropped_and_in_the_theme_that_is_there(
    qtbot: QtBot, page: ThemesPage
) -> None:
    page.views.select(FREE)
    card = page.desk.ask(queries.loose_cards)[0].id
    (first, *_) = page.desk.ask(queries.themes)
    box = page.wall.wall.layout.cards[card]
    scale = page.wall.transform().m11()
    start = centre(page, card)
    drag(qtbot, page, start, start + QPoint(0, round(400 * scale)))
    moved = page.wall.wall.layout.cards[card]
    assert abs(moved.y - box.y - 400) < 3
    assert theme_of(page, card) is None
    assert page.desk.workshop.undo_label.startswith("Move cards on the wall")
    others = {each.id: page.wall.wall.layout.cards[each.id] for each in first.cards}
    drag(qtbot, page, centre(page, card), centre(page, first.cards[0].id) + QPoint(20, 8))
    assert theme_of(page, card) == first.id
    assert {id_: page.wall.wall.layout.cards[id_] for id_ in others} == others
    beside = at(page, (moved.centre[0], moved.centre[1] + 300))
    drag(qtbot, page, centre(page, card), beside)
    assert theme_of(page, card) is None


def test_a_lasso_takes_what_it_is_drawn_around_and_a_straight_one_what_is_in_its_frame(
    qtbot: QtBot, page: ThemesPage
) -> None:
    loose = page.desk.ask(queries.loose_cards)
    boxes = [page.wall.wall.layout.cards[card.id] for card in loose[:2]]
    left, right, top, low = boxes[0].x - 6, boxes[0].right + 6, boxes[0].y - 6, boxes[1].bottom + 6
    corners = [(left, low), (right, low), (right, top), (left, top)]
    drag(qtbot, page, at(page, (left, top)), *(at(page, each) for each in corners))
    assert page.wall.selected_cards() == tuple(card.id for card in loose[:2])
    drag(qtbot, page, at(page, (left, top)), at(page, (right, boxes[0].bottom + 6)))
    assert page.wall.selected_cards() == (loose[0].id,)
    drag(qtbot, page, at(page, (left, top)), at(page, (right, low)), release=False)
    assert page.wall.selected_cards() == ()


def test_a_pile_and_a_spread_are_a_step_each_and_turn_to_free_places(
    qtbot: QtBot, page: ThemesPage
) -> None:
    cards = tuple(card.id for card in page.desk.ask(queries.loose_cards))
    page.wall.show_cards(cards)
    page.wall.setFocus()
    qtbot.keyClick(page.wall, Key.Key_G)
    assert page.views.current() == FREE
    boxes = [page.wall.wall.layout.cards[card] for card in cards]
    assert all(abs(box.x - boxes[0].x) < 60 for box in boxes)
    assert page.desk.workshop.undo_label.startswith("Pile cards")
    page.wall.show_cards(cards)
    qtbot.keyClick(page.wall, Key.Key_D)
    assert len({page.wall.wall.layout.cards[card][:2] for card in cards}) == len(cards)
    qtbot.keyClick(page.wall, Key.Key_C)
    assert all(card.x is None for card in page.desk.ask(queries.loose_cards))
    for _ in range(3):
        page.desk.undo()
    assert page.desk.workshop.undo_label == "Furnish"


def test_colours_by_table_are_said_in_words_too(page: ThemesPage) -> None:
    page.tools.by_table.setChecked(True)
    for item in page.wall.wall.items_of.values():
        assert item.look.barred
        assert item.look.hue == "plum"
        assert "Table 1" in item.toolTip()
    assert [chip.text() for chip in page.tools._legend] == ["Table 1"]


def test_a_large_wall_begins_at_a_size_that_can_be_read(page: ThemesPage, desk: Desk) -> None:
    desk.do("Fill", card_services.add_cards, [f"Card {n}" for n in range(400)])
    assert page.wall.transform().m11() >= 0.9
    page.wall.fit()
    assert page.wall.transform().m11() < 0.4
    area = page.wall.wall.content()
    seen = page.wall.mapToScene(page.wall.viewport().rect()).boundingRect()
    assert seen.adjusted(-9, -9, 9, 9).contains(area)


def check(page: ThemesPage) -> None:
    """The wall shows what the session holds, where the layout has it, and nothing is dragged."""
    cards = {card.id: card for card in page.desk.ask(queries.ideas)}
    wall = page.wall.wall
    assert {id_: item.card for id_, item in wall.items_of.items()} == cards
    assert {id_: item.box for id_, item in wall.items_of.items()} == dict(wall.layout.cards)
    assert not page.wall.is_busy()
    assert wall.target is None
    for id_, card in cards.items():
        if page.views.current() == FREE and card.x is not None:
            assert wall.layout.cards[id_][:2] == (card.x, card.y)


class Hands:
    """Somebody's hands at the wall: gestures by name, at places that two numbers choose."""

    def __init__(self, qtbot: QtBot, page: ThemesPage) -> None:
        self._qtbot, self._page = qtbot, page

    def drag(self, one: int, other: int, release: bool = True) -> None:
        ids = [*self._page.wall.wall.items_of]
        start, end = centre(self._page, ids[one % len(ids)]), QPoint(25 * one, 15 * other)
        drag(self._qtbot, self._page, start, end, release=release)

    def cancel(self, one: int, other: int) -> None:
        self.drag(one, other, release=False)

    def title(self, one: int, other: int) -> None:
        heads = [box for id_, box in self._page.wall.wall.heads().items() if id_]
        box = heads[one % len(heads)]
        start = at(self._page, (box.x + 20, box.y + 20))
        drag(self._qtbot, self._page, start, QPoint(25 * one, 15 * other))

    def lasso(self, one: int, other: int) -> None:
        corners = QPoint(20 * one, 2), QPoint(20 * one, 15 * other)
        drag(self._qtbot, self._page, QPoint(2, 2), *corners)

    def turn(self, one: int, _other: int) -> None:
        self._page.views.select((COLUMNS, FREE)[one % 2])

    def key(self, one: int, _other: int) -> None:
        keys = (Key.Key_G, Key.Key_D, Key.Key_I, Key.Key_U, Key.Key_C, Key.Key_0, Key.Key_1)
        self._qtbot.keyClick(self._page.wall, keys[one % len(keys)])

    def undo(self, _one: int, _other: int) -> None:
        if self._page.desk.workshop.undo_label != "Furnish":
            self._page.desk.undo()


@given(steps)
@few
def test_whatever_gestures_are_made_the_wall_shows_what_the_session_holds(
    qtbot: QtBot, page: ThemesPage, steps: list[tuple[str, int, int]]
) -> None:
    undone, hands = page.desk.workshop._steps.undo, Hands(qtbot, page)
    while page.desk.workshop.undo_label != "Furnish":
        page.desk.undo()
    page.views.select(COLUMNS)
    page.wall.setFocus()
    for what, one, other in steps:
        before = len(undone)
        getattr(hands, what)(one, other)
        most = {"cancel": 0, "lasso": 0, "turn": 0, "undo": -1}.get(what, 1)
        assert len(undone) <= before + max(most, 0)
        check(page)
