"""Ctrl+K: every command, person, theme, workgroup and map by name."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from resources.words import say
from ui.kit import theme
from ui.widgets.inputs.clearing_line import ClearingLine
from ui.widgets.labels import label
from ui.window.commands.palette_items import PaletteItem

_SHOWN = 50
_CLOSE_ENOUGH = 70
HINT = Qt.ItemDataRole.UserRole + 1


def plain(text: str) -> str:
    """Lower case without accents, so that `sian` finds Siân."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def matches(text: str, offers: Sequence[PaletteItem]) -> list[PaletteItem]:
    """What has every typed word in it, beginnings first; near misses if nothing has."""
    words = plain(text).split()
    if not words:
        return list(offers[:_SHOWN])
    named = [(plain(offer.label), offer) for offer in offers]
    found = [pair for pair in named if all(word in pair[0] for word in words)]
    if not found:
        from rapidfuzz import fuzz, process  # loaded when first needed

        near = process.extract(
            plain(text), [name for name, _ in named], scorer=fuzz.WRatio, limit=5
        )
        return [named[place][1] for _, score, place in near if score >= _CLOSE_ENOUGH]
    found.sort(key=lambda pair: (not pair[0].startswith(words[0]), len(pair[0])))
    return [offer for _, offer in found[:_SHOWN]]


class OfferPainter(QStyledItemDelegate):
    """The words, and softly at the right the key or the room."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The line as styled, then its hint."""
        super().paint(painter, option, index)
        painter.save()
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("soft"))
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(option.rect.adjusted(0, 0, -theme.px(12), 0), side, index.data(HINT) or "")
        painter.restore()


class Palette(QDialog):
    """A field and the list it narrows; Enter runs, Escape clears the field and then leaves."""

    def __init__(self, offers: Sequence[PaletteItem], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(say("Find anything"))
        self._offers = tuple(offers)
        self._found: list[PaletteItem] = []
        self._model = QStandardItemModel(self)
        self.field = ClearingLine()
        self.field.setPlaceholderText(say("A command, a person, a theme, a group, a map"))
        self.field.setAccessibleName(say("Find anything"))
        self.field.textChanged.connect(self._narrow)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(OfferPainter(self.list))
        self.list.setAccessibleName(say("Found"))
        self.list.setProperty("framed", "false")
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._on_clicked)
        self._none = label(say("Nothing is called that."), "soft")
        frame = QFrame()
        frame.setProperty("role", "palette")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(14, 14, 14, 14)
        for part in (self.field, self._none, self.list):
            inner.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.resize(theme.px(620), theme.px(460))
        self._narrow("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, down, Enter; everything else is typing."""
        key = Qt.Key(event.key())
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_PageUp: -8,
        }
        if key in steps:
            self._move(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def open_over(self, window: QWidget) -> None:
        """Open over the upper part of a window, ready to type into."""
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + theme.px(70))
        self.show()
        self.field.setFocus()

    def found(self) -> list[PaletteItem]:
        """What the list shows now."""
        return list(self._found)

    def _narrow(self, text: str) -> None:
        self._found = matches(text, self._offers)
        self._model.clear()
        for offer in self._found:
            item = QStandardItem(offer.label)
            item.setData(offer.hint, HINT)
            spoken = f"{offer.label}, {offer.hint}" if offer.hint else offer.label
            item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
            self._model.appendRow(item)
        self._none.setVisible(not self._found)
        self._move(0)

    def _move(self, step: int) -> None:
        last = len(self._found) - 1
        row = max(0, min(last, self.list.currentIndex().row() + step))
        self.list.setCurrentIndex(self._model.index(row, 0))

    def _on_clicked(self, index: QModelIndex) -> None:
        self._run(index.row())

    def _run(self, row: int) -> None:
        if 0 <= row < len(self._found):
            self.accept()
            self._found[row].run()
