"""The Themes page, used as a facilitator uses it, then the database; and the other way round."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled, shown
from ui.importing.import_dialog import ImportDialog
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.themes import card_verbs, theme_editing
from ui.themes.cards.paste_dialog import PasteDialog
from ui.themes.page import COLUMNS, FREE, OUTLINE, ThemesPage
from ui.themes.wall.wall_view import WallView
from ui.voting.declaring import ballot_actions
from ui.widgets.inputs.cluster_dialog import ClusterDialog
from ui.window.main_window import MainWindow
from upstream_workshop.evidence.services import add_finding
from upstream_workshop.people import services as people
from upstream_workshop.themes import queries, services
from upstream_workshop.themes.wall.services import make_cards
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting import services as ballots
from upstream_workshop.workgroups import services as workgroups
from upstream_workshop.workgroups.theme_uses import theme_uses

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
RISK, MEASURES = "Reframing risk", "Meaningful measurement"


@pytest.fixture
def blank(qtbot: QtBot, desk: Desk, jobs: Jobs) -> ThemesPage:
    """The page of a session without cards."""
    return shown(qtbot, ThemesPage(desk, jobs))


@pytest.fixture
def page(desk: Desk, blank: ThemesPage) -> ThemesPage:
    """Two themes with two cards each, and two loose cards."""
    with desk.workshop.change("Furnish") as session:
        risk, measures = (services.add_theme(session, title) for title in (RISK, MEASURES))
        services.add_cards(session, ("Insurance says no", "Who signs?"), risk, "Table 1")
        services.add_cards(session, ("Trust is no KPI", "Stories next to numbers"), measures)
        services.add_cards(session, ("More sockets, please", "Villages with one bus"))
    return blank


def enter(qtbot: QtBot, page: ThemesPage, text: str) -> None:
    assert page.entry.field.hasFocus()
    qtbot.keyClicks(page.entry.field, text)
    qtbot.keyClick(page.entry.field, Key.Key_Return)


def in_focus(page: ThemesPage) -> QWidget:
    """Where the next key goes; it must be somewhere on the page."""
    widget = QApplication.focusWidget()
    assert widget is not None
    assert page.isAncestorOf(widget)
    return widget


def press(qtbot: QtBot, page: ThemesPage, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(in_focus(page), key)


def choose(page: ThemesPage, *texts: str) -> None:
    """Select these cards, as a click and more clicks with Control would."""
    found = [card.id for card in page.desk.ask(queries.ideas) if card.text in texts]
    page.wall.show_cards(found)
    page.wall.setFocus()


def themes(page: ThemesPage) -> dict[str, list[str]]:
    rows = page.desk.ask(queries.themes)
    return {row.title: [card.text for card in row.cards] for row in rows}


def loose(page: ThemesPage) -> list[str]:
    return [card.text for card in page.desk.ask(queries.loose_cards)]


def chip(page: ThemesPage) -> str:
    return page.entry._chip.text()


def words_in(widget: QWidget) -> str:
    return "\n".join(shown.text() for shown in widget.findChildren(QLabel) if shown.isVisible())


def test_an_empty_page_offers_the_first_step(qtbot: QtBot, blank: ThemesPage) -> None:
    assert "No cards yet" in words_in(blank.body)
    assert blank.slide() is None
    assert not blank.ballot.isEnabled()
    (first, *_) = [b for b in blank.body.findChildren(QPushButton) if b.isVisible()]
    first.setFocus()
    qtbot.keyClick(first, Key.Key_Return)
    enter(qtbot, blank, "Small money, fast yes")
    assert loose(blank) == ["Small money, fast yes"]
    assert "No cards yet" not in words_in(blank.body)
    assert blank.body.currentWidget() is blank.wall


def test_a_card_and_enter_then_the_next(qtbot: QtBot, blank: ThemesPage) -> None:
    for text in ("Pilots die at month 18", "The core budget never moves", "  Who  owns it? "):
        enter(qtbot, blank, text)
        assert blank.entry.field.text() == ""
    assert loose(blank) == [
        "Pilots die at month 18",
        "The core budget never moves",
        "Who owns it?",
    ]
    press(qtbot, blank, Key.Key_Return)
    assert len(loose(blank)) == 3
    assert blank.desk.workshop.undo_label == "Add card: Who  owns it?"


def paste(qtbot: QtBot, page: ThemesPage, lines: str) -> None:
    QGuiApplication.clipboard().setText(lines)
    qtbot.keyClick(page.entry.field, Key.Key_V, CONTROL)
    settled(page.jobs)


@pytest.fixture
def pasting(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys for the preview of a pasted list, then Enter; keeps what it said about each line."""
    keys: list[str] = []

    def answer(dialog: PasteDialog) -> int:
        for typed in "".join(keys):
            if typed == "S":
                dialog.join()
            elif typed == "v":
                qtbot.keyClick(dialog.list, Key.Key_Down)
            else:
                qtbot.keyClick(dialog.list, Key.Key_Space)
        keys[:] = [dialog.list.topLevelItem(at).text(1) for at in range(len(dialog._lines))]
        qtbot.keyClick(dialog, Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(PasteDialog, "exec", answer)
    return keys


def test_many_pasted_lines_are_many_cards_in_one_step(
    qtbot: QtBot, blank: ThemesPage, pasting: list[str]
) -> None:
    paste(
        qtbot,
        blank,
        "• Stop counting contacts\n\n2. Pay community builders\n  Street-level data\r\n",
    )
    assert loose(blank) == [
        "Stop counting contacts",
        "Pay community builders",
        "Street-level data",
    ]
    assert blank.wall.selected_cards() == tuple(c.id for c in blank.desk.ask(queries.cards))
    blank.desk.undo()
    assert loose(blank) == []
    QGuiApplication.clipboard().setText("One line only")
    qtbot.keyClick(blank.entry.field, Key.Key_V, CONTROL)
    assert blank.entry.field.text() == "One line only"
    assert loose(blank) == []


def test_a_pasted_list_tells_duplicates_before_it_is_kept(
    qtbot: QtBot, page: ThemesPage, pasting: list[str]
) -> None:
    paste(qtbot, page, "who SIGNS?\nBus passes\nStories next to the numbers")
    assert pasting == [
        "the same idea as “Who signs?”",
        "",
        "like “Stories next to numbers”?",
    ]
    held = {card.text: [each.text for each in card.others] for card in page.desk.ask(queries.ideas)}
    assert held["Who signs?"] == ["who SIGNS?"]
    assert held["Stories next to the numbers"] == []
    page.desk.undo()
    pasting[:] = ["S", " ", "vv", "S"]  # its own card, and left out; the last one the same idea
    paste(qtbot, page, "who SIGNS?\nBus passes\nStories next to the numbers")
    assert pasting[0] == "already there: “Who signs?”"
    held = {card.text: [each.text for each in card.others] for card in page.desk.ask(queries.ideas)}
    assert "who SIGNS?" not in held
    assert held["Stories next to numbers"] == ["Stories next to the numbers"]


def test_shift_enter_keeps_both_wordings_and_who_said_them(qtbot: QtBot, page: ThemesPage) -> None:
    page.prompts.table, page.prompts.author = "Table 7", "Owen"
    qtbot.keyClicks(page.entry.field, "who signs")
    assert chip(page) == "like “Who signs?”?"
    qtbot.keyClicks(page.entry.field, "?")
    assert chip(page) == "already there: “Who signs?”"
    assert "Shift+Enter" in page.entry.field.ghost
    qtbot.keyClick(page.entry.field, Key.Key_Return, SHIFT)
    (card,) = [card for card in page.desk.ask(queries.ideas) if card.text == "Who signs?"]
    (other,) = card.others
    assert (other.text, other.table, other.author) == ("who signs?", "Table 7", "Owen")
    assert page.entry.field.text() == ""
    assert page.wall.selected_cards() == (card.id,)
    assert "Owen" in page.wall.wall.items_of[card.id].toolTip()
    choose(page, "Who signs?")
    press(qtbot, page, Key.Key_U)
    assert "who signs?" in themes(page)[RISK]
    choose(page, "Who signs?", "who signs?")
    press(qtbot, page, Key.Key_I)
    assert themes(page)[RISK] == ["Insurance says no", "Who signs?"]


def test_what_is_written_in_private_is_seen_nowhere_until_it_is_revealed(
    qtbot: QtBot, page: ThemesPage
) -> None:
    page.tools.in_private.setChecked(True)
    enter(qtbot, page, "Nobody may see this yet")
    assert page.entry.field.placeholderText() == "Type a card in private"
    slide = page.slide()
    assert slide is not None
    assert not any("Nobody" in card for _, cards in slide.clusters for card in cards)
    for view in range(3):
        page.views.select(view)
        assert "Nobody may see this yet" not in page._gathered.texts.values()
        assert not page.outline.findItems("Nobody", Qt.MatchFlag.MatchContains, 0)
    assert "Nobody" not in page.desk.workshop.undo_label
    assert page.tools.reveal.text() == "Reveal 1 private card"
    qtbot.mouseClick(page.tools.reveal, Qt.MouseButton.LeftButton)
    assert "Nobody may see this yet" in loose(page)
    assert not page.tools.in_private.isChecked()
    assert page.tools.reveal.isHidden()
    page.desk.undo()
    assert "Nobody may see this yet" not in loose(page)


@pytest.mark.parametrize("view", [COLUMNS, FREE, OUTLINE])
def test_a_new_card_is_scrolled_to_and_seen(
    qtbot: QtBot, desk: Desk, page: ThemesPage, view: int
) -> None:
    desk.do("Fill", services.add_cards, [f"Card {n}" for n in range(150)])
    page.views.select(view)
    page.entry.field.setFocus()
    enter(qtbot, page, "The very last one")
    (card,) = [card for card in desk.ask(queries.cards) if card.text == "The very last one"]
    if view == OUTLINE:
        item = page.outline.currentItem()
        assert item.text(0) == "The very last one"
        port, seen = page.outline.viewport().rect(), page.outline.visualItemRect(item)
    else:
        assert page.wall.selected_cards() == (card.id,)
        port = page.wall.viewport().rect()
        seen = page.wall.mapFromScene(page.wall.wall.items_of[card.id].rect).boundingRect()
    assert port.adjusted(0, 0, 0, 2).contains(seen)  # with the border of a line
    assert page.entry.field.hasFocus()


def test_a_card_nearly_there_is_hinted_while_typing(qtbot: QtBot, page: ThemesPage) -> None:
    qtbot.keyClicks(page.entry.field, "Stories next to nu")
    assert chip(page) == "like “Stories next to numbers”?"
    qtbot.keyClick(page.entry.field, Key.Key_Escape)
    assert chip(page) == ""
    qtbot.keyClicks(page.entry.field, "Nothing like any of them")
    assert chip(page) == ""


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
    page.desk.do("Elsewhere", services.add_card, "From another page")
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
    page.desk.do("Add", services.add_card, "A third way")
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


def test_clusters_are_accepted_card_by_card(
    qtbot: QtBot, page: ThemesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.desk.do("Add", services.add_cards, ["Village halls", "No village shop", "A night bus"])
    seen: list[str] = []

    def answer(dialog: ClusterDialog) -> int:
        top = dialog.tree.topLevelItem(0)
        seen.append(top.text(1))
        assert not dialog.accept_button.isEnabled()
        for at in (0, 2):
            dialog.tree.setCurrentItem(top.child(at))
            qtbot.keyClick(dialog.tree, Key.Key_Space)
        dialog.take()
        return dialog.result()

    monkeypatch.setattr(ClusterDialog, "exec", answer)
    page.proposals.suggest()
    settled(page.jobs)
    assert seen == ["share: village"]
    assert themes(page)["Village"] == ["Villages with one bus", "No village shop"]
    assert page.desk.workshop.undo_label == "Put cards into a new theme: Village"


def test_a_removed_theme_that_people_chose_tells_so_first(
    qtbot: QtBot, page: ThemesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    risk, _ = page.desk.ask(queries.themes)
    with page.desk.workshop.change("Choices") as session:
        for name in ("Dot", "Owen"):
            person = people.add_participant(session, name, "Somewhere")
            workgroups.set_choices(session, person, [risk.id])
    asked: list[str] = []
    answers = [False, True]

    def ask(_over: QWidget, _title: str, words: str, _go_on: str) -> bool:
        asked.append(words)
        return answers.pop(0)

    monkeypatch.setattr(theme_editing, "ask_first", ask)
    page.show_row(risk.id)
    press(qtbot, page, Key.Key_Delete)
    assert RISK in themes(page)
    assert "2 people chose" in asked[0]
    press(qtbot, page, Key.Key_Delete)
    assert RISK not in themes(page)
    page.desk.undo()
    assert page.desk.ask(theme_uses, risk.id).choices == 2


def test_a_frozen_option_stays_when_its_theme_changes(qtbot: QtBot, page: ThemesPage) -> None:
    risk, measures = page.desk.ask(queries.themes)
    with page.desk.workshop.change("Ballot") as session:
        ballot = ballots.make_ballot(session, "Vote", [risk.id, measures.id])
        ballots.open_ballot(session, ballot)
        spare = services.add_theme(session, "Spare")

    def options() -> list[tuple[int, str, int | None]]:
        (row,) = page.desk.ask(voting.ballots)
        return [(option.number, option.wording, option.theme_id) for option in row.options]

    before = options()
    heard: list[str] = []
    page.desk.refused.connect(heard.append)
    page.show_row(risk.id)
    press(qtbot, page, Key.Key_M)
    enter(qtbot, page, MEASURES)
    assert "on the ballot" in heard[0]
    page.entry.settle()
    page.show_row(spare)
    press(qtbot, page, Key.Key_M)
    enter(qtbot, page, RISK)
    page.show_row(risk.id)
    press(qtbot, page, Key.Key_F2)
    enter(qtbot, page, "Another title")
    assert "Another title" in themes(page)
    page.show_row(measures.id)
    press(qtbot, page, Key.Key_P, Key.Key_M)
    enter(qtbot, page, "Another title")
    assert list(themes(page)) == ["Another title"]
    assert options() == before


def test_the_room_sees_clusters_without_counts(page: ThemesPage) -> None:
    slide = page.slide()
    assert slide is not None
    assert slide.clusters == (
        (RISK, ("Insurance says no", "Who signs?")),
        (MEASURES, ("Trust is no KPI", "Stories next to numbers")),
    )
    said = repr(slide)
    assert "Table 1" not in said
    assert "More sockets" not in said
    assert not slide.numbers


@pytest.fixture
def preview(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], list[tuple[str, str, Any]]]:
    """Answers the import's preview and keeps what it showed."""

    def answering(answer: bool) -> list[tuple[str, str, Any]]:
        shown: list[tuple[str, str, Any]] = []

        def look(dialog: ImportDialog) -> bool:
            left = [f"Line {row.line}: " for row in dialog.refused.rows()]
            shown.append((dialog.counts.text(), dialog.unused.whole(), left))
            return answer

        monkeypatch.setattr(ImportDialog, "exec", look)
        return shown

    return answering


def test_a_file_is_previewed_with_what_it_leaves_behind(
    page: ThemesPage, tmp_path: Path, preview: Callable[[bool], list[tuple[str, str, Any]]]
) -> None:
    source = tmp_path / "cards.csv"
    source.write_text(
        "card,theme,table,colour\n"
        "Y gymuned yn gyntaf,Neighbours first,Table 2,green\n"
        ",Neighbours first,Table 2,green\n"
        "More sockets,,Table 4,\n",
        encoding="utf-8",
    )
    before = themes(page)
    shown = preview(False)
    page.importing.import_file(source)
    settled(page.jobs)
    ((counts, unused, left),) = shown
    assert counts == "2 new, 0 updated, 0 unchanged, 1 not taken"
    assert left == ["Line 3: "]
    assert unused == "Columns not used: colour"
    assert themes(page) == before
    preview(True)
    page.importing.import_file(source)
    settled(page.jobs)
    assert themes(page)["Neighbours first"] == ["Y gymuned yn gyntaf"]
    assert loose(page)[-1] == "More sockets"
    assert page.desk.workshop.undo_label == "Import cards"
    page.desk.undo()
    assert themes(page) == before


def test_a_file_that_is_no_table_is_refused_in_a_sentence(
    page: ThemesPage, jobs: Jobs, tmp_path: Path
) -> None:
    source = tmp_path / "empty.csv"
    source.write_bytes(b"")
    heard: list[str] = []
    jobs.failed.connect(heard.append)
    page.importing.import_file(source)
    settled(page.jobs)
    assert len(heard) == 1
    assert "empty.csv" in heard[0]


def test_a_ballot_is_made_of_the_themes_that_are_not_parked(
    qtbot: QtBot,
    desk: Desk,
    open_window: Callable[[Desk], MainWindow],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with desk.workshop.change("Furnish") as session:
        ids = [services.add_theme(session, title) for title in (RISK, MEASURES, "Parked one")]
        services.set_theme_state(session, ids[2], "parked")

    def keep(_owner: QWidget, _title: str, values: Any, _themes: object, _keep: str) -> Any:
        return dict(values)

    monkeypatch.setattr(ballot_actions, "ask_ballot", keep)
    window = open_window(desk)
    page = window.go("themes")
    assert isinstance(page, ThemesPage)
    qtbot.mouseClick(page.ballot, Qt.MouseButton.LeftButton)
    assert window.current is window.page("vote")
    (ballot,) = desk.ask(voting.ballots)
    assert [option.wording for option in ballot.options] == [RISK, MEASURES]


def test_what_a_theme_rests_on_is_read_by_a_key(
    qtbot: QtBot, page: ThemesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    risk, _ = page.desk.ask(queries.themes)
    refused: list[str] = []
    page.desk.refused.connect(refused.append)
    page.show_row(risk.id)
    press(qtbot, page, Key.Key_E)
    assert refused == [f"No card of “{risk.title}” was made of a finding."]
    with page.desk.workshop.change("Find") as session:
        said = add_finding(session, text="Nobody signs", quote="Not me", organisation="Leeds")
        make_cards(session, [said], risk.title)
    told: list[str] = []
    monkeypatch.setattr(theme_editing, "show_text", lambda *args: told.extend(args[2:]))
    page.refresh(None)
    page.show_row(risk.id)
    press(qtbot, page, Key.Key_E)
    assert told == [
        "It rests on 1 finding from 1 organisation.",
        "Nobody signs\n“Not me”\nLeeds · cohort",
    ]
