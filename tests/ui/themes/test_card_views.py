"""The wall and the outline of the Themes page: walking, selecting, showing what was written elsewhere."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.themes.page_use import (
    CONTROL,
    MEASURES,
    RISK,
    SHIFT,
    Key,
    choose,
    enter,
    in_focus,
    loose,
    press,
    themes,
    words_in,
)
from ui.themes import card_verbs
from ui.themes.page import COLUMNS, OUTLINE, ThemesPage
from upstream_workshop.themes import queries, services
from upstream_workshop.themes.cards import services as card_services


def test_arrows_walk_the_wall(qtbot: QtBot, page: ThemesPage) -> None:
    risk, measures = page.desk.ask(queries.themes)
    press(qtbot, page, Key.Key_Down, Key.Key_Right, Key.Key_Down)
    assert page.wall.selected_cards() == (risk.cards[1].id,)
    press(qtbot, page, Key.Key_Right)
    assert page.wall.selected_cards() == (measures.cards[1].id,)
    press(qtbot, page, Key.Key_Up)
    qtbot.keyClick(in_focus(page), Key.Key_Down, SHIFT)
    assert page.wall.selected_cards() == tuple(card.id for card in measures.cards)
    press(qtbot, page, Key.Key_Up, Key.Key_Up)
    assert page.wall.selected_cards() == ()
    assert page.wall.current_theme() == measures.id
    press(qtbot, page, Key.Key_Left)
    assert page.wall.current_theme() == risk.id


def test_the_outline_alone_does_it_all_by_keyboard(qtbot: QtBot, page: ThemesPage) -> None:
    qtbot.keyClick(in_focus(page), Key.Key_Tab, CONTROL)
    qtbot.keyClick(in_focus(page), Key.Key_Tab, CONTROL)
    assert in_focus(page) is page.outline
    press(qtbot, page, Key.Key_Down, Key.Key_1)  # from the line of the loose cards to the first one
    assert themes(page)[RISK][-1] == "More sockets, please"
    press(qtbot, page, Key.Key_T)
    enter(qtbot, page, "Out of reach")  # the next loose one
    assert themes(page)["Out of reach"] == ["Villages with one bus"]
    assert loose(page) == []
    press(qtbot, page, Key.Key_Down, Key.Key_M)  # the line of the first theme
    enter(qtbot, page, "out of")
    assert len(themes(page)["Out of reach"]) == 4
    assert list(themes(page)) == [MEASURES, "Out of reach"]
    qtbot.keyClick(in_focus(page), Key.Key_End)
    press(qtbot, page, Key.Key_Delete)
    assert len(themes(page)["Out of reach"]) == 3
    press(qtbot, page, Key.Key_S)
    enter(qtbot, page, "Last of all")
    assert len(themes(page)["Last of all"]) == 1


def test_several_lines_of_the_outline_stay_selected_when_something_else_changes(
    qtbot: QtBot, page: ThemesPage
) -> None:
    page.views.select(OUTLINE)
    page.outline.select_card(page.desk.ask(queries.themes)[0].cards[0].id)
    qtbot.keyClick(page.outline, Key.Key_Down, SHIFT)
    chosen = page.outline.selected_cards()
    assert len(chosen) == 2
    page.desk.do("Elsewhere", card_services.add_card, "From another page")
    assert page.outline.selected_cards() == chosen


def test_what_is_written_elsewhere_is_shown(page: ThemesPage) -> None:
    def titles() -> list[str]:
        return [heading.title for heading in page.wall.wall.shown.headings.values()]

    page.desk.do("Add", services.add_theme, "Neighbours first")
    assert "Neighbours first" in titles()
    gone = page.desk.ask(queries.themes)[0].id
    page.desk.do("Remove", services.remove_theme, gone)
    assert RISK not in titles()
    freed = [card.text for card in page.wall.wall.shown.groups[0].cards]
    assert "Insurance says no" in freed
    assert "6 cards · 2 themes · 4 loose cards" in words_in(page.header)


def test_a_view_nobody_looks_at_is_filled_when_it_is_shown(page: ThemesPage) -> None:
    assert page.outline.topLevelItemCount() == 0
    page.views.select(OUTLINE)
    assert page.outline.topLevelItemCount() == 3
    page.desk.do("Add", card_services.add_card, "A third way")
    page.views.select(COLUMNS)
    assert "A third way" in [item.card.text for item in page.wall.wall.items_of.values()]


def test_both_views_offer_what_can_be_done_to_the_selection(qtbot: QtBot, page: ThemesPage) -> None:
    choose(page, "Who signs?")
    on_wall = [action.text() for action in card_verbs.menu_of(page.editing, page).actions()]
    page.views.select(OUTLINE)
    page.outline.show_cards([page.desk.ask(queries.themes)[0].cards[1].id])
    menu = card_verbs.menu_of(page.editing, page)
    assert [action.text() for action in menu.actions()] == on_wall
    assert "Split the selected cards off" in on_wall
    assert "Pile the cards" not in on_wall
    (remove,) = [each for each in menu.actions() if each.text() == "Remove the cards or the theme"]
    remove.trigger()
    assert themes(page)[RISK] == ["Insurance says no"]
