"""A secret vote as an operator lives through it, and what somebody with every copy of it could read.

Every slip has a number that occurs nowhere else and marks that no other slip has, so that whatever tells a
slip can be found by them.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

from PySide6.QtWidgets import QApplication

from tests.exports.planted import in_word
from tests.traces import stored
from tests.ui.showing import settled
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.printing.page import PrintingPage
from ui.window.file_keeping.background_backups import BackgroundBackups
from upstream_workshop.application.session import OpenSession
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import services as themes
from upstream_workshop.voting import queries, result_queries, services
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.voting.papers import services as paper_services

OPTIONS = 4
MADE = "Make the ballot"
TABLES = ("papers-csv", "papers-pabulib", "session-json", "summary-page")
Marks: TypeAlias = tuple[tuple[int, int], ...]
Slips: TypeAlias = tuple[
    Marks, ...
]  # in the order of what they say, whatever the order they came in


class SecretVote:
    """One session with one secret ballot, backed up here and on a stick; `slips` is what is keyed now."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.folder, self.dice = folder, dice
        self.outside = folder / "given away"
        self.outside.mkdir()
        stick = folder / "stick"
        stick.mkdir()
        self.workshop = Workshop.create(folder / "day.upstream")
        with self.workshop.change(MADE) as session:
            on = [themes.add_theme(session, f"Theme {number}") for number in range(OPTIONS)]
            self.ballot = services.make_ballot(
                session, "Vote", on, secret=True, dots=10**6, cap=10**6
            )
            services.open_ballot(session, self.ballot)
        self.jobs = Jobs()
        settings = Settings(folder / "settings.ini")
        settings.second_backups = stick
        self.time = datetime(2026, 12, 2, 9, 0)
        self.desk = Desk(OpenSession(self.workshop, settings.ledger, now=self._now))
        self.background = BackgroundBackups(self.desk, self.jobs, settings, parent=self.desk)
        self.page = PrintingPage(self.desk, self.jobs)
        self.numbers: set[str] = set()  # of all slips ever keyed, and all that was typed for them
        self.ids: set[int] = set()  # of all papers there ever were
        self.made = 0

    def close(self) -> None:
        """Leave the session, with the backup that makes."""
        settled(self.jobs)
        self.background.close()
        self.page.deleteLater()
        self.workshop.close()

    def _now(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time

    @property
    def state(self) -> str:
        """Of the ballot."""
        return self.desk.ask(queries.ballot, self.ballot).state

    @property
    def slips(self) -> Slips:
        """What the papers say."""
        return in_order(row.marks for row in self.desk.ask(paper_queries.papers, self.ballot))

    # what an operator does; what is not possible now is refused, and nothing comes of it

    def key(self) -> None:
        """One more slip."""
        self._keep(f"S{self.dice.randrange(10**8):08}")

    def mend(self) -> None:
        """One of the slips, again."""
        if number := self._some():
            self._keep(number)

    def spoil(self) -> None:
        """One of the slips, spoilt."""
        if number := self._some():
            self._keep(number, "torn")

    def confirm(self) -> None:
        """One of the slips, by a second entry."""
        if number := self._some():
            self.desk.do("Compare a slip", paper_services.confirm_paper, self.ballot, number)

    def withdraw(self) -> None:
        """One of the slips."""
        if number := self._some():
            self.desk.do("Take a slip back", paper_services.withdraw_paper, self.ballot, number)

    def key_again(self) -> None:
        """All slips, taken back."""
        self.desk.do("Take all slips back", paper_services.withdraw_papers, self.ballot)

    def shut(self) -> None:
        """Count and close."""
        if self.state == "open":
            there = len(self.slips)
            self.desk.do("Count slips", services.issue_papers, self.ballot, there, there)
            self.desk.do("Close the ballot", services.close_ballot, self.ballot)

    def reopen(self) -> None:
        """To key what is missing."""
        self.desk.do("Reopen the ballot", services.reopen_ballot, self.ballot)

    def reveal(self) -> None:
        """Show the room."""
        self.desk.do("Reveal the result", services.reveal_ballot, self.ballot)

    def undo(self) -> None:
        """A step or a few, never so far that there is no ballot."""
        for _ in range(self.dice.randint(1, 3)):
            if self.workshop.undo_label not in (None, MADE):
                self.desk.undo()

    def redo(self) -> None:
        """The same, forward."""
        self.desk.redo()

    def keep(self) -> None:
        """A backup, as every ten minutes."""
        self.background.keep("every ten minutes")

    def export(self) -> None:
        """The tables and the web page."""
        self.made += 1
        self.page.write_to(self.outside / str(self.made), TABLES)

    def seal(self, edition: str = "full") -> None:
        """An archive."""
        self.made += 1
        self.page.archive_to(self.outside / f"{self.made}.zip", edition)

    def count(self) -> None:
        """What the command line would say; of an open ballot it must be nothing."""
        try:
            told = self.desk.ask(result_queries.tally, self.ballot)
        except WorkshopError:
            return
        if self.state == "open":
            (self.outside / "told while open.json").write_text(json.dumps(told.scores))

    def _keep(self, number: str, spoilt: str = "") -> None:
        marks = {option: self.dice.randrange(1, 10**4) for option in range(1, OPTIONS + 1)}
        label, typed = "Key a slip", "".join(self.dice.choices("abcdefghjk", k=12))
        paper = self.desk.do(
            label, paper_services.key_paper, self.ballot, number, marks, spoilt, written=typed
        )
        if paper is not None:
            self.numbers |= {number, typed}
            self.ids.add(paper)

    def _some(self) -> str:
        found = [
            row.number for row in self.desk.ask(paper_queries.papers, self.ballot) if row.number
        ]
        return self.dice.choice(found) if found else ""

    # what somebody reads who has everything

    def leaks(self) -> list[str]:
        """What all that there is besides an open session tells of single slips; empty when nothing."""
        settled(self.jobs)
        QApplication.processEvents()
        is_open, papers = self.state == "open", self.desk.ask(paper_queries.papers, self.ballot)
        now = {True: in_order(row.marks for row in papers if not row.spoilt), False: self.slips}
        kept = {row.id for row in papers}
        gone = self.ids if is_open else self.ids - kept
        places = [self.folder / "backups", self.folder / "stick", self.outside]
        found: list[str] = []
        versions: dict[bool, set[Slips]] = {True: set(), False: set()}  # of tables, of all else
        for name, content in artefacts(*places, *([] if is_open else [self.workshop.path])):
            told = slips_in(name, content, self.ballot)
            if told:
                versions[name.endswith(".csv")].add(told)
            if is_open and told:
                found.append(f"{name} tells {len(told)} slips of the open ballot")
            found += [f"{name} holds slip {one}" for one in self.numbers if one.encode() in content]
            bare = [one for one in gone if stored(one) in content]
            found += [f"{name} holds paper {one}, which is not told" for one in bare]
            if name.endswith("told while open.json"):
                found.append(f"a total was told of the open ballot: {content!r}")
        for is_table, ones in versions.items():
            if len(ones) > 1:
                found.append(f"the copies hold {len(ones)} versions of the papers")
            if ones and not is_open and ones != {now[is_table]}:
                found.append("a copy holds other papers than the session")
        return found


def in_order(slips: Any) -> Slips:
    """Slips sorted by what they say."""
    return tuple(sorted(slips))


def artefacts(*places: Path) -> Iterator[tuple[str, bytes]]:
    """Every file under these places, those in archives too, with packed streams of PDF unpacked."""
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and path.suffix == ".zip":
                with zipfile.ZipFile(path) as archive:
                    for name in archive.namelist():
                        yield f"{path.name}/{name}", plain(name, archive.read(name))
            elif path.is_file():
                yield str(path), plain(path.name, path.read_bytes())


def plain(name: str, content: bytes) -> bytes:
    """The bytes of a file; of a PDF also what its streams unpack to."""
    if name.endswith(".docx"):
        return content + in_word(content).encode()
    if not name.endswith(".pdf"):
        return content
    streams = re.findall(rb"stream\r?\n(.*?)endstream", content, re.S)
    return content + b"".join(unpacked(stream) for stream in streams)


def unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


def slips_in(name: str, content: bytes, ballot: int) -> Slips:
    """What a file tells of the papers of the ballot."""
    readers: dict[str, Callable[[], Slips]] = {
        ".upstream": lambda: _in_session(content, ballot),
        "Vote.csv": lambda: _in_table(content),
        "session.json": lambda: _in_json(content),
    }
    return next((read() for end, read in readers.items() if name.endswith(end)), ())


def _in_session(content: bytes, ballot: int) -> Slips:
    marks: dict[int, list[tuple[int, int]]] = {}
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        with closing(sqlite3.connect(file.name)) as copy:
            for paper, option, value in copy.execute(
                "SELECT paper_id, number, value FROM mark JOIN ballot_option ON "
                "ballot_option.id = option_id WHERE ballot_id = ?",
                (ballot,),
            ):
                marks.setdefault(paper, []).append((option, value))
    return in_order(tuple(sorted(one)) for one in marks.values())


def _in_table(content: bytes) -> Slips:
    """Those that count: a table has no spoilt ones."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]
    return in_order(tuple((at, int(cell)) for at, cell in enumerate(row[1:], 1)) for row in rows)


def _in_json(content: bytes) -> Slips:
    papers = [paper for vote in json.loads(content)["votes"] for paper in vote["papers"]]
    return in_order(tuple((option, value) for option, value in row["marks"]) for row in papers)
