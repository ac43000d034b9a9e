"""Print & archive as a user meets it: choose, look, write, seal, prove."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from exports import catalogue
from exports.archive import drawing_processes
from exports.archive.verify import verify
from tests.exports.archive.test_drawing import OUTSIDE, children
from tests.ui.showing import settled, shown
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.printing import archiving, output_questions
from ui.printing import page as printing
from ui.printing.checking import CHECKING, FRESH, STALE, Line
from ui.printing.page import PrintingPage
from ui.widgets import Field, FormDialog
from ui.window.main_window import MainWindow
from ui.window.print_log import PrintLog
from upstream_workshop.agenda import queries as agenda
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.people import queries
from upstream_workshop.people import services as people
from upstream_workshop.privacy import Edition
from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.rooms import imports
from upstream_workshop.whole.rehearsals import Request


@pytest.fixture(autouse=True)
def given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The result of the furnished vote may go out; see test_given_out.py."""
    monkeypatch.setattr(printing, "ask_given_out", lambda _parent: True)


@pytest.fixture
def page(qtbot: QtBot, furnished_desk: Desk, jobs: Jobs) -> PrintingPage:
    """The page on a furnished session, of which one block was run."""
    first = furnished_desk.ask(agenda.agenda)[0]
    furnished_desk.do("Start", running_day.start, first.id, datetime.now())
    furnished_desk.do("End", running_day.finish, datetime.now())
    made = shown(qtbot, PrintingPage(furnished_desk, jobs))
    settled(jobs)
    return made


def line(page: PrintingPage, key: str) -> Line:
    return next(line for line in page.table.rows() if line.id == key)


def test_every_output_is_listed_and_the_first_is_previewed(page: PrintingPage) -> None:
    assert [row.id for row in page.table.rows()] == [o.key for o in catalogue.OUTPUTS]
    assert page.table.hasFocus()
    settled(page.jobs)
    assert page.preview.pdf.pageCount() >= 1


@pytest.mark.parametrize("key", ["summary", "summary-page", "session-json", "maps-svg", "packs"])
def test_enter_gives_the_page_to_the_preview_and_escape_takes_it_back(
    page: PrintingPage, qtbot: QtBot, key: str
) -> None:
    """Whatever shows the output has the keys; a change meanwhile leaves all as it is."""
    page.show_row(key)
    settled(page.jobs)
    narrow = page.preview.view().width()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert not page.table.isVisible()
    assert page.preview.view().hasFocus()
    page.desk.do("Add", people.add_organisation, "A new one")
    settled(page.jobs)
    assert page.preview.view().hasFocus()
    qtbot.waitUntil(lambda: page.preview.view().width() > 1.5 * narrow)
    assert page.table.current_row().id == key
    qtbot.keyClick(page.preview.view(), Qt.Key.Key_Escape)
    assert page.table.hasFocus()
    assert page.table.current_row().id == key
    qtbot.mouseClick(page.preview.larger, Qt.MouseButton.LeftButton)
    page.preview.write.setFocus()
    qtbot.keyClick(page.preview.write, Qt.Key.Key_Escape)
    assert page.table.hasFocus()


def test_without_anything_to_print_no_preview_takes_the_page(
    qtbot: QtBot, desk: Desk, jobs: Jobs
) -> None:
    page = shown(qtbot, PrintingPage(desk, jobs))
    settled(jobs)
    page.show_large(True)
    assert page.header.isVisible()
    assert not page.preview.large
    desk.do("Add", people.add_participant, "Ade Okafor")
    qtbot.waitUntil(page.table.isVisible)
    page.show_large(True)
    assert not page.header.isVisible()
    desk.undo()
    qtbot.waitUntil(page.empty.isVisible)
    assert page.header.isVisible()


def test_going_down_the_list_previews_each(page: PrintingPage, qtbot: QtBot) -> None:
    for expected in catalogue.OUTPUTS[1:]:
        qtbot.keyClick(page.table, Qt.Key.Key_Down)
        assert page.table.current_row().id == expected.key
        settled(page.jobs)
        first = page.preview.files.itemText(0)
        if not first:
            continue  # there is nothing to write in this session
        assert first.endswith(expected.suffix)
        if expected.suffix == "pdf":
            assert page.preview.pdf.pageCount() >= 1
        elif expected.suffix == "html":
            assert page.preview.page.toPlainText()
        elif expected.suffix in ("png", "svg"):
            assert page.preview.picture.isVisibleTo(page.preview)
        else:
            assert page.preview.text.toPlainText()


