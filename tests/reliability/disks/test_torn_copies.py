"""A copy that mixes two states of a session is told, however its pages fell; a whole one is opened.

Copies are torn when a file is copied, synchronised or backed up by another program while it is written.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.core import furnished
from tests.reliability.disks.test_faulty_disk import LONG
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file import opening
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes.cards import services as card_services

PAGE = 4096
Content = dict[str, list[tuple[object, ...]]]


def content(path: Path) -> Content:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
        names = file.execute("SELECT name FROM sqlite_schema WHERE type='table'").fetchall()
        return {
            name: file.execute(f"SELECT * FROM {name} NOT INDEXED ORDER BY id").fetchall()
            for (name,) in names
        }


def accepted(path: Path) -> bool:
    """Whether it passes; in this process, for there are many."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
            opening.check_content(file, path)
    except (WorkshopError, sqlite3.DatabaseError):
        return False
    return True


def add(session: Session) -> None:
    card_services.add_cards(session, [f"Added {number} " + "words " * 20 for number in range(120)])


def rename(session: Session) -> None:
    session.execute(text("UPDATE card SET text = 'Renamed ' || id"))
    session.execute(text("UPDATE participant SET name = 'Renamed ' || id"))


def remove(session: Session) -> None:
    session.execute(text("DELETE FROM card WHERE id % 3 = 0"))


def swap_one_letter(session: Session) -> None:
    session.execute(text("UPDATE card SET text = replace(text, 'a', 'o') WHERE id % 7 = 0"))


def vote(session: Session) -> None:
    session.execute(text("UPDATE mark SET value = 1"))  # after which the file is written anew


def spread(session: Session) -> None:
    session.execute(text("UPDATE factor SET x = x + 1, y = y - 1"))
    session.execute(text("UPDATE card SET position = position + 1"))


CHANGES = (add, rename, remove, swap_one_letter, vote, spread)


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """The file after each change, and one undo."""
    path = tmp_path_factory.mktemp("states") / "a.upstream"
    found = []
    with Workshop.create(path) as workshop:
        furnished.furnish(workshop)
        with workshop.change("Add") as session:
            card_services.add_cards(
                session, [f"Card {number} " + "words " * 20 for number in range(300)]
            )
        for change in CHANGES:
            found.append(path.read_bytes())
            with workshop.change(change.__name__) as session:
                change(session)
        found.append(path.read_bytes())
        workshop.undo()
        found.append(path.read_bytes())
    return found


def pages(state: bytes) -> list[bytes]:
    return [state[at : at + PAGE] for at in range(0, len(state), PAGE)]


def mixed(first: bytes, second: bytes, of_second: set[int], as_long: bytes) -> bytes:
    """The first with some pages of the second, as long as one of them."""
    one, other = pages(first), pages(second)
    count = len(as_long) // PAGE
    if count > len(one):
        one += other[len(one) :]
    return b"".join(other[n] if n in of_second and n < len(other) else one[n] for n in range(count))


@pytest.mark.parametrize("at", range(len(CHANGES) + 1))
def test_every_mixture_of_two_states_is_told(states: list[bytes], at: int, tmp_path: Path) -> None:
    first, second = states[at], states[at + 1]
    path = tmp_path / "mixed.upstream"
    whole = []
    for state in (first, second):
        path.write_bytes(state)
        assert accepted(path)
        whole.append(content(path))
    assert whole[0] != whole[1]
    differing = [
        n for n, (a, b) in enumerate(zip(pages(first), pages(second), strict=False)) if a != b
    ]
    told = 0

    @given(st.sets(st.sampled_from(differing)), st.booleans())
    @settings(
        max_examples=2000 if LONG else 40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def check(of_second: set[int], as_long_as_second: bool) -> None:
        nonlocal told
        as_long = second if as_long_as_second else first
        path.write_bytes(mixed(first, second, of_second, as_long))
        if accepted(path):
            assert content(path) in whole
        else:
            told += 1

    check()
    assert told, "no mixture was torn: this proved nothing"


def test_an_index_of_another_state_is_told(states: list[bytes], tmp_path: Path) -> None:
    at = CHANGES.index(rename)
    path = tmp_path / "mixed.upstream"
    path.write_bytes(states[at])
    with closing(sqlite3.connect(path)) as file:
        (root,) = file.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'ix_participant_name'"
        ).fetchone()
    path.write_bytes(mixed(states[at + 1], states[at], {root - 1}, states[at + 1]))
    assert not accepted(path)


@pytest.mark.parametrize("with_journal", [True, False])
def test_a_copy_taken_in_the_middle_of_a_commit_is_mended_or_told(
    tmp_path: Path, with_journal: bool
) -> None:
    path, copy = tmp_path / "a.upstream", tmp_path / "copy.upstream"
    journal = path.with_name(path.name + "-journal")
    with Workshop.create(path) as workshop:
        with workshop.change("Add") as session:
            card_services.add_cards(
                session, [f"Card {number} " + "words " * 90 for number in range(300)]
            )
        whole = path.read_bytes()
        workshop._open_file.driver.execute(
            "PRAGMA cache_size=4"
        )  # so that pages are written before their time
        with workshop.change("Rename") as session:
            session.execute(text("UPDATE card SET text = 'Renamed ' || id || wording"))
            shutil.copyfile(path, copy)
            if with_journal:
                shutil.copyfile(journal, copy.with_name(copy.name + "-journal"))
    assert copy.read_bytes() != whole, "nothing was written yet: this proves nothing"
    if not with_journal:
        with pytest.raises(WorkshopError, match=r"damaged|last saved"):
            Workshop.open(copy)
        return
    with Workshop.open(copy) as mended, mended.read() as session:
        assert session.scalar(text("SELECT count(*) FROM card WHERE text LIKE 'Card %'")) == 300


WRITE = """
import sys
from pathlib import Path
from sqlalchemy import text
from upstream_workshop.themes import services as themes
from upstream_workshop.themes.cards import services as cards
from upstream_workshop.session_file.workshop import Workshop
with Workshop.create(Path(sys.argv[1])) as workshop:
    with workshop.change("Add") as session:
        theme = themes.add_theme(session, "0")
        cards.add_cards(session, [f"{number} " + "words " * 90 for number in range(2000)])
        session.execute(text("UPDATE card SET author = '0'"))
    print("begun", flush=True)
    turn = 0
    while True:
        turn += 1
        with workshop.change("Turn") as session:
            values = {"turn": str(turn)}
            session.execute(text("UPDATE theme SET title = :turn"), values)
            session.execute(text("UPDATE card SET author = :turn WHERE id % 25 = 0"), values)
"""


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    """A session that another process changes without a pause; each change says its number everywhere."""
    path = tmp_path / "busy.upstream"
    with subprocess.Popen(
        [sys.executable, "-c", WRITE, str(path)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        yield path
        process.kill()


def test_copies_taken_while_it_is_written_are_whole_or_told(written: Path, tmp_path: Path) -> None:
    told = whole = 0
    for number in range(200 if LONG else 12):
        copy = tmp_path / f"{number}.upstream"
        shutil.copyfile(written, copy)
        if not accepted(copy):
            told += 1
            continue
        whole += 1
        found = content(copy)
        (turn,) = {row[1] for row in found["theme"]}
        authors = {row[0]: row[6] for row in found["card"]}
        assert {author for id_, author in authors.items() if id_ % 25 == 0} == {turn}
    if LONG:
        assert told, "no copy was torn: this proves nothing"
        assert whole
