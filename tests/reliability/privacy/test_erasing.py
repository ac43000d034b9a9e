"""Erasing killed, or on a faulty disk, at any one call to it: said truly, and finished at the next start.

Faulty is full, answering with errors, or closed to us. `UPSTREAM_LONG=1` fails every call in every way.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import traceback
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.core.whole.test_erasing import NAME
from tests.reliability.disks.faults import ERRORS, KILL, FaultyDisk, forked
from tests.traces import traces
from ui.cli import verbs
from ui.kit.settings import Settings
from upstream_workshop.people import services as people
from upstream_workshop.people.queries import roster
from upstream_workshop.session_file import opening, schema
from upstream_workshop.session_file.copies import backup_search, backups
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage import inspection
from upstream_workshop.storage.files import ledger
from upstream_workshop.storage.files.ledger import Ledger
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.whole import erasures

LONG = bool(os.environ.get("UPSTREAM_LONG"))
SAMPLES = 3  # calls that fail in the short form, in each way

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="meets SQLite's Unix layer")

JOURNAL = "here/day.upstream-journal"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session that was renamed, with backups under both names, one of them on a stick too."""
    folder = tmp_path_factory.mktemp("template")
    first, path = folder / "here" / "first.upstream", folder / "here" / "day.upstream"
    first.parent.mkdir()
    settings = Settings(folder / "home" / "settings.ini")
    settings.second_backups = folder / "stick"
    settings.second_backups = None  # used once: the list still knows
    with ledger.keeping(settings.ledger), Workshop.create(first) as workshop:
        with workshop.change("Add") as session:
            people.add_participant(session, NAME, email="gwyn@example.org")
            people.add_participant(session, "Siân Prys")
            card_services.add_cards(session, [f"{NAME} said {number}" for number in range(20)])
        moment = datetime.now() - timedelta(days=2)
        for number, name in enumerate((first, first, path)):
            with workshop.change("Add") as session:
                people.add_participant(session, f"Person {number}")
            place = backups.folder_for(settings.backups, name)
            with closing(workshop.snapshot()) as taken:
                made = backups.write(taken, place, "opened", moment + timedelta(hours=number))
            assert made is not None
            backups.second(made, folder / "stick" / ledger.IN_SECOND / place.name)
    first.rename(path)
    path.with_name("day.format-1.upstream").write_bytes(NAME.encode())
    return folder


def run(folder: Path, disk: FaultyDisk | None, *verb: str) -> tuple[int, str, list[str]]:
    """A command in a process whose disk may be faulty: exit code (-9 killed), what it said, its calls."""
    killed_by, done = forked(lambda: _ran(folder, disk, verb))
    return (-killed_by, "", []) if killed_by else tuple(done)


def _ran(
    folder: Path, disk: FaultyDisk | None, verb: tuple[str, ...]
) -> tuple[int, str, list[str]]:
    # its reading is done here too, so that it can fail
    opening._inspected = lambda path, mode, *_: inspection.inspect(
        path, mode, 60, schema.expected()
    )  # type: ignore[assignment]
    out, said = io.StringIO(), io.StringIO()
    if disk is not None:
        disk.lay_under()
        disk.switch(True)
    name, *more = verb
    file, home = str(folder / "here" / "day.upstream"), str(folder / "home")
    try:
        with redirect_stdout(out), redirect_stderr(said):
            code = verbs.main([name, file, *more, "--home", home])
    except BaseException as bug:
        code, said = 99, io.StringIO("".join(traceback.format_exception(bug)))
    if disk is not None:
        disk.switch(False)
    return code, said.getvalue(), disk.calls if disk is not None else []


def erase(folder: Path, disk: FaultyDisk | None = None) -> tuple[int, str, list[str]]:
    return run(folder, disk, "erase", "--person", NAME)


def fresh(template: Path, folder: Path) -> Path:
    """The same again somewhere else, its list of places too."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    kept = Ledger(folder / "home")
    for kind in (ledger.SESSION, ledger.SECOND):
        for place in kept.places(kind):
            kept.strike(place)
            moved = folder / place.path.relative_to(template)
            kept.note(kind, moved, place.identity, place.count)
    return folder


def faults(template: Path, folder: Path) -> Iterator[tuple[int, int, bool]]:
    """Which call fails, how, and whether all after it do too."""
    for error in ERRORS:
        code, said, calls = erase(fresh(template, folder), FaultyDisk(folder, 0, error))
        assert (code, said) == (0, "")
        step = 1 if LONG else max(1, len(calls) // SAMPLES)
        for at in range(1 + ERRORS.index(error) % step, len(calls) + 1, step):
            for lasting in (False, True) if LONG and error != KILL else (at % 2 == 0,):
                yield at, error, lasting


def is_there(folder: Path) -> bool:
    with Workshop.open(folder / "here" / "day.upstream") as workshop, workshop.read() as session:
        return NAME in {row.name for row in roster(session)}


def test_what_is_said_is_true_and_it_is_finished_at_the_next_start(
    template: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "work"
    before = traces(fresh(template, folder), NAME)
    assert len(before) == 8
    ends: set[str] = set()
    for at, error, lasting in faults(template, folder):
        fresh(template, folder)
        code, said, calls = erase(folder, FaultyDisk(folder, at, error, lasting))
        what = "kill" if error == KILL else os.strerror(error)
        where = f"{what} at {at} of {calls[at - 1 : at]}, lasting {lasting}: {code} {said}"
        assert code in ((-9,) if error == KILL else (0, 3)), where
        left = traces(folder, NAME)
        if code == 0:
            assert not left, where
            ends.add("done")
        elif code == 3:
            assert said.count("\n") == 1, where
            if "not finished" not in said:  # then nothing was changed, now or later
                ends.add("refused")
                assert erasures.noted(Ledger(folder / "home")) == (), where
                # a disk that goes on failing keeps SQLite's journal of the rehearsal until the next change
                assert left - {JOURNAL} == before, where
                assert is_there(folder), where
                if JOURNAL in left:  # with which it goes, like everything else
                    assert erase(folder)[0] == 0, where
                    assert traces(folder, NAME) == set(), where
                continue
            ends.add("unfinished")
        code, said, _ = run(folder, None, "loops", "--map", "x")
        assert (code, said.count("\n")) == (3, 1), where  # there is no such map
        left = traces(folder, NAME)
        if left and not erasures.noted(Ledger(folder / "home")):
            # killed before it was begun; SQLite leaves a journal that was not begun either to the next change
            assert left - {JOURNAL} == before, f"{where}: {left}"
            assert what == "kill", where
            continue
        assert not left, f"{where}: {left}"
        assert not is_there(folder), where
        assert traces(folder, "gwyn@example.org") == set()
    assert ends == {"done", "refused", "unfinished"}


def test_the_control_sees_what_an_erasing_that_forgets_a_place_leaves(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fresh(template, tmp_path / "work")
    monkeypatch.setattr(backup_search, "of_session", lambda *_given: backup_search.Found((), ()))
    code, _, _ = erase(folder)
    assert code == 0
    assert len(traces(folder, NAME)) == 6
