"""A picture of a large canvas from far away: all of it painted at once, without its words."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene
from shiboken6 import isValid

READABLE: Final = 0.3  # the least zoom at which words and signs are painted
MANY: Final = 300  # items from which on it is worth it


class CanvasItem(QGraphicsItem):
    """An item that can be selected, and can leave painting itself to a far layer."""

    def __init__(self) -> None:
        super().__init__()
        self._by_itself = True
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)

    def is_shown_by_itself(self) -> bool:
        """Return whether the item paints itself."""
        return self._by_itself

    def show_by_itself(self, alone: bool) -> None:
        """Set whether the item paints itself; what is far away the scene paints most of at once."""
        if alone != self._by_itself:
            self._by_itself = alone
            self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents, not alone)


class FarLayer:
    """Paints the items of a scene in a few strokes while their words cannot be read.

    Items paint themselves when they are near or few; from far away only those that stand out or are
    dragged do.

    items: returns the items of the scene, as they come and go.
    readable: the least scale at which items paint themselves.
    """

    def __init__(
        self,
        scene: QGraphicsScene,
        items: Callable[[], Collection[CanvasItem]],
        readable: float = READABLE,
    ) -> None:
        self._scene = scene
        self._items = items
        self._readable = readable
        self._scale = 1.0
        self._known: set[CanvasItem] = set()  # that paint themselves or not, as chosen
        self._alone: set[CanvasItem] = set()  # they paint themselves, though far away
        self._dragged: frozenset[CanvasItem] = frozenset()
        self._gathered = False
        self.shown = False

    def set_scale(self, scale: float) -> None:
        """Set the scale at which the scene is shown."""
        before, self._scale = self._scale, scale
        if (before < self._readable) != (scale < self._readable):
            self.choose()

    def renew(self) -> None:
        """Paint anew, since the items have changed and nothing is dragged any more."""
        self._dragged = frozenset()
        self.forget()
        self.choose()

    def leave_out(self, dragged: Collection[CanvasItem]) -> None:
        """Leave out what is being dragged; it paints itself."""
        if frozenset(dragged) != self._dragged:
            self._dragged = frozenset(dragged)
            self.forget()
            self.choose()

    def choose(self) -> None:
        """Choose which items paint themselves."""
        if not isValid(self._scene):
            return
        items = {*self._items()}
        shown = self._scale < self._readable and len(items) >= MANY
        changed = shown != self.shown
        for item in items if changed else items - self._known:
            item.show_by_itself(not shown)
        self._known = items
        self._alone = self._alone & items if shown and not changed else set()
        if changed:
            self.shown = shown
            self.repaint()
        if shown:
            self._choose_alone(items)

    def paint(self, painter: QPainter) -> None:
        """Paint what does not paint itself."""
        if not self.shown:
            return
        if not self._gathered:
            self.gather({*self._items()} - self._dragged)
            self._gathered = True
        self.paint_gathered(painter)

    def show_gathered(self) -> None:
        """Paint what a subclass has gathered by itself, until `renew`."""
        self._dragged, self._gathered, self.shown = frozenset(), True, True
        self.repaint()

    def gather(self, items: Collection[CanvasItem]) -> None:
        """Keep what is to be painted of these items."""
        raise NotImplementedError

    def paint_gathered(self, painter: QPainter) -> None:
        """Paint what was gathered last."""
        raise NotImplementedError

    def forget(self) -> None:
        """Gather anew before the next painting."""
        self._gathered = False
        self.repaint()

    def repaint(self) -> None:
        """Paint again what was gathered, wherever views keep it as a picture."""
        for view in self._scene.views():
            view.resetCachedContent()
        self._scene.update()

    def standing_out(self) -> set[CanvasItem]:
        """Return the items that paint themselves though far away: those that are selected."""
        return {item for item in self._scene.selectedItems() if isinstance(item, CanvasItem)}

    def _choose_alone(self, items: Collection[CanvasItem]) -> None:
        """Let what stands out or is dragged paint itself; the rest has been chosen."""
        alone = {item for item in self.standing_out() if item in items} | self._dragged
        for item in alone ^ self._alone:
            item.show_by_itself(item in alone)
        self._alone = alone
