"""The entry line of the Themes page, which takes cards and answers to questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.widgets import EntryLine
from upstream_workshop.people.rules import found
from upstream_workshop.themes.rules import lines_of
from upstream_workshop.themes.wall.likeness import KnownCards, Likeness


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the entry line asks.

    label: the question.
    hint: what keys do.
    done: called with the text and the id of the theme found, or None; returns False if the text
    must stay.
    choosing: whether the letters search for a theme.
    makes: whether a title that no theme has creates one.
    text: the text to start from.
    about_chosen: whether the focus returns to the selected cards or theme afterwards.
    """

    label: str
    hint: str
    done: Callable[[str, int | None], object]
    choosing: bool = False
    makes: bool = False
    text: str = ""
    about_chosen: bool = False


class CardEntry(EntryLine):
    """An entry line for cards, which may ask a question in between; Escape cancels the question.

    usual: the question for the next card.

    `pasted(lines)` is emitted when several lines are pasted, `joined(text, card id)` on Shift+Enter when
    the text is like a card, `tabbed()` on Tab, and `left()` on Down or Escape.
    """

    pasted = Signal(tuple)
    joined = Signal(str, int)
    tabbed = Signal()
    left = Signal()

    def __init__(self, usual: Question, parent: QWidget | None = None) -> None:
        super().__init__(usual.label, "note", usual.hint, parent)
        self._usual = usual
        self._question = usual
        self._themes: Mapping[int, str] = {}
        self._cards: Mapping[int, str] = {}
        self._known = KnownCards({})  # made of `_cards` when it is first needed
        self.entered.connect(self._on_entered)
        self.edited.connect(self._on_edited)

    @property
    def asked(self) -> bool:
        """Whether a question other than the next card is being asked."""
        return self._question is not self._usual

    def know(self, themes: Mapping[int, str], cards: Mapping[int, str]) -> None:
        """Set the themes that letters can find, and the cards that a new one may resemble."""
        self._themes = themes
        self._cards = cards

    def set_usual(self, label: str, hint: str) -> None:
        """Set the label and the hint for the next card."""
        asked = self.asked
        self._usual = Question(label, hint, self._usual.done)
        if not asked:
            self.ask(self._usual, keep=True)

    def ask(self, question: Question, keep: bool = False) -> None:
        """Ask a question.

        keep: whether the text and the focus stay as they are.
        """
        self._question = question
        self.field.setPlaceholderText(question.label)
        self.field.setAccessibleName(question.label)
        self.set_hint(question.hint)
        if not keep:
            self.field.setText(question.text)
            self.field.selectAll()
            self.field.setFocus()
        self._on_edited(self.field.text())

    def settle(self) -> None:
        """Return to the next card."""
        self.ask(self._usual)

    def found_theme(self) -> int | None:
        """Return the id of the theme that the letters mean, or None."""
        typed = self.field.text()
        return next(iter(found(typed, self._themes)), None) if typed.strip() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle Tab, Escape, Down, and pasting of several lines."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Paste) and self._paste():
                return True
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._join()
                return True
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Escape):
                self._on_key(event.key())
                return True
        return super().eventFilter(watched, event)

    def _paste(self) -> bool:
        lines = lines_of(QGuiApplication.clipboard().text())
        if len(lines) < 2 or self.asked:
            return False
        self.pasted.emit(lines)
        return True

    def _join(self) -> None:
        like = self._like(self.field.text())
        if like is not None:
            self.joined.emit(self.field.text().strip(), like.id)

    def _on_key(self, key: int) -> None:
        if key == Qt.Key.Key_Tab:
            self.tabbed.emit()
        elif key == Qt.Key.Key_Escape and (self.asked or self.field.text()):
            self._give_back()
        else:
            self.left.emit()

    def _on_entered(self, text: str) -> None:
        question, theme = self._question, self.found_theme()
        if question.done(text.strip(), theme if question.choosing else None) is not False:
            self._give_back()

    def _give_back(self) -> None:
        """Return to the next card, or to what the question was about."""
        about_chosen = self._question.about_chosen
        self.settle()
        if about_chosen:
            self.left.emit()

    def _on_edited(self, text: str) -> None:
        theme = self.found_theme() if self._question.choosing else None
        ghost, chip = f"→ {self._themes[theme]}" if theme is not None else "", ""
        if not self.asked:
            like = self._like(text)
            ghost = say("Shift+Enter: the same idea") if like else ""
            chip = _remark(like) if like else ""
        elif self._question.choosing and theme is None and text.strip():
            ghost = say("→ a new theme") if self._question.makes else ""
            chip = "" if self._question.makes else say("no theme is called that")
        self.set_ghost(ghost)
        self.set_chip(chip)

    def _like(self, text: str) -> Likeness | None:
        """Return the card that a text is like, unless a question is asked."""
        if self.asked or not text.strip():
            return None
        if self._known.texts is not self._cards:
            self._known = KnownCards(self._cards, self._known)
        return self._known.like(text)


def _remark(like: Likeness) -> str:
    text = _short(like.text)
    return (
        say("already there: “{text}”", text=text)
        if like.exactly
        else say("like “{text}”?", text=text)
    )


def _short(text: str) -> str:
    return text if len(text) <= 34 else text[:33] + "…"