def test_the_name_of_a_file_is_whole_beside_the_list(page: PrintingPage) -> None:
    page.resize(1366 - 216, 600)  # the page in a window on a small screen, beside the rail
    box = page.preview.files
    assert box.itemText(0) == "summary.pdf"
    assert box.width() >= box.sizeHint().width()


@pytest.mark.parametrize("percent", [100, 200])
def test_half_of_the_preview_is_pages_on_a_small_screen(
    qapp: QApplication,
    furnished_desk: Desk,
    jobs: Jobs,
    open_window: Callable[[Desk], MainWindow],
    percent: int,
) -> None:
    theme.apply(qapp, "light", percent, still=True)
    page = open_window(furnished_desk).go("print")
    assert isinstance(page, PrintingPage)
    settled(jobs)
    QApplication.processEvents()
    assert page.preview.view().height() > page.preview.height() / 2
    assert page.preview.named.isVisible()
    page.show_row("packs")
    assert page.preview.files.isVisible(), "of several files one can be chosen"


def test_one_file_of_many_can_be_chosen(page: PrintingPage, qtbot: QtBot) -> None:
    page.show_row("packs")
    assert page.preview.files.count() > 1
    settled(page.jobs)
    first = page.preview.pdf.getAllText(0).text()
    qtbot.keyClick(page.preview.files, Qt.Key.Key_Down)
    settled(page.jobs)
    assert page.preview.files.currentText()[:-4] in page.preview.pdf.getAllText(0).text()
    assert page.preview.pdf.getAllText(0).text() != first


