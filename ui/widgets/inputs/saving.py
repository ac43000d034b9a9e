"""Questions about where a new file goes, and whether it may replace an existing one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from resources.words import say


def ask_new_file(parent: QWidget | None, title: str, offered: Path, kinds: str) -> Path | None:
    """Ask for the path of a new file; return None if cancelled.

    offered: the proposed path; its suffix is added to a name without it.
    kinds: the filter of the file dialog.

    Qt would ask about replacing before the suffix is added, so it does not ask here: see
    `ask_replace`.
    """
    quiet = QFileDialog.Option.DontConfirmOverwrite
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(offered), kinds, "", quiet)
    return _ending(Path(chosen), offered.suffix) if chosen else None


def ask_replace(parent: QWidget | None, title: str, path: Path) -> bool:
    """Ask whether an existing file may be replaced; Enter and Escape mean no."""
    words = say("{name} exists already. Replace it?", name=path.name)
    return ask_first(parent, title, words, say("Replace"))


def ask_first(parent: QWidget | None, title: str, words: str, go_on: str) -> bool:
    """Ask whether to do something that cannot be undone; Enter and Escape mean no.

    go_on: the text of the button that means yes.
    """
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
