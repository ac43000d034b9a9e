"""Asking where a new file goes, and whether it may take the place of one that is there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from resources.words import say


def ask_new_file(parent: QWidget | None, title: str, offered: Path, kinds: str) -> Path | None:
    """A path that ends as the one offered does; None when the user thought better of it.

    Qt would ask about replacing before the ending is added, so it asks nothing; see `ask_replace`.
    """
    quiet = QFileDialog.Option.DontConfirmOverwrite
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(offered), kinds, "", quiet)
    return _ending(Path(chosen), offered.suffix) if chosen else None


def ask_replace(parent: QWidget | None, title: str, path: Path) -> bool:
    """Whether the file that is there may be replaced; no is what Enter and Escape answer."""
    words = say("{name} exists already. Replace it?").format(name=path.name)
    return ask_first(parent, title, words, say("Replace"))


def ask_first(parent: QWidget | None, title: str, words: str, go_on: str) -> bool:
    """Whether to go on with what cannot be taken back; no is what Enter and Escape answer."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    going_on = box.addButton(go_on, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    return box.clickedButton() is going_on


def _ending(path: Path, suffix: str) -> Path:
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
