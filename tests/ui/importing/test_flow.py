"""A foreign file of every kind, chosen and previewed as somebody does it, then left or taken in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.core import foreign
from tests.core.storage.test_undo import dump
from tests.core.workgroups.form_references import references
from tests.ui.importing import choosing
from tests.ui.showing import settled, shown
from ui.importing.flow import ImportFlow
from ui.importing.import_dialog import ImportDialog
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from upstream_workshop import rooms
from upstream_workshop.people import services as people
from upstream_workshop.people.queries import roster
from upstream_workshop.themes.queries import themes
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting import services as votes
from upstream_workshop.voting.papers import queries as paper_queries

FILES = foreign.files()
SHOWN = choosing.kinds()
Key = Qt.Key
Look = Callable[[Callable[[ImportDialog], Any]], None]


def test_every_kind_can_be_imported_in_the_window() -> None:
    assert set(SHOWN) == set(FILES) == set(rooms.imports())


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> Look:
    """Has the preview looked at, and then closed as the look decides."""
    return lambda look: monkeypatch.setattr(ImportDialog, "exec", look)


Flow = Callable[[str], ImportFlow]


@pytest.fixture
def flow(qtbot: QtBot, furnished_desk: Desk, jobs: Jobs) -> Flow:
    """Of a kind, its flow in a window that stays."""
    page = shown(qtbot, QWidget())
    return lambda kind: ImportFlow(furnished_desk, jobs, SHOWN[kind], page)


def file_of(kind: str, folder: Path, desk: Desk) -> Path:
    """Two lines that are new, and one that is not taken."""
    theme = desk.ask(themes)[0].title
    ballot = next(row for row in desk.ask(voting.ballots) if row.state == "open")
    option = ballot.options[0].wording
    first, second = (row.name for row in desk.ask(roster)[:2])
    question, promise, _ = desk.ask(references)
    content = FILES[kind].of_furnished(
        theme=theme, option=option, first=first, second=second, question=question, promise=promise
    )
    path = folder / f"{ballot.name}.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("kind", sorted(FILES))
def test_a_file_is_left_or_taken_in_as_one_step_and_then_is_nothing_new(
    qtbot: QtBot,
    furnished_desk: Desk,
    jobs: Jobs,
    flow: Flow,
    tmp_path: Path,
    looked_at: Look,
    kind: str,
) -> None:
    desk, made = furnished_desk, flow(kind)
    path = file_of(kind, tmp_path, desk)
    seen: list[tuple[str, str, int]] = []
    reported: list[tuple[str, object]] = []
    desk.reported.connect(lambda words: reported.append((words, desk.reported_step)))
    answers = iter([False, True, True])

    def look(dialog: ImportDialog) -> bool:
        name = dialog.keep.accessibleName()
        seen.append((dialog.counts.text(), name, len(dialog.refused.rows())))
        assert [one for one in dialog.findChildren(QPushButton) if not one.accessibleName()] == []
        return next(answers)

    looked_at(look)
    before, step = dump(desk.workshop), desk.workshop.last_step
    made.import_file(path)
    settled(jobs)
    assert dump(desk.workshop) == before, "left"
    assert (desk.workshop.last_step, reported) == (step, [])
    made.import_file(path)
    settled(jobs)
    taken = desk.workshop.last_step
    assert taken is not step
    assert [one for _, one in reported] == [taken], "one toast, with Undo of this step"
    made.import_file(path)
    settled(jobs)
    assert desk.workshop.last_step is taken
    words, about = reported[-1]
    known = "2 are here already" if FILES[kind].new == 2 else "1 is here already"
    assert words.startswith(f"Nothing is new, {known}")
    assert about is None
    (counts, keep, refused), again, third = seen
    assert (counts, keep, refused) == again
    assert keep == "Import"
    assert f"{refused} not taken" in counts
    assert refused == FILES[kind].refused
    assert third == (words, "Close", refused)
    desk.undo()
    assert dump(desk.workshop) == before


def test_escape_leaves_and_enter_takes_in(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs, flow: Flow, tmp_path: Path
) -> None:
    made = flow("cards")
    path = file_of("cards", tmp_path, furnished_desk)
    before = dump(furnished_desk.workshop)

    def press(key: Qt.Key) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(20, lambda: press(key))
            return
        qtbot.keyClick(dialog.focusWidget() or dialog, key)

    for key in (Key.Key_Escape, Key.Key_Return):
        assert dump(furnished_desk.workshop) == before
        QTimer.singleShot(20, lambda pressed=key: press(pressed))
        made.import_file(path)
        settled(jobs)
    assert furnished_desk.workshop.undo_label == "Import cards"


def test_what_is_done_while_a_file_is_tried_is_in_its_preview(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs, flow: Flow, tmp_path: Path, looked_at: Look
) -> None:
    seen: list[str] = []
    looked_at(lambda dialog: seen.append(dialog.counts.text()))

    def add(_ticket: object, title: str) -> None:
        if title.startswith("Trying") and not (furnished_desk.workshop.undo_label or "").startswith(
            "Add"
        ):
            furnished_desk.do("Add", people.add_participant, "Ann Lee")

    jobs.started.connect(add)
    path = tmp_path / "people.csv"
    path.write_text("Name\nAnn Lee\n", "utf-8")
    flow("people").import_file(path)
    settled(jobs)
    assert seen == ["Nothing is new, 1 is here already"]


def test_a_cancelled_import_shows_nothing(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs, flow: Flow, tmp_path: Path, looked_at: Look
) -> None:
    looked_at(lambda _dialog: pytest.fail("it was cancelled"))
    made = flow("people")
    for title in ("Reading", "Trying"):
        started = jobs.started.connect(
            lambda ticket, words, at=title: ticket.cancel() if words.startswith(at) else None
        )
        made.import_file(file_of("people", tmp_path, furnished_desk))
        settled(jobs)
        jobs.started.disconnect(started)


def test_papers_for_a_closed_ballot_are_refused_in_a_sentence_or_go_elsewhere(
    furnished_desk: Desk, jobs: Jobs, flow: Flow, tmp_path: Path, looked_at: Look
) -> None:
    desk, made = furnished_desk, flow("ballot-papers")
    ballots = desk.ask(voting.ballots)
    opened = next(row for row in ballots if row.state == "open")
    closed = next(row for row in ballots if row.state in ("closed", "revealed"))
    path = tmp_path / f"{closed.name}.csv"
    path.write_text(f"paper,{opened.options[0].wording}\n901,1\n", "utf-8")

    def look(dialog: ImportDialog) -> bool:
        assert not dialog.keep.isEnabled()
        assert closed.name in dialog.counts.text()
        box = dialog.questions.boxes["into"]
        box.setCurrentIndex(box.findData(opened.name))
        settled(jobs)
        assert dialog.keep.isEnabled()
        return True

    looked_at(look)
    made.import_file(path)
    settled(jobs)
    papers = [row.number for row in desk.ask(paper_queries.papers, opened.id)]
    assert "901" in papers
    for row in desk.ask(voting.ballots):
        if row.state == "open":
            desk.do(
                "Count", votes.issue_papers, row.id, 99, len(desk.ask(paper_queries.papers, row.id))
            )
            desk.do("Close", votes.close_ballot, row.id)

    def into_a_new_one(dialog: ImportDialog) -> bool:
        assert closed.name in dialog.counts.text()
        box = dialog.questions.boxes["into"]
        box.setCurrentIndex(box.findData(f"{closed.name} (2)"))
        settled(jobs)
        return dialog.keep.isEnabled()

    path.write_text("paper,Bread,Roses\n901,1,\n", "utf-8")
    looked_at(into_a_new_one)
    made.import_file(path)
    settled(jobs)
    assert [row.name for row in desk.ask(voting.ballots)][-1] == f"{closed.name} (2)"


def test_other_sheets_and_hidden_rows_are_chosen_in_the_preview(
    flow: Flow, jobs: Jobs, furnished_desk: Desk, looked_at: Look, tmp_path: Path
) -> None:
    book = Workbook()
    for title, cells in (("A", ("Name", "Ana Luz", "Bo Sten")), ("B", ("Full name", "Cy Dean"))):
        sheet = book.create_sheet(title)
        for cell in cells:
            sheet.append([cell, "x"])
    book["A"].row_dimensions[3].hidden = True
    book.save(tmp_path / "list.xlsx")

    def choose(dialog: ImportDialog, words: str) -> None:
        key = next(one.key for one in dialog.preview.questions if words in one.what)
        box = dialog.questions.boxes[key]
        box.setCurrentIndex(box.findData("take"))
        settled(jobs)

    def look(dialog: ImportDialog) -> bool:
        assert dialog.counts.text() == "1 new, 0 updated, 0 unchanged, 1 not taken"
        assert dialog.columns is not None
        assert "Full name" not in dialog.columns.combos
        choose(dialog, "“B”")
        choose(dialog, "hidden or filtered")
        assert dialog.counts.text() == "3 new, 0 updated, 0 unchanged, 0 not taken"
        assert dialog.columns.combos["Full name"].currentData() == "name"
        box = dialog.columns.combos["x"]
        box.setCurrentIndex(box.findData("role"))
        settled(jobs)
        assert {row.name for row in dialog.lines.rows()} == {"Ana Luz", "Bo Sten", "Cy Dean"}
        return True

    looked_at(look)
    before = {row.name for row in furnished_desk.ask(roster)}
    flow("people").import_file(tmp_path / "list.xlsx")
    settled(jobs)
    people_now = {row.name: row for row in furnished_desk.ask(roster)}
    assert set(people_now) - before == {"Ana Luz", "Bo Sten", "Cy Dean"}
    assert people_now["Cy Dean"].role == "x"


def test_an_answer_about_a_column_moves_its_box(
    qtbot: QtBot, flow: Flow, looked_at: Look, jobs: Jobs, tmp_path: Path
) -> None:
    source = tmp_path / "list.csv"
    source.write_text("Name,Consent for images\nAnn Lee,Yes\nGwenllïan,No\n", "utf-8")
    seen: list[tuple[Any, Any]] = []

    def look(dialog: ImportDialog) -> bool:
        assert dialog.columns is not None
        column = dialog.columns.combos["Consent for images"]
        (box,) = dialog.questions.boxes.values()
        before = column.currentData()
        box.setCurrentIndex(box.findData("directory"))
        settled(jobs)
        seen.append((before, dialog.columns.combos["Consent for images"].currentData()))
        return False

    looked_at(look)
    flow("people").import_file(source)
    settled(jobs)
    assert seen == [("photo", "directory")]


def test_every_question_is_reached_by_keyboard(
    qtbot: QtBot, flow: Flow, looked_at: Look, jobs: Jobs, tmp_path: Path
) -> None:
    """By Tab between the table and the buttons, from behind by Shift+Tab, and by the key that is said."""
    source = tmp_path / "list.csv"
    rows = "".join(f"Bo Sten {'abcdefghijklmnopqrstuvwxyz'[n]},hm\n" for n in range(26))
    source.write_text(f"Name,Photo consent\n{rows}", "utf-8")
    reached: list[list[QWidget | None]] = []

    def look(dialog: ImportDialog) -> bool:
        dialog.show()
        qtbot.waitUntil(lambda: len(dialog.questions.boxes) == 26)
        boxes: list[QWidget | None] = [*dialog.questions.boxes.values()]
        qtbot.waitUntil(lambda: all(box and box.isVisible() for box in boxes))
        dialog.refused.setFocus()
        for start, key in ((dialog.lines, Key.Key_Tab), (dialog.keep, Key.Key_Backtab)):
            start.setFocus()
            steps = [step(key) for _ in range(len(boxes) + 1)]
            reached.append(steps[: len(boxes)] if start is dialog.lines else steps[:0:-1])
        dialog.keep.setFocus()
        assert "26 questions are open" in dialog.still_open.whole()
        assert "Alt+Q" in dialog.still_open.whole()
        qtbot.keyClick(dialog, Key.Key_Q, Qt.KeyboardModifier.AltModifier)
        assert dialog.focusWidget() is boxes[0]
        qtbot.keyClick(dialog.focusWidget(), Key.Key_Down)
        settled(jobs)
        assert "25 questions are open" in dialog.still_open.whole()
        qtbot.keyClick(dialog, Key.Key_Q, Qt.KeyboardModifier.AltModifier)
        assert dialog.focusWidget() is boxes[1]
        reached.append(boxes)
        return False

    def step(key: Qt.Key) -> QWidget | None:
        qtbot.keyClick(QApplication.focusWidget(), key)
        return QApplication.focusWidget()

    looked_at(look)
    flow("people").import_file(source)
    settled(jobs)
    forwards, backwards, boxes = reached
    assert forwards == boxes
    assert backwards == boxes
