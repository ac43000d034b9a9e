"""What can be done to cards and themes, as data: for keys, context menus and the command palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from resources.words import noop, say
from ui.page import Command
from ui.themes.theme_editing import ThemeEditing

_OF_A_BUTTON: Final = "M"
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier


class Verb(NamedTuple):
    """Something that can be done.

    label: its words, marked by `noop`.
    run: the function that does it.
    key: its key.
    applies: whether it can be done to so many cards and, or not, a theme.
    """

    label: str
    run: Callable[[ThemeEditing], object]
    key: str
    applies: Callable[[int, bool], bool]


def _cards(cards: int, _theme: bool) -> bool:
    return cards > 0


def _several(cards: int, _theme: bool) -> bool:
    return cards > 1


def _theme(_cards: int, theme: bool) -> bool:
    return theme


def _any(cards: int, theme: bool) -> bool:
    return cards > 0 or theme


VERBS: Final = (
    Verb(noop("Put the selected cards into a theme"), lambda e: e.prompts.theme_of_cards(), "T", _cards),
    Verb(noop("Split the selected cards off"), lambda e: e.prompts.split(), "S", lambda c, t: c > 0 and t),
    Verb(noop("Rename the theme or card"), lambda e: e.prompts.name(), "F2", _any),
    Verb(noop("Remove the cards or the theme"), ThemeEditing.remove, "Del", _any),
    Verb(noop("Show the cards as one idea"), ThemeEditing.say_the_same, "I", _several),
    Verb(noop("Part the wordings of the card"), ThemeEditing.part, "U", _cards),
    Verb(noop("Pile the cards"), ThemeEditing.pile, "G", _several),
    Verb(noop("Spread the cards"), ThemeEditing.spread, "D", _several),
    Verb(noop("Put the cards back into columns"), ThemeEditing.line_up, "C", _cards),
    Verb(noop("Merge this theme into another"), lambda e: e.prompts.merge(), "M", _theme),
    Verb(noop("What the theme rests on"), ThemeEditing.tell_evidence, "E", _theme),
    Verb(noop("Park the theme, or take it up again"), ThemeEditing.park, "P", _theme),
)  # fmt: skip


def commands(editing: ThemeEditing) -> tuple[Command, ...]:
    """Return the entries of the command palette; those that need a selection say so when there is none."""
    return tuple(Command(say(verb.label), partial(verb.run, editing), verb.key) for verb in VERBS)


def answer_key(editing: ThemeEditing, event: QKeyEvent) -> bool:
    """Do what a key means, a digit being the number of a theme; return False if it means nothing."""
    if event.modifiers() & ~_KEYPAD:
        return False
    if event.text().isdecimal():
        editing.put_by_number(int(event.text()))
        return True
    for verb in VERBS:
        if verb.key != _OF_A_BUTTON and QKeySequence(verb.key) == QKeySequence(event.key()):
            verb.run(editing)
            return True
    return False


def show_menu(editing: ThemeEditing, over: QWidget, at: QPoint) -> None:
    """Show the context menu of the selection at a point of the screen."""
    menu = menu_of(editing, over)
    menu.exec(at)
    menu.deleteLater()


def menu_of(editing: ThemeEditing, over: QWidget) -> QMenu:
    """Return the menu of all that can be done to the selection."""
    menu = QMenu(over)
    cards, theme = editing.selected()
    for verb in VERBS:
        if verb.applies(len(cards), theme is not None):
            action = QAction(say(verb.label), menu)
            action.setShortcut(QKeySequence(verb.key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(partial(verb.run, editing))
            menu.addAction(action)
    if menu.isEmpty():
        nothing = QAction(say("Choose cards or a theme first"), menu)
        nothing.setEnabled(False)
        menu.addAction(nothing)
    return menu
