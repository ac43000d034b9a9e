"""Cards typed and pasted on the Themes page, then the database."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled
from tests.ui.themes.page_use import (
    CONTROL,
    RISK,
    SHIFT,
    Key,
    chip,
    choose,
    enter,
    loose,
    press,
    themes,
    words_in,
)
from ui.kit.desk import Desk
from ui.themes.cards.paste_dialog import PasteDialog
from ui.themes.page import COLUMNS, FREE, OUTLINE, ThemesPage
from upstream_workshop.themes import queries
from upstream_workshop.themes.cards import services as card_services


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
    desk.do("Fill", card_services.add_cards, [f"Card {n}" for n in range(150)])
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
