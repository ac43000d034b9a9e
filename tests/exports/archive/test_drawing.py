"""Drawing in processes of our own: the same bytes, cancelled, killed and crashed without harm."""

from __future__ import annotations

import base64
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import psutil
import pytest

from exports import catalogue
from exports.archive import archive, drawing_processes
from exports.archive.archive import pack
from exports.archive.drawing_processes import CODEC, draw, draw_one
from exports.archive.verify import verify
from exports.catalogue import KEPT
from exports.output import Document, for_others
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.processes import Program
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.report import Report, read_report

OUTSIDE = "The drawing of the documents was stopped from outside: try again."
FEW = 5  # documents to one process, in these tests
SOME = ("agenda", "packs", *(key for key in KEPT if key.endswith("-csv")))  # quickly drawn


class EnoughError(Exception):
    """What somebody who cancels raises."""


def quiet(_share: float, _doing: str) -> None:
    pass


def crowd(report: Report, number: int) -> Report:
    """The same residential with this many people more, each with a pack to be drawn."""
    first = report.people[0]
    more = [replace(first, id=10_000 + n, name=f"Siân Ŵyn {n}") for n in range(number)]
    people: tuple[ParticipantRow, ...] = (*report.people, *more)
    return report.with_values(people=people)


def drawn_here(report: Report, keys: Sequence[str] = SOME) -> dict[str, bytes]:
    return {each.name: each.make() for each in catalogue.documents_of(report, keys)}


def children(of: psutil.Process | None = None) -> list[psutil.Process]:
    """The drawing processes that are alive: ours, or those of another."""
    found = []
    for child in (of or psutil.Process()).children():
        with suppress(psutil.Error):  # it has ended
            if child.cmdline()[-1:] == ["exports"]:
                found.append(child)
    return found


