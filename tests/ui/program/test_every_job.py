"""Every job of the program, with real threads and processes, in the real window on the sample.

Done several times in a row, several at once, and cancelled again and again: the window lives, nothing
is refused, and the session takes the next change.
"""

from __future__ import annotations

import ast
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from tests import sessions
from tests.ui.printing.test_paper_printing import paper, printer
from tests.ui.showing import settled
from ui import app as app_module
from ui.app import App
from ui.importing.import_dialog import ImportDialog
from ui.kit import folders
from ui.kit.jobs import Ticket
from ui.kit.settings import Settings
from ui.maps.drawn_slides import DrawnSlides
from ui.maps.editing import pasting
from ui.maps.slides import whole
from ui.maps.tables import table_actions
from ui.maps.tables.compare_dialog import CompareDialog
from ui.people.import_kind import import_kind
from ui.people.merging.merge_dialog import MergeDialog
from ui.people.people_views import NETWORK
from ui.printing import archiving
from ui.printing import preview as previewing
from ui.rooms import ROOMS
from ui.start.restoring.backups_dialog import BackupsDialog
from ui.themes.cards.paste_dialog import PasteDialog
from ui.voting.results.ballot_counts import AT_ONCE
from ui.voting.results.result_details import ResultDetailsDialog
from ui.widgets.inputs.cluster_dialog import ClusterDialog
from ui.window.main_window import MainWindow
from ui.window.pages import page_loading
from ui.workgroups.small_groups import rounds_actions
from upstream_workshop.maps.factors.services import add_factor
from upstream_workshop.maps.map_rows import FactorRow, MapRow
from upstream_workshop.maps.queries import maps
from upstream_workshop.people import services as people
from upstream_workshop.people.queries import roster
from upstream_workshop.readers.cards import CardEntry
from upstream_workshop.readers.reading import ImportOutcome, Reading
from upstream_workshop.readers.sandboxed_reader import read_sandboxed
from upstream_workshop.session_file.copies import thinning
from upstream_workshop.storage.files import places
from upstream_workshop.themes import services as themes
from upstream_workshop.voting import result_queries
from upstream_workshop.voting.papers.queries import PaperRow, valid_marks
from upstream_workshop.voting.queries import ballots
from upstream_workshop.whole import erasures, sample
from upstream_workshop.whole.rehearsals import Preview, Request
from upstream_workshop.workgroups.placing_rules import services as rule_services

UI = Path(app_module.__file__).parent
SEVERAL = 3
FRESH = count(1)


class Real:
    """The app on its own copy of the sample, and what every job is started with."""

    def __init__(self, app: App, folder: Path) -> None:
        self.app = app
        self.folder = folder
        self.kept = folder / "sample.upstream.kept"
        self.tickets: list[Ticket] = []
        self.failures: list[str] = []
        app.jobs.started.connect(lambda ticket, _title: self.tickets.append(ticket))
        app.jobs.failed.connect(self.failures.append)

    @property
    def window(self) -> MainWindow:
        return self.app.window

    def at(self, key: str) -> object:
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        return self.window.go(key)

    def new_path(self, suffix: str) -> Path:
        return self.folder / f"made {next(FRESH)}{suffix}"

    def edit(self) -> None:
        """Somebody comes, or goes again: everything about people is asked anew."""
        desk = self.window.desk
        if desk.workshop.undo_label == "Somebody comes":
            desk.undo()
        else:
            desk.do("Somebody comes", people.add_participant, f"Somebody new {next(FRESH)}")


def open_from_a_stick(real: Real) -> None:
    away = real.folder / "stick" / "mine.upstream"
    if not away.exists():
        away.parent.mkdir()
        shutil.copyfile(real.kept, away)
    if real.window.desk.workshop.path == away:
        real.app.open(real.folder / "sample.upstream")
    real.app.open(away)


def repair(real: Real) -> None:
    bad = real.new_path(".upstream")
    shutil.copyfile(real.kept, bad)
    with closing(sqlite3.connect(bad)) as file:
        file.execute("UPDATE card SET text = text || '.' WHERE id = 1")
        file.commit()
    real.app.opening.repair(bad)


