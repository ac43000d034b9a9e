"""Forms in a dialog: declared fields in, a dict of answers out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.widgets.buttons import button
from ui.widgets.inputs.fields import Control, Field, make_control
from ui.widgets.labels import label, name_by
from ui.widgets.scrolled import scrolled


class FormDialog(QDialog):
    """A dialog with a label above each field; Escape cancels, Ctrl+Enter accepts.

    title: the title.
    fields: the fields.
    values: the values to start with, by key.
    keep: the text of the button that accepts.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        fields: Sequence[Field],
        values: Mapping[str, Any],
        keep: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._fields = tuple(fields)
        self._controls: dict[str, Control] = {}
        self._missing = label("", "refusal", wrap=True)
        self._missing.hide()
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(label(title, "section", wrap=True))
        column.addWidget(self._body(values), 1)
        column.addWidget(self._missing)
        column.addLayout(self._buttons(keep or say("Keep")))
        self.setMinimumWidth(theme.px(460))
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)

    def control(self, key: str) -> QWidget:
        """Return the widget of a field, to connect to its signals."""
        return self._controls[key].widget

    def add_note(self, note: QWidget) -> None:
        """Add a widget below the fields."""
        self._column.insertWidget(2, note)

    def answers(self) -> dict[str, Any]:
        """Return the present values by key."""
        return {key: control.value() for key, control in self._controls.items()}

    def accept(self) -> None:
        """Close if every answer is read and no needed one is missing; otherwise say which one is not.

        What was typed stays.
        """
        for field in self._fields:
            if refusal := self._refusal(field):
                self._missing.setText(refusal)
                self._missing.show()
                self.control(field.key).setFocus()
                return
        super().accept()

    def _refusal(self, field: Field) -> str:
        control = self._controls[field.key]
        if unread := control.unread():
            return say("{field}: {what}.", field=field.label, what=unread)
        if field.needed and control.value() in ("", None):
            return say("{field} is needed.", field=field.label)
        return ""

    def showEvent(self, event: QShowEvent) -> None:
        """Focus the first field and select its text.

        Without a writable field, focus the button Keep.
        """
        super().showEvent(event)
        controls = [control.widget for control in self._controls.values()]
        writable = (each for each in controls if each.focusPolicy() & Qt.FocusPolicy.TabFocus)
        next(writable, self._keep).setFocus(Qt.FocusReason.TabFocusReason)

    def _body(self, values: Mapping[str, Any]) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for field in self._fields:
            control = make_control(field, values.get(field.key))
            self._controls[field.key] = control
            if field.kind != "bool":
                words = label(field.label, "small")
                name_by(words, control.widget)
                column.addWidget(words)
            column.addWidget(control.widget)
            column.addSpacing(6)
        area = scrolled(inner)
        room = self.screen().availableSize().height() - theme.px(230)
        area.setMinimumHeight(min(inner.sizeHint().height() + 4, room))
        return area

    def _buttons(self, keep: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = button(say("Cancel"), slot=self.reject)
        cancel.setAutoDefault(False)
        row.addWidget(cancel)
        self._keep = button(keep, slot=self.accept, main=True)
        self._keep.setDefault(True)
        row.addWidget(self._keep)
        return row


def ask_form(
    parent: QWidget | None,
    title: str,
    fields: Sequence[Field],
    values: Mapping[str, Any] | None = None,
    keep: str = "",
) -> dict[str, Any] | None:
    """Show a form and return its answers by key, or None if it was cancelled."""
    dialog = FormDialog(parent, title, fields, values or {}, keep)
    try:
        return dialog.answers() if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
