"""The view of the wall, which turns mouse and keys into gestures and signals; it changes no data."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.themes.wall.wall_gestures import DragCards, Lasso
from ui.themes.wall.wall_scene import Shown, WallScene
from ui.widgets.canvas.gesture import Gesture, Pan
from ui.widgets.canvas.gesture_view import GestureView
from ui.widgets.canvas.zoom_view import STEP, text_scale
from upstream_workshop.themes.wall.wall_layouts import Box, next_card

_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_SMALLEST: Final = 0.9  # of the text size: what would be smaller is not shown whole at first
_ADDING: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class WallView(GestureView):
    """The wall, in columns or with free places.

    `dropped(card ids, theme id or None, places)` is emitted when cards were dragged, `asked_menu(QPoint)`
    with a point of the screen, `opened()` on a double click, and `escaped()` on Escape while no gesture
    goes on.
    """

    dropped = Signal(tuple, object, object)
    asked_menu = Signal(QPoint)
    opened = Signal()
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.wall = WallScene()
        super().__init__(self.wall, parent)
        self.wall.setParent(self)
        self._lead: int | None = None  # the card from which arrows go on
        self.setAccessibleName(say("Wall of cards"))
        self.setAccessibleDescription(say("The outline shows the same cards as a list."))

    # what is shown

    def show_wall(self, shown: Shown) -> None:
        """Show a wall; what is selected stays so or, if it is gone, what took its place is selected.

        A gesture under which the wall has changed, such as a drag of a card that is gone, is cancelled.
        """
        if shown != self.wall.shown:
            self.cancel_gesture()
        order, chosen = [*self.wall.layout.cards], self.wall.selected()
        homes = {id_: self.wall.items_of[id_].card.theme_id for id_ in chosen}
        other = shown.free != self.wall.shown.free
        if other:
            self.remember_zoom()
        self.wall.mirror(shown)
        stayed = [id_ for id_, home in homes.items() if self._is_in(id_, home)]
        if chosen and not stayed:
            stayed = [id_ for id_ in _next_to(order, chosen) if self._is_in(id_, homes[chosen[0]])][
                :1
            ]
        self.wall.select(stayed, self.wall.chosen_theme)
        if other:
            self.recall_zoom()
        else:
            self.fit_if_unzoomed()

    def selected_cards(self) -> tuple[int, ...]:
        """Return the ids of the selected cards."""
        return self.wall.selected()

    def current_theme(self) -> int | None:
        """Return the theme whose title is selected, or that of all selected cards, or None."""
        return self.wall.chosen_theme or self.wall.theme_of(self.wall.selected())

    def select_card(self, card_id: int) -> None:
        """Select a card and scroll to it."""
        self.show_cards([card_id])

    def show_cards(self, card_ids: Collection[int]) -> None:
        """Select cards and scroll to them, to the last of them if they are far apart."""
        self.wall.select(card_ids)
        self._lead = next(reversed([*card_ids]), None)
        if self._lead is not None and self._lead in self.wall.items_of:
            self._bring(self.wall.layout.cards[self._lead])

    def select_theme(self, theme_id: int) -> None:
        """Select the title of a theme, scroll to it and take the focus."""
        if theme_id in self.wall.layout.grounds:
            self.wall.select((), theme_id)
            self._bring(self.wall.heads()[theme_id])
            self.setFocus()

    def take_focus(self) -> None:
        """Take the focus, and select a card if nothing is selected."""
        self.setFocus()
        if not self.wall.selected() and self.wall.chosen_theme is None and self.wall.items_of:
            self.select_card(next(iter(self.wall.layout.cards)))

    def fit(self) -> None:
        """Show the whole wall, however small, until another zoom is chosen."""
        self._show_area(self.wall.content())
        self._keep_zoom()

    def fit_if_unzoomed(self) -> None:
        """Show all of a small wall, and the beginning of a large one at a size that can be read."""
        area, port = self.wall.content(), self.viewport().rect()
        if area.isEmpty() or self.is_busy() or self.is_zoomed():
            return
        whole = min(port.width() / area.width(), port.height() / area.height())
        scale = min(max(whole, _SMALLEST * text_scale()), text_scale())
        self.show_from(area.topLeft(), scale)

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin the gesture that belongs to the button and to what is under the mouse pointer."""
        if self.is_busy():
            return
        at, button, adding = event.position(), event.button(), bool(event.modifiers() & _ADDING)
        if button == Qt.MouseButton.MiddleButton:
            self._begin(Pan(at, self.pan), button)
        elif button == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._begin(self._gesture_at(self.place_at(at), adding), button)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the card or the title that was clicked."""
        if event.button() != Qt.MouseButton.LeftButton:
            self.mousePressEvent(event)
            return
        place = self.place_at(event.position())
        if self.wall.card_at(place) or self.wall.title_at(place):
            self.opened.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; zoom around the mouse pointer with Control."""
        turned, pixels = event.angleDelta(), event.pixelDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(math.pow(STEP, turned.y() / 120), event.position())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(turned.x() or turned.y(), 0)
        else:
            by = turned if pixels.isNull() else pixels
            self.pan(by.x(), by.y())
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Select what is under the mouse, unless it is selected, and ask for the menu of the selection."""
        event.accept()
        if self.is_busy():
            return
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            self.asked_menu.emit(self.viewport().mapToGlobal(self.viewport().rect().center()))
            return
        place = self.place_at(event.pos())
        card, title = self.wall.card_at(place), self.wall.title_at(place)
        if card is None:
            self.wall.select((), title)
        elif not card.isSelected():
            self.wall.select([card.card.id])
        self.asked_menu.emit(event.globalPos())

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the selection, zoom, or cancel a gesture; leave other keys to the page."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.cancel()
        elif key in _ARROWS:
            self._go(*_ARROWS[key], bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.wall.select([*self.wall.items_of])
        elif key == Qt.Key.Key_F and not event.modifiers():
            self.fit()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.zoom(STEP**2 if key == Qt.Key.Key_PageUp else STEP**-2)
        else:
            event.ignore()

    def cancel(self) -> None:
        """Cancel the gesture that goes on, or say that Escape was pressed."""
        if not self.cancel_gesture():
            self.escaped.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Paint anew what is cached when the colours change."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.resetCachedContent()

    # inside

    def _gesture_at(self, place: QPointF, adding: bool) -> Gesture | None:
        item, title = self.wall.card_at(place), self.wall.title_at(place)
        if item is not None:
            self._lead = item.card.id
            if adding:
                self.wall.select({*self.wall.selected()} ^ {item.card.id})
            elif not item.isSelected():
                self.wall.select([item.card.id])
            return DragCards(self.wall, place, self.wall.selected(), self._drop)
        if title is not None:
            self.wall.select((), title)
            held = next(group for group in self.wall.shown.groups if group.theme_id == title)
            ids = [card.id for card in held.cards]
            movable = self.wall.shown.free and ids
            return DragCards(self.wall, place, ids, self._drop, title) if movable else None
        if not adding:
            self.wall.select(())
        return Lasso(self.wall, place, adding)

    def _drop(self, cards: tuple[int, ...], theme_id: int | None, places: object) -> None:
        self.dropped.emit(cards, theme_id, places)
        self.wall.select(cards)

    def _go(self, across: int, down: int, grows: bool) -> None:
        """Select the next card or title in a direction; with Shift, select the card too."""
        titles = {} if grows else {-id_: box for id_, box in self.wall.heads().items() if id_}
        places = {**self.wall.layout.cards, **titles}
        start = -self.wall.chosen_theme if self.wall.chosen_theme else self._from()
        if start not in places:
            self.take_focus()
            return
        found = next_card(places, start, across, down)
        if found is None:
            return
        if found < 0:
            self.select_theme(-found)
            return
        self.wall.select([*self.wall.selected(), found] if grows else [found])
        self._lead = found
        self._bring(self.wall.layout.cards[found])

    def _from(self) -> int:
        chosen = self.wall.selected()
        return self._lead if self._lead in chosen else next(iter(chosen), 0)

    def _bring(self, box: Box) -> None:
        """Scroll to a box if it is not seen, with some room around it."""
        area = QRectF(*box).adjusted(-20, -20, 20, 20)
        seen = QRectF(self.place_at(QPoint()), self.place_at(self.viewport().rect().bottomRight()))
        if not seen.contains(area):
            by = QPointF(_beyond(area.left(), area.right(), seen.left(), seen.right()),
                         _beyond(area.top(), area.bottom(), seen.top(), seen.bottom()))  # fmt: skip
            self.show_place(seen.center() + by)

    def _is_in(self, card_id: int, theme_id: int | None) -> bool:
        item = self.wall.items_of.get(card_id)
        return item is not None and item.card.theme_id == theme_id


def _beyond(low: float, high: float, least: float, most: float) -> float:
    """Return by how much to scroll so that low to high is seen, which is the beginning if it is too long."""
    if low < least or high - low > most - least:
        return low - least
    return max(0.0, high - most)


def _next_to(order: list[int], gone: Collection[int]) -> list[int]:
    """Return what comes after the first of what is gone, then what came before it, nearest first."""
    at = order.index(next(iter(gone)))
    left = [id_ for id_ in order[:at][::-1] if id_ not in gone]
    return [id_ for id_ in order[at:] if id_ not in gone] + left