def load_pages(real: Real) -> None:
    page_loading.load(ROOMS[:1], real.app.jobs, real.window)


def build_the_sample(real: Real) -> None:
    real.app.opening.open_sample()


def back_up(real: Real) -> None:
    real.edit()
    assert real.app.current.opened is not None
    real.app.current.opened.background.keep("every ten minutes")


def read_a_map(real: Real) -> None:
    path = real.new_path(".csv")
    shutil.copyfile(sample.source("map-how-trust-travels.csv"), path)
    real.at("maps").imports.import_file(path)  # type: ignore[attr-defined]


def lay_out_a_map(real: Real) -> None:
    page = real.at("maps")
    row = max(real.window.desk.ask(maps), key=lambda each: len(each.links))
    page.show_row(row.id)  # type: ignore[attr-defined]
    page.lay_out()  # type: ignore[attr-defined]


def paste_parts(real: Real) -> None:
    page: Any = real.at("maps")
    page.show_row(real.window.desk.ask(maps)[0].id)
    page.stage.select([each.id for each in page.row.factors[:3]])
    page.editing.copy()
    with patch.object(pasting, "_LONG", 0):
        page.editing.paste()


def compare_two_maps(real: Real) -> None:
    one, other = (
        MapRow(id_, "Map", "", tuple(factor(id_, n) for n in range(120)), ()) for id_ in (1, 2)
    )
    CompareDialog(real.app.jobs, (one, other), one.id, real.window).show()


def draw_a_slide(real: Real) -> None:
    row = MapRow(1, "Map", "", tuple(factor(1, n) for n in range(400)), ())
    slides = DrawnSlides(real.app.jobs, real.window)
    slides.slide(next(FRESH), row, (row,), lambda: whole(row, (), {}, ""))


def merge_two_maps(real: Real) -> None:
    first, second, *_ = real.window.desk.ask(maps)
    actions = real.at("maps").tables.actions  # type: ignore[attr-defined]
    actions.merge(first, second, {}, {}, lambda _id: None)


def factor(map_id: int, number: int) -> FactorRow:
    row, column = divmod(number, 12)
    return FactorRow(number, f"{map_id} {number}", map_id * 5000 + column * 200, row * 100)


def size_boxes(real: Real) -> None:
    page = real.at("maps")
    row = max(real.window.desk.ask(maps), key=lambda each: len(each.links))
    real.window.desk.do("Add", add_factor, row.id, f"Factor {next(FRESH)}")  # what is known is kept
    page.show_row(row.id)  # type: ignore[attr-defined]
    page.side.sizes.choice.select(2)  # type: ignore[attr-defined]


def try_a_list(real: Real) -> None:
    request = Request("people", "", read_sandboxed("table", sample.source("people.csv")))
    rehearsal = real.window.desk.session.rehearsal()
    preview = rehearsal.preview(request)
    dialog = ImportDialog(
        real.app.jobs, import_kind(), rehearsal, "people.csv", request, preview, real.window
    )
    dialog.destroyed.connect(rehearsal.close)
    dialog.show()
    dialog.try_again()
    QApplication.processEvents()


def try_a_file(real: Real) -> None:
    page = real.at("people")
    table = read_sandboxed("table", sample.source("people.csv"))
    page.lists._rehearse("people.csv", Request("people", "", table))  # type: ignore[attr-defined]


def take_cards(real: Real) -> None:
    reading = Reading((CardEntry(1, f"Card {next(FRESH)}"),))
    request = Request("cards", "", reading)
    flow = real.at("themes").importing  # type: ignore[attr-defined]
    flow._take("cards.csv", request, Preview(reading, ImportOutcome(added=1)))


def read_a_list(real: Real) -> None:
    real.at("people").lists.import_file(sample.source("people.csv"))  # type: ignore[attr-defined]


def work_out_the_network(real: Real) -> None:
    page = real.at("people")
    page.show_view(NETWORK)  # type: ignore[attr-defined]
    real.edit()


def look_for_look_alikes(real: Real) -> None:
    MergeDialog(real.window.desk, real.app.jobs, real.window)


