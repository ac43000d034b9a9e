"""A field for a date, typed as people say it; a calendar is one click or Alt+Down away."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidget, QWidgetAction

from resources.dates import day_words, long_date
from resources.typed_dates import typed_date
from resources.words import say
from ui.kit import theme
from ui.widgets.inputs.entry_line import GhostField


class DateField(GhostField):
    """A line that shows, after what is typed, the day it means; what it cannot read stays as it was typed.

    Up and Down go to the next day and the day before, Page Up and Page Down by a week.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        calendar = self.addAction(
            theme.icon("calendar-blank", "soft"), QLineEdit.ActionPosition.TrailingPosition
        )
        calendar.setToolTip(say("Calendar"))
        calendar.triggered.connect(self.open_calendar)
        self.textChanged.connect(self._show_reading)

    def day(self) -> date | None:
        """Return the day that the text means; None for an empty text and for one that means none."""
        return typed_date(self.text(), date.today())

    def set_day(self, day: date | None) -> None:
        """Show a day, or no text for None."""
        self.setText("" if day is None else long_date(day))

    def unread(self) -> str:
        """Return why the text is no answer, or nothing."""
        typed = self.text().strip()
        if not typed or self.day() is not None:
            return ""
        return say(
            "“{typed}” is no date: type one such as 4 Dec, in March or two weeks", typed=typed
        )

    def open_calendar(self) -> None:
        """Show a calendar below the field; a day that is chosen in it becomes the text."""
        menu, shown = QMenu(self), QCalendarWidget()
        day = self.day() or date.today()
        shown.setSelectedDate(QDate(day.year, day.month, day.day))
        entry = QWidgetAction(menu)
        entry.setDefaultWidget(shown)
        menu.addAction(entry)

        def choose(chosen: QDate) -> None:
            self.set_day(date(chosen.year(), chosen.month(), chosen.day()))
            menu.close()

        shown.clicked.connect(choose)
        shown.activated.connect(choose)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        shown.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another day on arrow and page keys; open the calendar on Alt+Down."""
        keys = Qt.Key
        steps = {keys.Key_Up: 1, keys.Key_Down: -1, keys.Key_PageUp: 7, keys.Key_PageDown: -7}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif not self.unread():
            self.set_day((self.day() or date.today()) + timedelta(step))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the day out that was understood."""
        super().focusOutEvent(event)
        if (day := self.day()) is not None:
            self.set_day(day)

    def _show_reading(self, text: str) -> None:
        day = self.day()
        words = day_words(day)
        self.ghost = "" if day is None or text == long_date(day) else f"  {words}"
        self.setAccessibleDescription(words)
        self.update()
