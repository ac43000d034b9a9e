"""The reading process: the same answers as in our own, under limits, and gone when nobody waits for it."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path

import pytest

import resources
from upstream_workshop import processes
from upstream_workshop.errors import WorkshopError
from upstream_workshop.processes import Program
from upstream_workshop.readers import limits, row_types, sandboxed_reader
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.formats.tables import read_table
from upstream_workshop.readers.sandboxed_reader import read_sandboxed
from upstream_workshop.readers.signup_lists import read_people

SAMPLES = {
    "people": "Name,Organisation,Offers,Asks\r\nSiân Prys,Cyngor Môn,maps; tea,time\r\n,,,\r\nx;,y,,\r\n",
    "table": "Name\r\n\U0001f600 ŵŷ\r\n",
    "cards": "text,theme,author\r\nTrust takes time,Trust,Siân\r\n,Trust,\r\n",
    "responses": "text,author,about\r\nToo slow,Siân,2.1\r\n,Siân,\r\n",
    "responses source": "text,author\r\nToo slow,Siân\r\n",
    "source": "Siân: nobody signs alone.\r\n\U0001f600\r\n",
    "draft": "# Ŵyn\r\n\r\nSome words.\r\n",
    "forms": "reference,now,new day,note\r\n0A1B2C3D-C1,done,,ŵ\r\n,done,,\r\n",
    "choices": "name,first,second\r\nSiân,Trust,Time\r\n,Trust,\r\n",
    "map": "from,to,sign,delay\r\nTrust,Time,+,yes\r\nTrust,,,\r\nx,y,maybe,\r\n",
    "agenda": "start,minutes,title\r\n9:00,30,ŵ\r\nsoon,5,x\r\n",
    "agenda source": '{"rundown": [{"type": "event", "title": "ŵ", "timeStart": 0, "duration": 60000}]}',
    "map source": '{"elements": [{"id": "a", "label": "ŵ"}], "connections": [{"from": "a", "to": "b"}]}',
    "ballot-papers source": "paper,ŵ\r\n1,1\r\n",
    "ballot-papers": "paper,Trust,Time\r\n1,2,3\r\n2,x,\r\n2,1,\r\n",
    "findings": "text,organisation,codes\r\nNobody signs,Môn,Risk; ŵ\r\n,Kent,\r\n",
    "codebook": "code,description\r\nRisk / ŵ,What may go wrong\r\n,x\r\n",
    "codebook source": "code,description\r\nRisk / ŵ,What may go wrong\r\n",
}


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put some other program in the place of the reading process."""

    def put(source: str) -> None:
        monkeypatch.setattr(sandboxed_reader, "PROGRAM", Program("", ("-c", source)))

    return put


