"""Lists of cards that change only where their cards did."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.themes.page import ThemesPage
from ui.themes.sticky import CardList, shared
from upstream_workshop.themes import services
from upstream_workshop.themes.queries import CardRow

CARDS = [CardRow(n, f"Card {n}", f"Card {n}", None) for n in range(1, 8)]
REWORDED = [CardRow(n, f"Other words {n}", f"Card {n}", None) for n in range(1, 8)]
walls = st.lists(
    st.sampled_from([*CARDS, *REWORDED]), max_size=7, unique_by=lambda card: card.id
).map(tuple)


def lines(cards: CardList) -> list[str]:
    return [cards.rows.index(at).data() for at in range(cards.rows.rowCount())]


@given(st.lists(walls, min_size=2, max_size=4), st.sets(st.integers(1, 7)))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_was_shown_before_the_cards_are_those_given(
    qtbot: QtBot, turns: list[tuple[CardRow, ...]], chosen: set[int]
) -> None:
    cards = CardList("Cards", "paper")
    cards.show_cards(turns[0])
    if rows := [at for at, card in enumerate(turns[0]) if card.id in chosen]:
        cards.select_rows(rows)
    for wall in turns[1:]:
        stayed = {card.id for card in wall} & set(cards.selected())
        cards.show_cards(wall)
        assert lines(cards) == [card.text for card in wall]
        assert stayed <= set(cards.selected())
    cards.deleteLater()


@given(st.text("ab", max_size=6), st.text("ab", max_size=6))
def test_what_two_rows_share_is_their_longest_common_beginning(first: str, second: str) -> None:
    length = shared(first, second)
    assert first[:length] == second[:length]
    assert first[length : length + 1] != second[length : length + 1] or first == second


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs) -> ThemesPage:
    with desk.workshop.change("Furnish") as session:
        theme = services.add_theme(session, "Reframing risk")
        services.add_cards(session, ("Insurance says no", "Who signs?"), theme)
        services.add_cards(session, ("More sockets, please", "Villages with one bus"))
    return shown(qtbot, ThemesPage(desk, jobs))


def test_one_card_more_leaves_the_lines_of_the_others(page: ThemesPage, desk: Desk) -> None:
    loose = page.wall.findChildren(CardList)[0]
    before = [QPersistentModelIndex(loose.rows.index(at)) for at in range(2)]
    desk.do("Add", services.add_card, "A third way")
    assert lines(loose) == ["More sockets, please", "Villages with one bus", "A third way"]
    assert [loose.rows.index(at) for at in range(2)] == before
    assert [index.row() for index in before] == [0, 1]


def test_a_view_nobody_looks_at_is_filled_when_it_is_shown(page: ThemesPage, desk: Desk) -> None:
    assert page.outline.topLevelItemCount() == 0
    page.views.select(1)
    assert page.outline.topLevelItemCount() == 2
    desk.do("Add", services.add_card, "A third way")
    page.views.select(0)
    assert lines(page.wall.findChildren(CardList)[0])[-1] == "A third way"
