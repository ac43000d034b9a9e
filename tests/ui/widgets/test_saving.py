"""Where a new file goes: it ends as it should, and nothing is replaced without a question."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from ui.printing import output_questions
from ui.widgets import ask_new_file, ask_replace, unmarked
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files.writing import Replace


@pytest.mark.parametrize(
    ("chosen", "becomes"),
    [("a", "a.zip"), ("a.zip", "a.zip"), ("a.ZIP", "a.ZIP"), ("a.b", "a.b.zip")],
)  # fmt: skip
def test_the_ending_is_forced(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: str, becomes: str
) -> None:
    asked: list[object] = []

    def choose(*given: object) -> tuple[str, str]:
        asked.extend(given)
        return str(tmp_path / chosen), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    assert ask_new_file(None, "Archive", tmp_path / "x.zip", "*.zip") == tmp_path / becomes
    assert QFileDialog.Option.DontConfirmOverwrite in asked  # it would ask of another name


def test_only_the_button_replaces(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)

    def answer(key: Qt.Key) -> bool:
        def press() -> None:
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            assert box.text() == "<b>x.zip exists already. Replace it?"
            assert box.textFormat() == Qt.TextFormat.PlainText
            qtbot.keyClick(box, key)

        QTimer.singleShot(50, press)
        return ask_replace(owner, "Archive", tmp_path / "<b>x.zip")

    assert not answer(Qt.Key.Key_Return)
    assert not answer(Qt.Key.Key_Escape)

    def click() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(one for one in box.buttons() if one.text() == "Replace").click()

    QTimer.singleShot(50, click)
    assert ask_replace(owner, "Archive", tmp_path / "a.zip")


def test_what_is_no_archive_is_not_asked_about(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever writes refuses it, and says why."""
    monkeypatch.setattr(output_questions, "ask_replace", lambda *_: pytest.fail("asked"))
    owner = QWidget()
    qtbot.addWidget(owner)
    Workshop.create(tmp_path / "day.upstream").close()
    assert output_questions._may_replace(owner, tmp_path / "day.upstream")
    assert output_questions._may_replace(owner, tmp_path / "nothing.zip")
    with pytest.raises(WorkshopError, match="is not an archive"):
        output_questions.writing.refuse(
            tmp_path / "day.upstream", output_questions.ARCHIVE, Replace.SAME_KIND
        )


def test_words_that_look_like_markup_stay_words() -> None:
    assert unmarked("R&D < 5") == "R&D < 5"
    assert "&lt;b&gt;" in unmarked("<b>x.upstream")
