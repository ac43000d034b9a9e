"""The rail: where one can go, where one is, and the room screen at its foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.rooms import Room, digit, shortcut
from ui.widgets.buttons import paint_cap
from ui.widgets.labels import restyle

_SIDES = 22  # px beside the entries


class RailButton(QPushButton):
    """One entry: icon and name, its key at the right; narrow, only the icon."""

    def __init__(self, name: str, icon: str, mark: str, keys: str) -> None:
        super().__init__()
        self._name = name
        self._icon = icon
        self._mark = mark
        self._narrow = False
        self.setCheckable(True)
        self.setProperty("role", "rail")
        self.setAccessibleName(name)
        self.setAccessibleDescription(keys)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.tint)
        self.set_narrow(False)
        self.tint(False)

    def rename(self, name: str) -> None:
        """Say something else."""
        self._name = name
        self.setAccessibleName(name)
        self.set_narrow(self._narrow)

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone, the name in its tooltip."""
        self._narrow = narrow
        self.setText("" if narrow else self._name.replace("&", "&&"))
        side = theme.px(22)
        self.setIconSize(QSize(side + (0 if narrow else theme.px(9)), side))
        restyle(self, narrow=narrow)
        self.setToolTip(f"{self._name}  {self.accessibleDescription()}")

    def sizeHint(self) -> QSize:
        """Wide enough for the name and the key beside it."""
        hint = super().sizeHint()
        if not self._narrow and self._mark:
            mark = QFontMetrics(theme.font("tiny")).horizontalAdvance(self._mark)
            hint.setWidth(hint.width() + mark + theme.px(4))
        return hint

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses; up and down are the rail's."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and its key."""
        super().paintEvent(event)
        if self._narrow or not self._mark:
            return
        painter = QPainter(self)
        if self.property("role") == "room":
            paint_cap(painter, QRectF(self.rect()), self._mark, "deep")
        else:
            painter.setFont(theme.font("tiny"))
            painter.setPen(theme.colour("deep" if self.isChecked() else "soft"))
            box = QRectF(self.rect()).adjusted(0, 0, -theme.px(11), 0)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, side, self._mark)
        painter.end()

    def tint(self, checked: bool) -> None:
        """Colour the icon by whether one is here."""
        room = self.property("role") == "room"
        reached = checked or room  # Tab enters the rail where one is; arrows go on from there
        policy = Qt.FocusPolicy.StrongFocus if reached else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)
        self.setIcon(theme.icon(self._icon, "deep" if checked or room else "soft"))


class Rail(QFrame):
    """The rooms as exclusive buttons. `chosen(key)`; `room_screen_asked` from the foot."""

    chosen = Signal(str)
    room_screen_asked = Signal()

    def __init__(self, rooms: Sequence[Room], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setAccessibleName(say("Rooms"))
        self._group = QButtonGroup(self)
        self._keys = [room.key for room in rooms]
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 10, 12)
        column.setSpacing(3)
        for number, room in enumerate(rooms):
            key = digit(number + 1)
            made = RailButton(
                say(room.title), room.icon, f"^{key}" if key else "", shortcut(number + 1)
            )
            self._group.addButton(made, number)
            column.addWidget(made)
        column.addStretch(1)
        self._column = column
        self.room_button = RailButton(say("Room screen"), "projector-screen", "F5", "F5")
        self.room_button.setProperty("role", "room")
        self.room_button.tint(False)
        self.room_button.clicked.connect(lambda _on: self.room_screen_asked.emit())
        column.addWidget(self.room_button)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._keys[number]))
        self.set_narrow(False)

    def show_current(self, key: str) -> None:
        """Mark where one is."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def add_thumbnail(self, thumbnail: QWidget) -> None:
        """Show what the room sees above the button of the room screen, in what height is left."""
        self._column.insertWidget(self._column.count() - 1, thumbnail, 100)

    def show_screen(self, opened: bool, blank: bool) -> None:
        """Say at the foot whether the room sees something."""
        self.room_button.setChecked(opened)
        name = say("Room: blank") if opened and blank else say("Room screen")
        self.room_button.rename(name)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone when words would leave too little for the page."""
        entries = [*self._group.buttons(), self.room_button]
        for entry in entries:
            if isinstance(entry, RailButton):
                entry.set_narrow(narrow)
        words = max(entry.sizeHint().width() for entry in entries) + _SIDES
        self.setFixedWidth(theme.px(22) + 52 if narrow else max(theme.px("rail"), words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move between the rooms."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        focused = self.focusWidget()
        if step is None or not isinstance(focused, QPushButton) or focused is self.room_button:
            super().keyPressEvent(event)
            return
        number = (self._group.id(focused) + step) % len(self._keys)
        self._group.button(number).setFocus()