def once_it_draws(act: Callable[[], object]) -> Callable[[float, str], None]:
    """A progress that does something, once, as soon as documents come."""
    acted = False

    def progress(share: float, _doing: str) -> None:
        nonlocal acted
        if share > 0 and not acted:
            acted = True
            act()

    return progress


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes, also for few documents and on one processor."""
    monkeypatch.setattr(drawing_processes, "WORTH", FEW)
    monkeypatch.setattr(drawing_processes, "MOST", 2)
    monkeypatch.setattr("os.cpu_count", lambda: 2)


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, apart: None) -> Callable[[str], None]:
    """Put some other program in the place of the drawing process."""

    def put(source: str) -> None:
        monkeypatch.setattr(drawing_processes, "PROGRAM", Program("", ("-c", source)))

    return put


@pytest.fixture
def no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(drawing_processes.processes, "ask", refuse)


def test_processes_draw_what_one_draws_and_in_that_order(report: Report, apart: None) -> None:
    told = archive.prepared(crowd(report, 3), "redacted")
    drawn = draw(told, KEPT, quiet)
    expected = drawn_here(told, KEPT)
    assert list(drawn) == list(expected)
    assert [name for name, content in expected.items() if drawn[name] != content] == []


def test_an_archive_is_byte_for_byte_the_same(
    furnished_workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apart: None
) -> None:
    with furnished_workshop.read() as session:
        report = read_report(session, datetime(2026, 11, 5, 15, 30))
    paths = [tmp_path / "one.zip", tmp_path / "two.zip"]
    for number, path in enumerate(paths, start=1):
        monkeypatch.setattr(drawing_processes, "MOST", number)
        furnished_workshop.copy_to(tmp_path / "copy.upstream")
        pack(tmp_path / "copy.upstream", report, path)
        (tmp_path / "copy.upstream").unlink()
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert verify(paths[1]).sound


def test_it_says_how_far_it_is(report: Report, apart: None) -> None:
    said: list[tuple[float, str]] = []
    drawn = draw(report, SOME, lambda share, doing: said.append((share, doing)))
    shares = [share for share, _ in said]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert 0 < shares[-1] <= 1
    assert {doing for _, doing in said} <= set(drawn)


def test_few_documents_start_no_process(report: Report, no_process: None) -> None:
    assert len(drawn_here(report)) < 2 * drawing_processes.WORTH
    assert draw(report, SOME, quiet) == drawn_here(report)


def test_one_processor_starts_no_process(
    report: Report, apart: None, no_process: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: None)
    assert draw(report, SOME, quiet) == drawn_here(report)


def test_where_no_process_can_be_started_this_one_draws(
    report: Report, apart: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/at/all")
    assert draw(report, SOME, quiet) == drawn_here(report)


@pytest.mark.parametrize("source", ["", "import os; os.abort()", "print('[[[')"])
def test_where_processes_end_before_they_draw_this_one_draws(
    report: Report, source: str, program: Callable[[str], None]
) -> None:
    program(source)
    assert draw(report, SOME, quiet) == drawn_here(report)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "import os; os.abort()",
        "print('[[[', flush=True)",
        "print('[' * 100_000, flush=True)",
        "print('[\"drawn\", 1.5]', flush=True)",
        "print('[\"drawn\", 7]', flush=True)",
        'print(\'["drawn", {"Popen": ["sh"]}]\', flush=True)',
        'print(\'["drawn", "no base 64"]\', flush=True)',
    ],
)
def test_whatever_becomes_of_a_process_is_one_sentence(
    report: Report, answer: str, program: Callable[[str], None]
) -> None:
    program(
        "import sys\nsys.stdin.readline()\n"
        f'print(\'["ready", ""]\', flush=True)\nsys.stdin.readline()\n{answer}'
    )
    with pytest.raises(WorkshopError, match="stopped from outside"):
        draw(report, SOME, quiet)
    assert children() == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other ways to end a process")
def test_one_that_is_killed_before_it_draws_is_not_missed(
    report: Report, program: Callable[[str], None], tmp_path: Path
) -> None:
    program(
        "import os, signal, sys\nfrom exports import __main__ as child\n"
        f"try: open({str(tmp_path / 'first')!r}, 'x')\n"
        "except FileExistsError: child.main()\nelse: os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert draw(report, SOME, quiet) == drawn_here(report)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other ways to end a process")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV])
def test_one_that_is_killed_is_one_sentence_and_leaves_no_file(
    workshop: Workshop, report: Report, tmp_path: Path, apart: None, number: signal.Signals
) -> None:
    copy, path = tmp_path / "copy.upstream", tmp_path / "a.zip"
    workshop.copy_to(copy)
    before = sorted(tmp_path.iterdir())
    kill = once_it_draws(lambda: [one.send_signal(number) for one in children()])
    with pytest.raises(WorkshopError) as told:
        pack(copy, crowd(report, 100), path, progress=kill)
    assert str(told.value) == OUTSIDE
    assert children() == []
    assert sorted(tmp_path.iterdir()) == before


def test_cancelling_ends_the_processes_at_once_and_leaves_no_file(
    workshop: Workshop, report: Report, tmp_path: Path, apart: None
) -> None:
    copy, path = tmp_path / "copy.upstream", tmp_path / "a.zip"
    workshop.copy_to(copy)
    before = sorted(tmp_path.iterdir())
    began: list[float] = []

    def enough() -> None:
        assert children()
        began.append(time.monotonic())
        raise EnoughError

    with pytest.raises(EnoughError):
        pack(copy, crowd(report, 100), path, progress=once_it_draws(enough))
    assert time.monotonic() - began[0] < 10
    assert children() == []
    assert sorted(tmp_path.iterdir()) == before


def test_a_fault_of_ours_is_told_by_its_place_alone(
    report: Report, caplog: pytest.LogCaptureFixture, program: Callable[[str], None]
) -> None:
    program(
        "from exports import catalogue, __main__ as child\n"
        "def broken(report, mine): raise ValueError(mine.person.name)\n"
        "catalogue.pack_pdf = broken\nchild.main()"
    )
    with pytest.raises(
        WorkshopError, match=r"^take-home packs/.*pdf cannot be drawn, and the reason"
    ):
        draw(report, SOME, quiet)
    assert "ValueError in <string>, line 2" in caplog.text
    assert report.people[0].name not in caplog.text


def test_a_refusal_is_the_same_sentence(report: Report, program: Callable[[str], None]) -> None:
    program(
        "from exports import catalogue, __main__ as child\n"
        "from upstream_workshop.errors import WorkshopError\n"
        "def refused(report, mine): raise WorkshopError('It has no room: choose A3.')\n"
        "catalogue.pack_pdf = refused\nchild.main()"
    )
    with pytest.raises(WorkshopError, match=r"^It has no room: choose A3\.$"):
        draw(report, SOME, quiet)


@pytest.mark.parametrize("key", ["summary", "attendance", "session-json"])
def test_the_only_document_of_an_output_is_drawn_apart_where_the_session_is_large(
    report: Report, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    seen: list[int] = []
    (only,) = catalogue.documents_of(report, (key,))
    shared = for_others(report)
    assert draw_one(report, shared, key, 0, lambda: seen.append(len(children()))) == only.make()
    assert max(seen) == 0
    monkeypatch.setattr(drawing_processes, "LARGE", 1)
    assert draw_one(report, shared, key, 0, lambda: seen.append(len(children()))) == only.make()
    assert max(seen) == 1
    assert children() == []


def test_one_of_many_short_documents_is_never_drawn_apart(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing_processes, "LARGE", 1)
    seen: list[object] = []
    second = catalogue.documents_of(report, ("packs",))[1]
    drawn = draw_one(report, for_others(report), "packs", 1, lambda: seen.append(children()))
    assert drawn == second.make()
    assert seen
    assert all(apart == [] for apart in seen)


def test_a_document_no_longer_wanted_is_not_drawn_to_its_end(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing_processes, "LARGE", 1)

    def look() -> None:
        if children():
            raise EnoughError

    with pytest.raises(EnoughError):
        draw_one(report, for_others(report), "summary", 0, look)
    assert children() == []


def test_the_fullest_folder_comes_last_and_none_is_left_out() -> None:
    names = ["packs/a", "packs/b", "summary", "packs/c", "posters/a", "agenda"]
    documents = [Document(name, bytes) for name in names]
    order = drawing_processes._longest_first(documents)
    assert sorted(order) == list(range(len(names)))
    assert [names[number] for number in order][3:] == ["packs/a", "packs/b", "packs/c"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other ways to end a process")
def test_they_do_not_outlive_who_asked(report: Report, tmp_path: Path) -> None:
    (tmp_path / "report").write_bytes(pickle.dumps(crowd(report, 300)))
    source = (
        "import pickle, sys\n"
        "from pathlib import Path\n"
        "from tests.exports.archive.test_drawing import SOME, children, draw, once_it_draws\n"
        "from tests.exports.archive.test_drawing import drawing_processes\n"
        "drawing_processes.MOST = 2; drawing_processes.os.cpu_count = lambda: 2\n"
        "def told(): print(*(one.pid for one in children()), flush=True)\n"
        "report = pickle.loads(Path(sys.argv[1]).read_bytes())\n"
        "draw(report, SOME, once_it_draws(told))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", source, str(tmp_path / "report")],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    ) as asker:
        assert asker.stdout is not None
        drawers = [psutil.Process(int(pid)) for pid in asker.stdout.readline().split()]
        asker.kill()
    assert drawers
    assert psutil.wait_procs(drawers, 10)[1] == []


def test_the_process_loads_no_qt() -> None:
    source = "import sys, exports.archive.drawing_processes\nprint('PySide6' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    assert told.stdout.strip() == "False", told.stderr


def test_the_app_draws_when_asked_by_its_hidden_flag(report: Report) -> None:
    asked = drawing_processes.question(report, ("agenda",)) + b"\n0\n\n"
    told = subprocess.run(
        [sys.executable, "-m", "ui", drawing_processes.FLAG],
        input=asked,
        capture_output=True,
        timeout=60,
    )
    _, (outcome, content) = (CODEC.decoded(line) for line in told.stdout.splitlines())
    assert outcome == "drawn"
    (expected,) = catalogue.documents_of(report, ("agenda",))
    assert base64.b64decode(content) == expected.make()
