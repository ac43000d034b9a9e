"""However long the same letters go on, what reads them takes no longer than their number asks for.

An expression that tries every start of a run again takes the square of its length: hours here, not seconds.
"""

from __future__ import annotations

import csv
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import pytest

from exports.editions.clues import pattern_clues
from tests.core.readers.test_long_words import COLUMNS
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import LONG
from upstream_workshop.people.duplicates.look_alikes import mailbox
from upstream_workshop.readers import file_kinds
from upstream_workshop.readers.agendas import times, written_days
from upstream_workshop.readers.maps import known_formats
from upstream_workshop.readers.signup import contents

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no timer of processor time there")

RUNS = (
    "x", " ", "-", "1", "(", "[", "@", "# ", "x ", "- ", "x-", "x.", "1 ", ", ", "; ", ": ", "/", "&",
    "\n", "a@", "<!-->", "x@",
)  # fmt: skip
LETTERS = 300_000
HOPELESS = 6  # seconds of processor time, where fractions of one are needed
TURNS = 3  # of the runs, shared out among the columns of a table

READ: dict[str, Callable[[str], object]] = {
    "address": contents.is_address,
    "only an address": contents.is_only_address,
    "link": contents.is_link,
    "mailbox": mailbox,
    "disguised address": lambda text: list(pattern_clues.disguised(text)),
    "time": times.span,
    "time of a day": times.dated,
    "length": times.length,
    "day": written_days.day_in,
    "kind of map": lambda text: known_formats.refuse_text("a.txt", text),
    "kind of page": lambda text: known_formats.refuse_page("a.txt", text.encode()),
}


@contextmanager
def without_hanging() -> Iterator[None]:
    """Fail what is still at work after seconds of processor time, however busy the machine is."""

    def fail(_number: int, _frame: FrameType | None) -> None:
        pytest.fail(f"still at work after {HOPELESS} seconds")

    before = signal.signal(signal.SIGVTALRM, fail)
    signal.setitimer(signal.ITIMER_VIRTUAL, HOPELESS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize("what", READ)
def test_a_run_of_letters_is_read_once(what: str) -> None:
    for run in RUNS:
        with without_hanging():
            READ[what](f"q{run * (LETTERS // len(run))}\0")


@pytest.mark.parametrize("turn", range(TURNS))
@pytest.mark.parametrize("kind", COLUMNS)
def test_a_table_with_runs_in_each_column_is_read(kind: str, turn: int, tmp_path: Path) -> None:
    columns = COLUMNS[kind]
    first, last = ([two[at] for two in columns.values()] for at in (0, 1))
    runs = [RUNS[(turn * len(columns) + at) % len(RUNS)] for at in range(len(columns))]
    middle = [f"q{run * ((LONG - 2) // len(run))}q" for run in runs]
    path = tmp_path / "runs.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([list(columns), first, middle, last])
    with without_hanging(), suppress(WorkshopError):
        file_kinds.READERS[kind](path)
