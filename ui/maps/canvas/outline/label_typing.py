"""The field in the outline in which the name of a factor, or a new line, is typed in place."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from resources.words import say
from ui.widgets.lists.wrapped_rows import Index, WrappedRows

NEW: Final = "new"  # the part that a row is in which something new is typed


class LabelTyping(WrappedRows):
    """Makes the field, in rows whose words are wrapped.

    `typed(factor id, str)` carries another name, and the tree itself is not changed.
    `entered(str)` carries a line that was typed in a new row and ended by Enter, `tabbed(str)` by Tab.
    begins: what the next field begins with in place of the present name, such as a name that was refused.
    """

    typed = Signal(int, str)
    entered = Signal(str)
    tabbed = Signal(str)

    begins: str | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a field of one line."""
        field = QLineEdit(parent)
        field.setAccessibleName(say("What goes up or down"))
        if _part(index) == NEW:
            asked = say("A factor, or two names and a sign")
            field.setAccessibleName(asked)
            field.setPlaceholderText(asked)
            field.setProperty(NEW, True)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the name into the field, selected."""
        text, self.begins = self.begins, None
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data() or "") if text is None else text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Emit the name once, if it is another; a field that is closed loses the focus as well."""
        if editor.property("filed"):
            return
        editor.setProperty("filed", True)
        if not isinstance(editor, QLineEdit) or editor.text() == index.data():
            return
        part, factor_id = index.data(Qt.ItemDataRole.UserRole)
        if part == NEW:
            self.entered.emit(editor.text())
        else:
            self.typed.emit(factor_id, editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Emit `tabbed` on Tab in a new row, in which something was typed."""
        if (
            isinstance(editor, QLineEdit)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and editor.property(NEW)
        ):
            editor.setProperty("filed", True)
            self.tabbed.emit(editor.text())
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            return True
        return super().eventFilter(editor, event)


def _part(index: Index) -> str:
    """Return of what an index is: a factor, or a new row."""
    part: str = index.data(Qt.ItemDataRole.UserRole)[0]
    return part
