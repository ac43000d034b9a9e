"""A layout that continues in the next row when a row is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Arranges items from left to right, in their preferred widths and as many rows as needed.

    centred: whether each row is in the middle.
    apart: the index of the item from which on items are at the right end of the row, if all fit
    into one; None for all at the left.

    The preferred size is one row, the least width that of the widest item.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        spacing: int = 10,
        apart: int | None = None,
        centred: bool = False,
    ) -> None:
        self._heights: dict[int, int] = {}  # by width, until something in it changes
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._apart = apart
        self._centred = centred
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Append an item."""
        self._items.append(item)
        self.invalidate()

    def insert(self, index: int, widget: QWidget) -> None:
        """Insert a widget before the item at an index."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the item at an index, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return the item at an index, or return None."""
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        """Return horizontal if some items are at the right end."""
        return Qt.Orientation(0) if self._apart is None else Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Return True: a narrower layout has more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows at a width."""
        if width not in self._heights:
            self._heights[width] = self._laid_out(QRect(0, 0, width, 0), moving=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget the heights: something in it has another size or is hidden."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, area: QRect) -> None:
        """Move all items to their places."""
        super().setGeometry(area)
        self._laid_out(area, moving=True)

    def sizeHint(self) -> QSize:
        """Return the size of all items in one row."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of a row with the widest item alone."""
        least = [item.minimumSize().expandedTo(QSize(0, 0)) for item in self._shown()]
        widest = max((size.width() for size in least), default=0)
        return QSize(widest, max((size.height() for size in least), default=0))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _laid_out(self, area: QRect, moving: bool) -> int:
        """Return the height of all rows; with `moving`, put every item in the middle of its row."""
        y = area.y()
        for row in self._rows(area.width()):
            tallest = max(size.height() for _item, _x, size in row)
            ends = row[-1][1] + row[-1][2].width()
            left = area.x() + ((area.width() - ends) // 2 if self._centred else 0)
            for item, x, size in row if moving else ():
                top = y + (tallest - size.height()) // 2
                item.setGeometry(QRect(QPoint(left + x, top), size))
            y += tallest + self.spacing()
        return max(0, y - self.spacing() - area.y())

    def _rows(self, room: int) -> list[list[tuple[QLayoutItem, int, QSize]]]:
        """Return the items of each row, each with its distance from the left and its size in pixels."""
        rows: list[list[tuple[QLayoutItem, int, QSize]]] = []
        spare, x = max(0, room - self.sizeHint().width()), 0
        for item in self._shown():
            hint = item.sizeHint()
            if self._apart is not None and item is self.itemAt(self._apart):
                x += spare
            if not rows:
                rows.append([])
            elif x > 0 and x + hint.width() > room:
                rows.append([])
                x = 0
            width = min(hint.width(), room)
            own = item.hasHeightForWidth() and width < hint.width()
            height = item.heightForWidth(width) if own else hint.height()
            rows[-1].append((item, x, QSize(width, height)))
            x += width + self.spacing()
        return rows