def compare_two(real: Real) -> None:
    dialog = MergeDialog(real.window.desk, real.app.jobs, real.window)
    rows = real.window.desk.ask(roster)
    dialog.front.set_found(rows, (), 0)
    dialog.front.choose(rows[0].id, rows[1].id)


def arrange_the_network(real: Real) -> None:
    page = real.at("people")
    page.show_view(NETWORK)  # type: ignore[attr-defined]
    page.network.arrange()  # type: ignore[attr-defined]


def write_papers(real: Real) -> None:
    real.at("print").write_to(real.new_path(""), ("attendance",))  # type: ignore[attr-defined]


def seal(real: Real) -> None:
    real.at("print").archive_to(real.new_path(".zip"), "full")  # type: ignore[attr-defined]


def search_names(real: Real) -> None:
    real.at("print").archive_to(real.new_path(".zip"), "redacted")  # type: ignore[attr-defined]


def check_what_changed(real: Real) -> None:
    real.at("print").checking.check()  # type: ignore[attr-defined]


def erase(real: Real) -> None:
    desk = real.window.desk
    who = desk.do("Add", people.add_participant, f"Somebody new {next(FRESH)}")
    assert who is not None
    assert desk.erase("Erase", who, ())


class Something(list[object]):
    """A list that passes for a full one."""

    def __bool__(self) -> bool:
        return True


def look_for_what_was_cut_off(real: Real) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(erasures, "noted", lambda _ledger: Something())
        real.app.opening.tidied(lambda: None)


def go_on_with_an_erasure(real: Real) -> None:
    assert real.app.current.opened is not None
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(erasures, "noted", lambda _ledger: Something())
        real.app.current.opened.background._on_tick()


def verify(real: Real) -> None:
    real.at("print").verify_file(real.kept)  # type: ignore[attr-defined]


def preview(real: Real) -> None:
    page = real.at("print")
    page.show_row("agenda" if next(FRESH) % 2 else "packs")  # type: ignore[attr-defined]


def draw_first_pages(real: Real) -> None:
    page = real.at("print")
    settled(page.jobs)
    page.first_pages._tried.clear()  # type: ignore[attr-defined]
    page.first_pages._draw_next()  # type: ignore[attr-defined]


def print_a_paper(real: Real) -> None:
    shown = real.at("print").preview  # type: ignore[attr-defined]
    shown._content = paper(2)
    path = real.new_path(".pdf")
    with patch.object(previewing, "ask_printer", lambda _over, content: printer(content, path)):
        shown.print_shown()


def backups_dialog(real: Real) -> BackupsDialog:
    app = real.app
    assert app.current.opened is not None
    folders = (app.current.opened.background.folder,)
    return BackupsDialog(folders, real.folder, app.jobs, app.settings, real.window)


def look_whether_all_is_ready(real: Real) -> None:
    real.window.readiness.open()


def look_into_backups(real: Real) -> None:
    backups_dialog(real).show()


def restore(real: Real) -> None:
    dialog = backups_dialog(real)
    dialog.show()
    settled(real.app.jobs)
    dialog.table.select(lambda _row: True)
    dialog.restore_to(real.new_path(".upstream"))


def read_cards(real: Real) -> None:
    real.at("themes").importing.import_file(sample.source("cards.csv"))  # type: ignore[attr-defined]


def read_papers(real: Real) -> None:
    name = f"Vote {next(FRESH)}"
    page = real.at("vote")
    page.importing.import_file(sample.source("ballot-papers.csv"), name)  # type: ignore[attr-defined]


def read_choices(real: Real) -> None:
    page = real.at("workgroups")
    page.choosing.import_file(sample.source("choices.csv"))  # type: ignore[attr-defined]


def look_closer(real: Real) -> None:
    ballot = next(row for row in real.window.desk.ask(ballots) if row.state == "revealed")
    details = real.window.desk.ask(result_queries.details, ballot.id)
    dialog = ResultDetailsDialog(ballot, (), details, real.window)
    dialog.count_deciding(real.app.jobs, real.window.desk.ask(valid_marks, ballot.id))


