"""The field in the outline in which the name of a factor is typed in place."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from resources.words import say

Index: TypeAlias = QModelIndex | QPersistentModelIndex


class LabelTyping(QStyledItemDelegate):
    """Makes the field; `typed(factor id, str)` carries another name, and the tree itself is not changed.

    begins: what the next field begins with in place of the present name, such as a name that was refused.
    """

    typed = Signal(int, str)

    begins: str | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a field of one line."""
        field = QLineEdit(parent)
        field.setAccessibleName(say("What goes up or down"))
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
        if isinstance(editor, QLineEdit) and editor.text() != index.data():
            _part, factor_id = index.data(Qt.ItemDataRole.UserRole)
            self.typed.emit(factor_id, editor.text())
