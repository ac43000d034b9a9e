"""Plays the sample residential through the real window, with keys and clicks as a facilitator would.

`make run` uses it where there is no display, and a test reads the session file afterwards.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from resources.words import say
from ui.app import App
from ui.cli import terminal
from ui.evidence.page import EvidencePage
from ui.kit.settings import Settings
from ui.maps.page import MapsPage
from ui.page import Page
from ui.people.page import PeoplePage
from ui.printing.page import PrintingPage
from ui.themes.page import ThemesPage
from ui.voting.declaring.ballot_form import BallotForm
from ui.voting.page import VotePage
from ui.widgets import FormDialog
from ui.window.main_window import MainWindow
from ui.workgroups.group_views import CHOICES
from ui.workgroups.page import WorkgroupsPage
from upstream_workshop import rooms
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence import services as evidence
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.maps import services as maps
from upstream_workshop.people import queries as people
from upstream_workshop.privacy import Edition
from upstream_workshop.readers.sandboxed_reader import read_sandboxed
from upstream_workshop.storage.files import ledger
from upstream_workshop.storage.files.writing import Replace
from upstream_workshop.themes import queries as themes
from upstream_workshop.voting import queries as voting
from upstream_workshop.whole import sample
from upstream_workshop.workgroups import queries as groups
from upstream_workshop.workgroups.placing_rules import services as rule_services

TYPED_CARDS = ("Ask the people who left", "Fund the second year first")
TYPED_FACTOR = "Time to think"
_SOON = 30  # milliseconds after which an opened form is filled in
_PATIENCE = 10 * 60 * 1000  # milliseconds for all papers, on a slow laptop
_Kind = TypeVar("_Kind", bound=Page)


def main(folder: Path) -> int:
    """Play the residential into a folder, print where its papers are, and return the exit code."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with ledger.temporary_folder() as kept:
            app = App([], Settings(Path(kept) / "settings.ini"))
            session = play(app, folder)
            app.close()
    except (WorkshopError, OSError) as refusal:
        terminal.print_error(str(refusal))
        return 3
    terminal.print_lines(
        (
            say("The sample residential has been played through the window."),
            say("Session file: {path}", path=session),
            say("Papers: {path}", path=folder / "papers"),
            say("Archive: {path}", path=folder / "sample-archive.zip"),
        )
    )
    return 0


def play(app: App, folder: Path) -> Path:
    """Play the residential, room by room, and return the session file, which stays open."""
    session = sample.make_room(folder / "sample.upstream")
    app.make(session, load_template(sample.plan()["template"]))
    window = app.window
    for act in (arrive, discover, collect, vote, form_groups, draw, start_the_clock):
        _activate(window)
        act(window)
    hand_out(window, folder)
    return session


def start_the_clock(window: MainWindow) -> None:
    """Start the first block."""
    page = window.go("run")
    buttons = page.findChildren(QPushButton)
    start = next(one for one in buttons if one.isVisible() and one.text().strip() == say("Start"))
    QTest.mouseClick(start, Qt.MouseButton.LeftButton)


