"""A dialog with a long text to read, by keyboard too."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.widgets.buttons import button
from ui.widgets.labels import label


def show_text(over: QWidget | None, title: str, lead: str, text: str) -> None:
    """Show a text under a title and a sentence on it, until the dialog is closed."""
    dialog = QDialog(over)
    dialog.setWindowTitle(title)
    dialog.setAccessibleName(title)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 20, 24, 20)
    column.setSpacing(14)
    column.addWidget(label(title, "section", wrap=True))
    column.addWidget(label(lead, "soft", wrap=True))
    shown = QPlainTextEdit(text)
    shown.setReadOnly(True)
    shown.setAccessibleName(title)
    shown.setTabChangesFocus(True)
    column.addWidget(shown, 1)
    close = button(say("Close"), slot=dialog.accept, main=True)
    close.setDefault(True)
    column.addWidget(close)
    room = dialog.screen().availableSize()
    dialog.resize(min(theme.px(620), room.width() - 60), min(theme.px(460), room.height() - 60))
    shown.setFocus()
    dialog.exec()
    dialog.deleteLater()
