"""Typing in a cell of the plan: Enter and Tab file it, Escape leaves it, a refused text stays selected."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.agenda.plan.plan_model import PlanModel
from ui.kit import theme

Index: TypeAlias = QModelIndex | QPersistentModelIndex
CellField: TypeAlias = QLineEdit | QPlainTextEdit
_STEPS = {  # rows and columns that a key goes on by, once what was typed is filed
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}
_LINES = 4  # of a field for prose


class CellTyping(QStyledItemDelegate):
    """Makes the field of a cell and takes its keys; the table paints by a subclass."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a field: of several lines for prose, with what can be chosen where that is known."""
        model = index.model()
        assert isinstance(model, PlanModel)
        column = model.columns[index.column()]
        field: CellField = QPlainTextEdit(parent) if column.prose else QLineEdit(parent)
        field.setAccessibleName(column.title)
        if isinstance(field, QLineEdit) and column.choices is not None:
            known = QCompleter(list(column.choices()), field)
            known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            known.setFilterMode(Qt.MatchFlag.MatchContains)
            field.setCompleter(known)
        return field

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Lay the field over its cell, over those below it where there are several lines."""
        box = option.rect
        if isinstance(editor, QPlainTextEdit):
            box.setHeight(max(box.height(), editor.fontMetrics().height() * _LINES + theme.px(16)))
        editor.setGeometry(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the text of the cell into the field, once: what is being typed is never overwritten."""
        if editor.property("filled"):
            return
        editor.setProperty("filled", True)
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
        select_all(editor)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """File the text; one that is refused stays in the field, selected."""
        if editor.property("filed"):
            return
        filed = model.setData(index, typed(editor))
        editor.setProperty("filed", filed)
        if not filed:
            select_all(editor)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """File on Enter and Tab, and go on from the cell; leave Shift+Enter to a field of several lines."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            prose = isinstance(editor, QPlainTextEdit)
            if step is not None and not (prose and shifted and step == (1, 0)):
                self._file(editor, step)
                return True
            if prose and event.key() != Qt.Key.Key_Escape:
                return False
        return super().eventFilter(editor, event)

    def _file(self, editor: QObject, step: tuple[int, int]) -> None:
        assert isinstance(editor, QWidget)
        self.commitData.emit(editor)
        if editor.property("filed"):
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            table = self.parent()
            step_on = getattr(table, "step", None)
            if step_on is not None:
                step_on(*step)


def typed(editor: QWidget) -> str:
    """Return what is in a field."""
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    assert isinstance(editor, QLineEdit)
    return editor.text()


def select_all(editor: QWidget) -> None:
    """Select the text of a field, so that typing replaces it."""
    if isinstance(editor, QPlainTextEdit):
        cursor = editor.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        editor.setTextCursor(cursor)
    elif isinstance(editor, QLineEdit):
        editor.selectAll()