def test_w_writes_everything_and_says_when(
    page: PrintingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "papers"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    told: list[str] = []
    page.desk.reported.connect(told.append)
    qtbot.keyClick(page.table, Qt.Key.Key_W)
    settled(page.jobs)
    assert (folder / "summary.pdf").read_bytes().startswith(b"%PDF")
    assert (folder / "data" / "people.csv").exists()
    assert "papers" in told[0]
    assert line(page, "agenda").written
    assert line(page, "agenda").state == FRESH


def test_what_was_written_goes_out_of_date_and_back(
    page: PrintingPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.write_to(tmp_path, ("agenda", "attendance"))
    qtbot.waitUntil(lambda: line(page, "agenda").written is not None)
    assert line(page, "packs").written is None
    page.desk.do("Sign up", people.add_participant, "Someone new")
    assert line(page, "attendance").state == CHECKING
    qtbot.waitUntil(lambda: line(page, "attendance").state == STALE)
    assert line(page, "attendance").since == "1 person joined since"
    assert line(page, "agenda").state == FRESH
    page.desk.undo()
    qtbot.waitUntil(lambda: line(page, "attendance").state == FRESH)


def test_what_was_printed_is_known_after_a_restart(
    page: PrintingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(tmp_path / "settings.ini")
    PrintLog(page.desk, settings, page)
    monkeypatch.setattr("ui.printing.preview.ask_printer", lambda *_: object())
    monkeypatch.setattr("ui.printing.preview.print_pdf", lambda *_: 1)
    page.show_row("workgroups")
    qtbot.waitUntil(page.preview.print.isEnabled)
    page.preview.print_shown()
    qtbot.waitUntil(lambda: line(page, "workgroups").written is not None)
    before, page.desk.outputs = page.desk.outputs, {}
    PrintLog(page.desk, Settings(settings.file), page)
    assert page.desk.outputs == before != {}
    settings.keep_printed(page.desk.workshop.identity, {"outputs": {"agenda": {}}})
    page.desk.outputs = {}
    PrintLog(page.desk, settings, page)
    assert page.desk.outputs == {}


def test_before_anything_is_read_every_output_is_listed_and_none_can_be_written(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs
) -> None:
    made = PrintingPage(furnished_desk, jobs)
    qtbot.addWidget(made)
    made.resize(1160, 700)
    made.show()
    assert len(made.table.rows()) == len(catalogue.OUTPUTS)
    assert not made.preview.write.isEnabled()
    assert not any(each.isVisible() for each in parts_filled_later(made))
    qtbot.waitUntil(made.preview.write.isEnabled)
    assert all(each.isVisible() for each in parts_filled_later(made)[:2])
    settled(jobs)
    assert made.preview.pdf.pageCount()
    assert parts_filled_later(made)[2].isVisible()


def parts_filled_later(page: PrintingPage) -> list[QWidget]:
    """What of the preview is of no use before there are files: their box, who is named, the pages."""
    pages = page.preview.findChild(QPdfView)
    return [page.preview.files, page.preview.named, pages]


def test_an_output_without_files_offers_none(page: PrintingPage) -> None:
    empty = next(row for row in page.table.rows() if row.files == 0)
    page.show_row(empty.id)
    assert not page.preview.files.isVisible()
    page.show_row("packs")
    assert page.preview.files.isVisible()
    assert page.preview.files.isEnabled()


def test_ten_changes_in_a_row_are_read_once(page: PrintingPage, qtbot: QtBot, jobs: Jobs) -> None:
    begun: list[str] = []
    jobs.started.connect(lambda _ticket, title: begun.append(title))
    before = line(page, "packs").files
    for number in range(10):
        page.desk.do("Sign up", people.add_participant, f"Newcomer {number}")
    assert not begun
    qtbot.waitUntil(lambda: line(page, "packs").files == before + 10)
    assert begun.count("Checking what has changed") == 1


def test_what_is_checked_is_never_read_on_the_thread_of_the_window(
    page: PrintingPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a report was read through the desk")

    monkeypatch.setattr(page.desk, "ask", refuse)
    page.desk.do("Sign up", people.add_participant, "Someone new")
    before = line(page, "packs").files
    qtbot.waitUntil(lambda: line(page, "packs").files == before + 1)


def test_nothing_is_read_of_a_session_that_was_left(
    page: PrintingPage, qtbot: QtBot, jobs: Jobs
) -> None:
    page.desk.do("Sign up", people.add_participant, "Someone new")
    begun: list[str] = []
    jobs.started.connect(lambda _ticket, title: begun.append(title))
    page.hide()
    qtbot.wait(200)
    assert not begun
    page.show()
    qtbot.waitUntil(lambda: "Checking what has changed" in begun)


def test_a_new_person_gets_a_pack(page: PrintingPage, qtbot: QtBot) -> None:
    before = line(page, "packs").files
    page.desk.do("Sign up", people.add_participant, "Gwŷn Ŵyllt")
    qtbot.waitUntil(lambda: line(page, "packs").files == before + 1)


def test_one_output_can_be_written_alone(
    page: PrintingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "one"))
    page.show_row("workgroups")
    qtbot.mouseClick(page.preview.write, Qt.MouseButton.LeftButton)
    settled(page.jobs)
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["workgroups.pdf"]


def test_an_archive_is_sealed_and_proved(page: PrintingPage, tmp_path: Path) -> None:
    told: list[str] = []
    page.desk.reported.connect(told.append)
    page.archive_to(tmp_path / "a.zip", "full")
    settled(page.jobs)
    assert told == ["a.zip is sound"]
    assert verify(tmp_path / "a.zip").sound


@pytest.fixture
def crowded(page: PrintingPage, monkeypatch: pytest.MonkeyPatch) -> PrintingPage:
    """The page on so many packs that other processes draw them."""
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(drawing_processes, "WORTH", 20)
    with page.desk.workshop.change("Sign up") as session:
        for number in range(80):
            people.add_participant(session, f"Siân Ŵyn {number}")
    settled(page.jobs)
    return page


@pytest.mark.parametrize("edition", ["full", "redacted"])
def test_an_archive_drawn_apart_is_cancelled_and_leaves_no_file(
    crowded: PrintingPage, tmp_path: Path, edition: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archiving, "ask_passages", lambda *_: {})
    shares: list[float] = []
    crowded.jobs.started.connect(lambda ticket, _: ticket.progressed.connect(cancel_once_it_draws))

    def cancel_once_it_draws(share: float, _doing: str) -> None:
        if share > 0:
            shares.append(share)
            crowded.jobs.cancel()

    crowded.archive_to(tmp_path / "a.zip", edition)
    settled(crowded.jobs)
    assert shares
    assert children() == []
    assert list(tmp_path.glob("*.zip*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other ways to end a process")
def test_an_archive_whose_drawing_is_killed_is_one_sentence_and_no_file(
    crowded: PrintingPage, tmp_path: Path
) -> None:
    told: list[str] = []
    crowded.jobs.failed.connect(told.append)
    crowded.jobs.started.connect(lambda ticket, _: ticket.progressed.connect(kill_once_it_draws))

    def kill_once_it_draws(share: float, _doing: str) -> None:
        for one in children() if share > 0 else ():
            one.kill()

    crowded.archive_to(tmp_path / "a.zip", "full")
    settled(crowded.jobs)
    assert told == [OUTSIDE]
    assert list(tmp_path.glob("*.zip*")) == []
    assert crowded.desk.do("Sign up", people.add_participant, "Somebody after it") is not None


def test_the_archive_button_asks_edition_and_place(
    page: PrintingPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(*_: object) -> dict[str, object]:
        return {"edition": "cohort", "until": None}

    monkeypatch.setattr(output_questions, "_ask_edition", ask)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "c.zip"), ""))
    next(c for c in page.commands() if "Seal" in c.label).run()
    settled(page.jobs)
    assert verify(tmp_path / "c.zip").sound


def test_a_changed_archive_is_refused_by_name(page: PrintingPage, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    page.archive_to(path, "full")
    settled(page.jobs)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    told: list[str] = []
    page.desk.refused.connect(told.append)
    page.verify_file(path)
    settled(page.jobs)
    assert "a.zip is not sound" in told[0]


def test_the_open_session_can_be_verified_and_still_written(page: PrintingPage) -> None:
    told: list[str] = []
    page.desk.reported.connect(told.append)
    page.verify_file(page.desk.workshop.path)
    settled(page.jobs)
    assert told
    assert "is sound" in told[0]
    assert page.desk.do("Sign up", people.add_participant, "Someone new") is not None


def test_a_folder_that_cannot_be_written_is_said(
    page: PrintingPage, jobs: Jobs, tmp_path: Path
) -> None:
    told: list[str] = []
    jobs.failed.connect(told.append)
    (tmp_path / "file").write_text("x")
    page.write_to(tmp_path / "file")
    settled(page.jobs)
    assert "is not a folder" in told[0]
    assert line(page, "agenda").written is None


def test_an_empty_session_says_what_to_do(qtbot: QtBot, desk: Desk, jobs: Jobs) -> None:
    made = PrintingPage(desk, jobs)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: not made.table.isVisible())
    desk.do("Sign up", people.add_participant, "Siân")
    qtbot.waitUntil(made.table.isVisible)


def test_every_control_says_its_name(page: PrintingPage) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QPlainTextEdit, QTableView

    for kind in (QAbstractButton, QComboBox, QPlainTextEdit, QTableView):
        for control in page.findChildren(kind):
            if control.isVisible():
                assert control.accessibleName() or getattr(control, "text", str)()


def test_each_output_says_how_many_people_it_names(page: PrintingPage, qtbot: QtBot) -> None:
    found = page.desk.ask(queries.roster)
    page.desk.do("Ask", people.amend_participant, found[0].id, directory="no")
    for one in found[1:]:
        page.desk.do("Ask", people.amend_participant, one.id, directory="yes", attribution="yes")
    page.show_row("people-csv")
    said = f"Names {len(found)} people; 1 said no to being listed"
    qtbot.waitUntil(lambda: page.preview.named.text() == said)
    assert page.preview.named.isVisible()
    page.show_row("posters")
    settled(page.jobs)
    assert page.preview.named.text() == "Names nobody"


def test_the_form_for_an_archive_says_how_many_people_each_edition_names(
    page: PrintingPage, qtbot: QtBot
) -> None:
    fields = (Field("edition", "Edition", "choice", choices=tuple((e, str(e)) for e in Edition)),)
    named = page._checked.archives
    dialog = output_questions.archive_form(page, fields, {"edition": Edition.FULL}, named)
    qtbot.addWidget(dialog)
    box = dialog.control("edition")
    told = []
    for place in range(box.count()):
        box.setCurrentIndex(place)
        told.append(box.accessibleDescription())
    assert told == list(named.values())
    assert told[0].startswith("Names 6 people")
    assert told[-1] == "Names nobody"


def test_the_form_for_an_archive_says_who_said_yes_only_with_a_condition(
    page: PrintingPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = (("Carys Pugh", "Yes, but only in groups"), ("Dai Rees", "Yes"), ("Elin Roberts", "No"))
    table = Table(
        "list.csv",
        ("Name", "Consent to photographs"),
        tuple(Row(number, cells) for number, cells in enumerate(rows, 2)),
    )
    reading = Request("people", "list.csv", table).reading()
    page.desk.do("Import people", imports()["people"].take, "list.csv", reading, {})
    page.checking.check()
    settled(page.jobs)
    told: list[str] = []

    def cancelled(dialog: FormDialog) -> QDialog.DialogCode:
        edition = dialog.control("edition")
        for place in range(edition.count()):
            edition.setCurrentIndex(place)
            told.append("\n".join(each.text() for each in dialog.findChildren(QLabel)))
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(FormDialog, "exec", cancelled)
    page._ask_archive()
    full, cohort, redacted = told
    said = "1 person said yes only with a condition: that is on their card in People"
    assert said in full
    assert said in cohort
    assert "condition" not in redacted