def arrive(window: MainWindow) -> None:
    """Import the sign-up list, then check all people in by name and Enter."""
    page = _at(window, "people", PeoplePage)
    _take_in(window, "people", "people.csv")
    withdrawn = {
        row["participant"] for row in sample.plan()["attendance"] if row["state"] == "withdrawn"
    }
    field = page.finder.entry.field
    for row in window.desk.ask(people.roster):
        _type(field, row.name)
        if row.name in withdrawn:
            QTest.keyClick(field, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
            field.clear()
        else:
            QTest.keyClick(field, Qt.Key.Key_Return)


def discover(window: MainWindow) -> None:
    """Note the visits, import the code book and what was found, and look at the matrix."""
    page = _at(window, "evidence", EvidencePage)
    plan = sample.plan()["discovery"]
    for organisation, day, consent in plan["visits"]:
        fields = {"day": day, "consent": Use(consent)}
        window.desk.do(say("Add visit"), evidence.add_visit, organisation, **fields)
    for kind in ("codebook", "findings"):
        _take_in(window, kind, plan[kind])
    page.views.select(1)


def collect(window: MainWindow) -> None:
    """Import the cards of the tables, and type two more."""
    page = _at(window, "themes", ThemesPage)
    _take_in(window, "cards", "cards.csv")
    for text in TYPED_CARDS:
        page.entry.field.setFocus()
        _type(page.entry.field, text)
        QTest.keyClick(page.entry.field, Qt.Key.Key_Return)


def vote(window: MainWindow) -> None:
    """Make and open a ballot, key all slips, count them and reveal the result."""
    page = _at(window, "vote", VotePage)
    plan = sample.plan()["ballot"]
    ids = {row.title: row.id for row in window.desk.ask(themes.themes)}
    declared = {name: plan[name] for name in ("dots", "cap", "seats")}
    _fill_next_form({"name": plan["name"], "question": plan["question"], **declared})
    page.make(tuple(ids[title] for title in plan["themes"]))
    page.head.step.click()
    (ballot,) = window.desk.ask(voting.ballots)
    number = {option.wording: option.number for option in ballot.options}
    field = page.keying.entry.field
    with sample.source(plan["file"]).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            paper = row.pop("paper")
            dots = [number[title] for title, given in row.items() for _ in range(int(given or 0))]
            _type(field, f"{paper}: {' '.join(map(str, dots)) or '0'}")
            QTest.keyClick(field, Qt.Key.Key_Return)
            if page.keying.entry.refusal():  # a second Enter keeps it as a spoilt paper
                QTest.keyClick(field, Qt.Key.Key_Return)
    _fill_next_form({"issued": plan["issued"], "returned": plan["returned"]})
    page.count_slips()
    page.head.step.click()
    page.head.step.click()


def form_groups(window: MainWindow) -> None:
    """Key choices by theme numbers, set the rules and accept the proposal."""
    page = _at(window, "workgroups", WorkgroupsPage)
    page.views.select(CHOICES)
    number = {topic.title: at for at, topic in enumerate(window.desk.ask(groups.themes_offered), 1)}
    field = page.body.choices.entry.field
    with sample.source(sample.plan()["placing"]["file"]).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = row.pop("participant")
            chosen = [str(number[title]) for title in row.values() if title in number]
            _type(field, f"{name}: {' '.join(chosen)}")
            QTest.keyClick(field, Qt.Key.Key_Return)
    rules = sample.plan()["placing"]
    window.desk.do(
        say("Declare rules"),
        rule_services.set_rules,
        rules["minimum"],
        rules["maximum"],
        rules["per_organisation"],
        rules["needs_lead"],
    )
    page.propose()
    window.jobs.settled()
    page.proposal.accept.click()


def draw(window: MainWindow) -> None:
    """Import a table's map, and type a factor and a link."""
    page = _at(window, "maps", MapsPage)
    drawn = sample.plan()["maps"][0]
    _take_in(window, "map", drawn["file"], drawn["title"])
    assert page.row is not None
    window.desk.do(
        say("Name the table"), maps.rename_map, page.row.id, drawn["title"], drawn["table"]
    )
    page.entry.field.setFocus()
    for text in (TYPED_FACTOR, f"{TYPED_FACTOR} + {page.row.factors[0].label}"):
        _type(page.entry.field, text)
        QTest.keyClick(page.entry.field, Qt.Key.Key_Return)


def hand_out(window: MainWindow, folder: Path) -> None:
    """Write all papers and seal the archive."""
    page = _at(window, "print", PrintingPage)
    page.write_to(folder / "papers")
    window.jobs.settled(_PATIENCE)
    page.archive_to(folder / "sample-archive.zip", Edition.FULL, over=Replace.OWN)
    window.jobs.settled(_PATIENCE)


def _activate(window: MainWindow) -> None:
    """Activate the window, since shortcuts go to the active window only."""
    window.activateWindow()
    QTest.qWaitForWindowActive(window)


def _at(window: MainWindow, key: str, kind: type[_Kind]) -> _Kind:
    page = window.go(key)
    assert isinstance(page, kind)
    return page


def _take_in(window: MainWindow, kind: str, name: str, into: str = "") -> None:
    """Import a file of the sample as one step, as the pages do."""
    reading = read_sandboxed(kind, sample.source(name))
    window.desk.do(say("Import {name}", name=name), rooms.imports()[kind].take, into, reading)


def _type(field: QLineEdit, text: str) -> None:
    """Type a text key by key; letters beyond ASCII are inserted as an input method does."""
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(field, letter)
        else:
            field.insert(letter)


def _fill_next_form(answers: dict[str, object]) -> None:
    """Fill these fields of the next form that opens, and accept it."""

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, FormDialog | BallotForm):
            QTimer.singleShot(_SOON, fill)
            return
        for key, value in answers.items():
            _set(dialog.control(key), value)
        dialog.accept()

    QTimer.singleShot(_SOON, fill)


def _set(control: QObject, value: object) -> None:
    setter: Callable[[object], None] = getattr(
        control, "setText" if isinstance(control, QLineEdit) else "setValue"
    )
    setter(value)