@pytest.mark.parametrize("kind", READERS)
def test_what_is_read_apart_is_what_is_read_here(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"ŵ {kind}.csv"
    path.write_bytes(SAMPLES[kind].encode())
    assert read_sandboxed(kind, path) == READERS[kind](path)


def test_a_list_of_the_sample_is_the_same_too() -> None:
    path = resources.path("sample") / "people.csv"
    assert read_sandboxed("people", path) == read_people(read_table(path))


def test_a_refusal_is_the_same_sentence(tmp_path: Path) -> None:
    path = tmp_path / "missing.csv"
    with pytest.raises(WorkshopError) as here:
        READERS["people"](path)
    with pytest.raises(WorkshopError) as there:
        read_sandboxed("people", path)
    assert str(there.value) == str(here.value)


def test_nothing_in_the_folder_we_are_in_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "csv.py").write_text("raise SystemExit(1)")
    (tmp_path / "list.csv").write_text("Name\nSiân\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_sandboxed("people", Path("list.csv")).entries[0].name == "Siân"


def test_the_process_loads_one_reader_and_neither_qt_nor_a_database() -> None:
    source = (
        "import sys\nfrom upstream_workshop.readers import __main__, file_kinds\n"
        "file_kinds.load('cards')\n"
        "assert 'upstream_workshop.readers.signup_lists' not in sys.modules\n"
        "for kind in file_kinds.READERS: file_kinds.load(kind)\n"
        "assert 'upstream_workshop.readers.sources.pdf_texts' in sys.modules\n"
        "print([name for name in ('PySide6', 'sqlalchemy', 'reportlab') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    assert told.stdout.strip() == "[]", told.stderr


def test_every_row_type_that_travels_is_found() -> None:
    for module, names in row_types.ROW_TYPES.items():
        found = import_module(f"upstream_workshop.readers.{module}")
        assert [name for name in names if not is_dataclass(getattr(found, name))] == []


def test_the_app_reads_when_asked_by_its_hidden_flag(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(SAMPLES["people"].encode())
    command = [sys.executable, "-m", "ui", sandboxed_reader.FLAG, "people", str(path)]
    told = subprocess.run(command, capture_output=True)
    assert row_types.decoded(told.stdout) == ("read", READERS["people"](path)), told.stderr


def test_a_reader_that_never_ends_is_stopped(
    program: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program("import time; time.sleep(60)")
    monkeypatch.setattr(limits, "SECONDS", 0.3)
    began = time.monotonic()
    with pytest.raises(WorkshopError, match=r"a\.csv takes more than"):
        read_sandboxed("people", tmp_path / "a.csv")
    assert time.monotonic() - began < 5


def test_cancelling_ends_the_process(program: Callable[[str], None], tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    program(
        "import os, pathlib, time\n"
        f"pathlib.Path({str(mark)!r}).write_text(str(os.getpid()))\ntime.sleep(60)"
    )

    def look() -> None:
        if mark.exists() and mark.read_text():
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_sandboxed("people", tmp_path / "a.csv", look)
    import psutil

    assert not psutil.pid_exists(int(mark.read_text()))


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("import os; os._exit(87)", "needs more than 512 MB"),
        ("import os; os.abort()", "the reading process ended with"),
        ("print('[[[')", "ended with 0"),
        ('print(\'["read", {"Popen": ["sh"]}]\')', "ended with 0"),
        ("print('[\"read\", 1.5]')", "ended with 0"),
        ("print('[' * 100_000)", "ended with 0"),
        ('print(\'["failed", "ValueError in maps.py, line 3"]\')', "ValueError in maps.py"),
    ],
)
def test_whatever_becomes_of_the_process_is_a_refusal(
    source: str, says: str, program: Callable[[str], None], tmp_path: Path
) -> None:
    program(source)
    with pytest.raises(WorkshopError, match=r"a\.csv") as refusal:
        read_sandboxed("people", tmp_path / "a.csv")
    assert says in str(refusal.value)


def test_an_endless_answer_is_cut_off(
    program: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program("import sys\nwhile True: sys.stdout.write('x' * 65536)")
    monkeypatch.setattr(processes, "LONGEST_LINE", 1_000_000)
    with pytest.raises(WorkshopError, match="needs more than"):
        read_sandboxed("people", tmp_path / "a.csv")


def test_a_fault_of_ours_is_told_by_its_place_alone(tmp_path: Path) -> None:
    path = tmp_path / "Siân.csv"
    path.write_text("Name\nSiân")
    source = (
        "from upstream_workshop.readers import __main__ as child, file_kinds\n"
        "def broken(path): raise ValueError(path.read_text())\n"
        "file_kinds.READERS['people'] = broken\n"
        f"child.main(['people', {str(path)!r}])"
    )
    told = subprocess.run([sys.executable, "-c", source], capture_output=True)
    outcome, where = row_types.decoded(told.stdout)
    assert outcome == "failed"
    assert "ValueError" in where
    assert "Si" not in where


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a thread watches, tested below")
def test_memory_is_capped_and_no_file_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "written"
    source = (
        "from upstream_workshop.readers.limits import confine\nconfine()\n"
        "try:\n    bytearray(600_000_000)\nexcept MemoryError:\n    print('capped')\n"
        f"try:\n    open({str(path)!r}, 'wb', 0).write(b'x')\nexcept OSError:\n    print('refused')\n"
    )
    told = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    assert told.stdout.split() == ["capped", "refused"], told.stderr


def test_the_watch_ends_a_process_that_swells() -> None:
    source = (
        "import time\nfrom upstream_workshop.readers import limits\nlimits.watch(50_000_000)\n"
        "held = b'x' * 200_000_000\ntime.sleep(30)"
    )
    told = subprocess.run([sys.executable, "-c", source], capture_output=True, timeout=25)
    assert told.returncode == limits.OUT_OF_MEMORY, told.stderr


def test_no_window_and_no_command_reads_a_foreign_file_in_its_own_process() -> None:
    calls = re.compile(
        r"\b(read_table|read_ballots|read_blt|read_preflib|read_pabulib|read_abc_yaml)\(|READERS\["
    )
    ui = Path(sandboxed_reader.__file__).resolve().parents[2] / "ui"
    found = [path.name for path in ui.rglob("*.py") if calls.search(path.read_text("utf-8"))]
    assert found == []
