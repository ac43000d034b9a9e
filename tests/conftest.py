"""Shared by every test: no display, no network, a fresh session file when asked for."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from sqlalchemy import text

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="upstream-tests-")  # whoever names no home

from tests import sessions
from tests.core import furnished
from upstream_workshop.session_file import written_schema
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files import ledger

hypothesis.settings.register_profile("untimed", deadline=None)  # how fast belongs in benchmarks/
hypothesis.settings.load_profile("untimed")
hypothesis.settings.register_profile(
    "mutants",  # of `make mutants`: that a property fails is enough, soon, and every time
    deadline=None,
    max_examples=40,
    derandomize=True,
    database=None,
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    report_multiple_bugs=False,
)


def pytest_sessionstart() -> None:
    """Refuse to test with models that the written schema does not know: no file would have their columns."""
    if not written_schema.is_current():
        pytest.exit(
            "The models changed: .venv/bin/python -m upstream_workshop.session_file.written_schema",
            1,
        )


def pytest_collection_finish() -> None:
    """Leave what collecting made out of every later look for garbage, which took a tenth of all time."""
    gc.collect()
    gc.freeze()


SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(autouse=True)
def no_ledger() -> Iterator[None]:
    """No list of places outlives the test that kept it."""
    yield
    ledger.keep(None)


@pytest.fixture
def workshop(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Workshop]:
    """A session file, open: empty, unless the test asks for one with something in every room."""
    wanted = "furnished_workshop" in request.fixturenames
    build = sessions.with_every_room if wanted else sessions.empty
    with sessions.opened(tmp_path / "session.upstream", build) as opened:
        yield opened


@pytest.fixture
def furnished_workshop(workshop: Workshop) -> Workshop:
    """The same session file, with something in every room.

    A test that asks for it only while it runs, by `getfixturevalue`, has opened an empty one.
    """
    with workshop.read() as session:
        is_empty = session.scalar(text("SELECT count(*) FROM history")) == 0
    if is_empty:
        furnished.furnish(workshop)
    return workshop


@pytest.fixture
def shared_data() -> Path:
    """Real third-party inputs beside the project; skips where they are missing."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"needs the third-party inputs, which are not at {SHARED_DATA.name} here")
    return SHARED_DATA