def count_papers(real: Real) -> None:
    ballot = next(row for row in real.window.desk.ask(ballots) if row.state == "revealed")
    many = range(AT_ONCE // len(ballot.options) + next(FRESH))
    papers = tuple(PaperRow(n, str(n), None, "", "", False, ((1, 1),)) for n in many)
    real.at("vote").counts.of(ballot, papers)  # type: ignore[attr-defined]


def propose(real: Real) -> None:
    page = real.at("workgroups")
    page.views.select(0)  # type: ignore[attr-defined]  # where groups are proposed
    QTest.keyClick(page, Qt.Key.Key_P)  # type: ignore[call-overload]


def seat_small_groups(real: Real) -> None:
    real.at("workgroups").seat_small_groups()  # type: ignore[attr-defined]


def look_for_groupings(real: Real) -> None:
    real.at("evidence").suggest()  # type: ignore[attr-defined]


def read_a_draft(real: Real) -> None:
    page = real.at("sharing")
    page.draft.preview.show_text(f"# Draft {next(FRESH)}\n\nWords.", ())  # type: ignore[attr-defined]


def compare_two_drafts(real: Real) -> None:
    page = real.at("sharing")
    product = next(row for row in page._now.products if row.drafts > 1)  # type: ignore[attr-defined]
    page.comparison._pair = ()  # type: ignore[attr-defined]  # as if it were another product
    page.comparison.show_product(product, page._now)  # type: ignore[attr-defined]


def compare_cards(real: Real) -> None:
    page = real.at("themes")
    page.paste(tuple(f"Pasted {next(FRESH)}" for _ in range(40)))  # type: ignore[attr-defined]


def prove(real: Real) -> None:
    real.at("workgroups")
    real.window.desk.do("Rules", rule_services.set_rules, 3, 7 + next(FRESH) % 90)


SEATED = {
    "size": 3,
    "rounds": 2,
    "title": "",
    "block_id": None,
    "serve_asks": True,
    "apart_first": False,
}
JOBS: dict[str, Callable[[Real], None]] = {
    "window.file_keeping.background_backups.keep": back_up,
    "window.pages.page_loading.load": load_pages,
    "evidence.grouping_flow.suggest": look_for_groupings,
    "importing.flow._rehearse": try_a_file,
    "importing.flow._take": take_cards,
    "importing.flow.import_files": read_a_list,
    "importing.flow.import_files: cards": read_cards,
    "importing.flow.import_files: choices": read_choices,
    "importing.flow.import_files: map": read_a_map,
    "exporting.output_jobs.write_outputs": write_papers,
    "importing.flow.import_files: papers": read_papers,
    "importing.import_dialog.try_again": try_a_list,
    "maps.calculations.calculated": lay_out_a_map,
    "maps.calculations.calculated: sizes": size_boxes,
    "maps.drawn_slides._start": draw_a_slide,
    "maps.editing.pasting.paste": paste_parts,
    "maps.tables.table_actions.merge": merge_two_maps,
    "maps.tables.compare_dialog.compare": compare_two_maps,
    "people.merging.merge_dialog._try": compare_two,
    "people.merging.merge_dialog.look": look_for_look_alikes,
    "people.introductions.introductions.arrange": arrange_the_network,
    "people.introductions.introductions.show_now": work_out_the_network,
    "printing.archiving.verify_file": verify,
    "printing.pictures.first_pages._draw_next": draw_first_pages,
    "printing.preview._on_file": preview,
    "printing.preview.print_shown": print_a_paper,
    "sharing.views.draft_preview.show_text": read_a_draft,
    "sharing.views.changes_view._compare": compare_two_drafts,
    "start.restoring.backups_dialog.look_in": look_into_backups,
    "start.restoring.backups_dialog.restore_to": restore,
    "themes.cards.card_proposals._find": compare_cards,
    "voting.results.ballot_counts._begin": count_papers,
    "workgroups.small_groups.rounds_actions.seat": seat_small_groups,
    "voting.results.result_details.count_deciding": look_closer,
    "window.readiness.readiness_check.open": look_whether_all_is_ready,
    "workgroups.proposals.proposing._search": propose,
    "workgroups.proposals.proving._seek": prove,
    # last, for they leave another session open
    "start.unfinished.finish": look_for_what_was_cut_off,
    "window.file_keeping.background_backups._on_forgotten": erase,
    "window.file_keeping.background_backups._on_tick": go_on_with_an_erasure,
    "printing.checking.check": check_what_changed,
    "printing.archiving.archive_to": search_names,
    "printing.archiving._seal": seal,
    "start.arrivals.bring": open_from_a_stick,
    "start.repair_offer.repair_copy": repair,
    "start.arrivals.bring: sample": build_the_sample,
}
# each takes a process of its own, or seconds: of ten in a row all are called off
LONG = {
    name
    for name, start in JOBS.items()
    if start.__name__.startswith(
        ("read", "try", "erase", "write", "seal", "open", "build", "repair")
    )
}


@pytest.fixture(autouse=True)
def same_screen() -> None:
    """The application that all tests here share keeps its windows."""


@pytest.fixture(scope="module")
def real(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Real]:
    folder = tmp_path_factory.mktemp("real")
    path = folder / "sample.upstream"
    sessions.opened(path, sessions.with_the_sample).close()
    shutil.copyfile(path, folder / "sample.upstream.kept")
    app = App([], Settings(folder / "home" / "settings.ini"))
    app.show_last_message = lambda _words: None
    app.open(path)
    with pytest.MonkeyPatch.context() as patched:
        stick = folder / "stick"
        here = places.kind
        patched.setattr(
            places, "kind", lambda p: places.REMOVABLE if stick in p.parents else here(p)
        )
        patched.setattr(folders, "data_folder", lambda: folder / "data")
        patched.setattr(archiving, "ask_passages", lambda *_: None)
        patched.setattr(ImportDialog, "exec", lambda _dialog: 0)
        patched.setattr(PasteDialog, "exec", lambda _dialog: 0)
        patched.setattr(ClusterDialog, "exec", lambda _dialog: 0)
        patched.setattr(table_actions, "ask_form", lambda *_: {"title": f"Both maps {next(FRESH)}"})
        patched.setattr(rounds_actions, "ask_form", lambda *_: SEATED)
        patched.setattr(thinning, "thin", lambda *_: None)  # the same moment many times over
        settled(app.jobs)
        yield Real(app, folder)
    app.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_every_job_of_the_program_is_here() -> None:
    assert {name.partition(":")[0] for name in JOBS} == set(calls_of_run())


def calls_of_run() -> Iterator[str]:
    """Every function in the window's source that starts a job: its module and name."""
    for path in sorted(UI.rglob("*.py")):
        module = ".".join(path.relative_to(UI).with_suffix("").parts)
        text = path.read_text("utf-8")
        tree = ast.parse(text if "jobs" in text and ".run(" in text else "")
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for node in ast.walk(function):
                match node:
                    case ast.Call(
                        func=ast.Attribute(
                            attr="run", value=ast.Attribute(attr=on) | ast.Name(id=on)
                        )
                    ):
                        if on.lstrip("_") == "jobs":
                            yield f"{module}.{function.name}"


@pytest.mark.parametrize("name", JOBS)
def test_it_is_done_again_and_again_and_cancelled(real: Real, name: str) -> None:
    start = JOBS[name]
    jobs = real.app.jobs
    real.failures.clear()
    times = 2 if name in LONG else 10
    for _ in range(times // 2):
        real.tickets.clear()
        start(real)
        assert real.tickets, "it did start"
        settled(jobs)
    for _ in range(SEVERAL):
        start(real)
    if name not in LONG:
        settled(jobs)
    for _ in range(times):
        start(real)
        jobs.cancel()
    settled(jobs)
    assert real.failures == []
    for dialog in real.app.window.findChildren(QDialog) if real.app.current.window else ():
        dialog.close()
        dialog.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    real.app.open(real.window.desk.workshop.path if real.app.current.window else real.kept)
    assert real.window.isVisible()
    assert real.window.desk.do("Add", themes.add_theme, f"Theme {next(FRESH)}") is not None
