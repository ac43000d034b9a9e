"""What is done to cards and themes by a key, then the database."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.themes.page_use import (
    MEASURES,
    RISK,
    Key,
    chip,
    choose,
    enter,
    in_focus,
    loose,
    press,
    themes,
)
from ui.themes.page import OUTLINE, ThemesPage
from ui.themes.wall.wall_view import WallView
from upstream_workshop.themes import queries


def test_digits_sort_card_after_card(qtbot: QtBot, page: ThemesPage) -> None:
    press(qtbot, page, Key.Key_Escape)
    assert page.wall.selected_cards()
    press(qtbot, page, Key.Key_2, Key.Key_1)
    assert themes(page) == {
        RISK: ["Insurance says no", "Who signs?", "Villages with one bus"],
        MEASURES: ["Trust is no KPI", "Stories next to numbers", "More sockets, please"],
    }
    assert loose(page) == []
    page.desk.undo()
    page.desk.undo()
    assert loose(page) == ["More sockets, please", "Villages with one bus"]


def test_zero_makes_cards_loose_again_and_a_number_nobody_has_does_nothing(
    qtbot: QtBot, page: ThemesPage
) -> None:
    choose(page, "Insurance says no", "Who signs?")
    press(qtbot, page, Key.Key_9)
    assert themes(page)[RISK] == ["Insurance says no", "Who signs?"]
    press(qtbot, page, Key.Key_0)
    assert themes(page)[RISK] == []
    assert set(loose(page)) > {"Insurance says no", "Who signs?"}


def test_t_puts_cards_into_the_theme_the_letters_mean(qtbot: QtBot, page: ThemesPage) -> None:
    choose(page, "More sockets, please")
    press(qtbot, page, Key.Key_T)
    qtbot.keyClicks(page.entry.field, "risk")
    assert page.entry.field.ghost == f"→ {RISK}"
    press(qtbot, page, Key.Key_Return)
    assert "More sockets, please" in themes(page)[RISK]
    assert page.wall.selected_cards() == (page.desk.ask(queries.loose_cards)[0].id,)
    press(qtbot, page, Key.Key_T)
    qtbot.keyClicks(page.entry.field, "Out of reach")
    assert page.entry.field.ghost == "→ a new theme"
    press(qtbot, page, Key.Key_Return)
    assert themes(page)["Out of reach"] == ["Villages with one bus"]
    assert page.desk.workshop.undo_label == "Put cards into a new theme: Out of reach"


def test_m_merges_and_every_card_remembers_where_it_was(qtbot: QtBot, page: ThemesPage) -> None:
    old = page.desk.ask(queries.themes)[1]
    choose(page, "Trust is no KPI")
    press(qtbot, page, Key.Key_M)
    assert page.entry.field.placeholderText() == f"Merge “{MEASURES}” into"
    qtbot.keyClicks(page.entry.field, "zzz")
    assert chip(page) == "no theme is called that"
    press(qtbot, page, Key.Key_Return)
    assert len(themes(page)) == 2
    page.entry.field.clear()
    enter(qtbot, page, "refr")
    (row,) = page.desk.ask(queries.themes)
    assert row.title == RISK
    assert {card.text: card.came_from_id for card in row.cards} == {
        "Insurance says no": None,
        "Who signs?": None,
        "Trust is no KPI": old.id,
        "Stories next to numbers": old.id,
    }
    page.desk.undo()
    assert [row.title for row in page.desk.ask(queries.themes)] == [RISK, MEASURES]


def test_the_merge_button_does_as_its_key(qtbot: QtBot, page: ThemesPage) -> None:
    choose(page, "Trust is no KPI")
    (button,) = [b for b in page.header.findChildren(QPushButton) if b.text() == "Merge"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    enter(qtbot, page, "refr")
    assert list(themes(page)) == [RISK]


def test_s_splits_the_selected_cards_off(qtbot: QtBot, page: ThemesPage) -> None:
    source = page.desk.ask(queries.themes)[0].id
    choose(page, "Who signs?")
    press(qtbot, page, Key.Key_S)
    enter(qtbot, page, "Who decides")
    assert themes(page) == {
        RISK: ["Insurance says no"],
        MEASURES: ["Trust is no KPI", "Stories next to numbers"],
        "Who decides": ["Who signs?"],
    }
    assert page.desk.ask(queries.themes)[2].cards[0].came_from_id == source


def test_f2_renames_a_card_and_keeps_its_first_wording(qtbot: QtBot, page: ThemesPage) -> None:
    choose(page, "Who signs?")
    press(qtbot, page, Key.Key_F2)
    assert page.entry.field.text() == "Who signs?"
    enter(qtbot, page, "Who signs when nobody owns it?")
    card = page.desk.ask(queries.themes)[0].cards[1]
    assert (card.text, card.wording) == ("Who signs when nobody owns it?", "Who signs?")
    assert page.wall.selected_cards() == (card.id,)


def test_f2_on_a_theme_of_the_outline_renames_it_and_a_taken_title_stays_to_be_mended(
    qtbot: QtBot, page: ThemesPage
) -> None:
    page.views.select(OUTLINE)
    page.show_row(page.desk.ask(queries.themes)[0].id)
    press(qtbot, page, Key.Key_F2)
    with qtbot.waitSignal(page.desk.refused) as told:
        enter(qtbot, page, MEASURES)
    assert MEASURES in told.args[0]
    assert page.entry.field.text() == MEASURES
    page.entry.field.clear()
    enter(qtbot, page, "River of risk")
    assert list(themes(page)) == ["River of risk", MEASURES]
    assert in_focus(page) is page.outline


def test_p_parks_a_theme_and_takes_it_up_again(qtbot: QtBot, page: ThemesPage) -> None:
    choose(page, "Who signs?")
    press(qtbot, page, Key.Key_P)
    assert page.desk.ask(queries.themes)[0].state == "parked"
    assert "parked" in page.wall.wall.shown.headings[page.desk.ask(queries.themes)[0].id].about
    slide = page.slide()
    assert slide is not None
    assert [title for title, _ in slide.clusters] == [MEASURES]
    press(qtbot, page, Key.Key_P)
    assert page.desk.ask(queries.themes)[0].state == "candidate"


def test_delete_removes_cards_and_then_a_theme_leaving_its_cards(
    qtbot: QtBot, page: ThemesPage
) -> None:
    choose(page, "Who signs?")
    press(qtbot, page, Key.Key_Delete)
    assert themes(page)[RISK] == ["Insurance says no"]
    page.views.select(OUTLINE)
    page.show_row(page.desk.ask(queries.themes)[1].id)
    press(qtbot, page, Key.Key_Delete)
    assert list(themes(page)) == [RISK]
    assert {"Trust is no KPI", "Stories next to numbers"} < set(loose(page))


def test_tab_says_where_the_next_cards_go_and_brings_the_half_typed_one_back(
    qtbot: QtBot, page: ThemesPage
) -> None:
    qtbot.keyClicks(page.entry.field, "Half a ca")
    press(qtbot, page, Key.Key_Tab)
    enter(qtbot, page, "meas")
    assert page.entry.field.text() == "Half a ca"
    enter(qtbot, page, "rd")
    assert themes(page)[MEASURES][-1] == "Half a card"
    press(qtbot, page, Key.Key_Tab)
    enter(qtbot, page, "Brand new")
    enter(qtbot, page, "First in there")
    assert themes(page)["Brand new"] == ["First in there"]
    assert "Brand new" in page.entry.field.accessibleDescription()
    press(qtbot, page, Key.Key_Tab, Key.Key_Return)
    enter(qtbot, page, "Free again")
    assert loose(page)[-1] == "Free again"


def test_the_table_of_the_next_cards_is_kept_with_them(qtbot: QtBot, page: ThemesPage) -> None:
    (command,) = [c for c in page.commands() if "which table" in c.label]
    command.run()
    enter(qtbot, page, "Table 3")
    enter(qtbot, page, "Bus passes")
    assert page.desk.ask(queries.loose_cards)[-1].table == "Table 3"


def test_what_needs_a_choice_says_so(qtbot: QtBot, page: ThemesPage) -> None:
    page.views.select(OUTLINE)
    page.outline.setFocus()
    page.outline.setCurrentItem(page.outline.topLevelItem(0))
    heard: list[str] = []
    page.desk.refused.connect(heard.append)
    press(qtbot, page, Key.Key_M, Key.Key_S, Key.Key_P, Key.Key_F2)
    assert len(heard) == 4
    assert all("first." in sentence for sentence in heard)


def test_escape_leaves_a_question_as_it_was(qtbot: QtBot, page: ThemesPage) -> None:
    before = themes(page)
    choose(page, "Who signs?")
    for key in (Key.Key_T, Key.Key_M, Key.Key_S, Key.Key_F2):
        press(qtbot, page, key)
        assert page.entry.asked
        press(qtbot, page, Key.Key_Escape)
        assert not page.entry.asked
        assert isinstance(in_focus(page), WallView)
    assert themes(page) == before
