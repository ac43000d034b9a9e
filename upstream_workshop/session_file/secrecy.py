"""Secret ballots in copies of a session: the papers a copy may contain, and removal of others.

While papers are being keyed in, only the session file contains them, with the numbers of their
slips: two copies made before and after one slip would reveal its marks. When the ballot has
closed, the numbers are deleted, and a copy may contain only the papers that the session contains.
All functions work on plain SQLite connections and on every format.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from upstream_workshop.storage import stamp
from upstream_workshop.voting.kinds import BallotState

# id, spoilt, and of each mark the id of its option and its value
Papers: TypeAlias = frozenset[tuple[int, str, tuple[tuple[int, int], ...]]]
Votes: TypeAlias = Mapping[int, Papers]  # by id of ballot

SETTLED: Final = (
    BallotState.CLOSED,
    BallotState.REVEALED,
)  # the states in which papers are no longer keyed in
SHOWN: Final = (BallotState.REVEALED,)
_NUMBERED: Final = (
    "SELECT 1 FROM ballot_paper WHERE ballot_id = ? AND number <> 'forgotten ' || id LIMIT 1"
)
_FORGET: Final = "UPDATE ballot_paper SET number = NULL WHERE ballot_id = ?"
_FORGET_BEFORE: Final = (  # in formats 1 and 2 a number is required
    "UPDATE ballot_paper SET number = 'forgotten ' || id WHERE ballot_id = ?"
)
# what was typed for a paper, and whether it was typed twice, which formats before 8 do not hold
_TYPED: Final = (
    "SELECT 1 FROM ballot_paper WHERE ballot_id = ? AND (checked OR (written <> '' AND spoilt = '')) "
    "LIMIT 1"
)
_FORGET_TYPED: Final = (
    "UPDATE ballot_paper SET checked = 0, written = '' WHERE ballot_id = ? AND "
    "(checked OR written <> '')"
)
_REMOVE_MARKS: Final = (
    "DELETE FROM mark WHERE paper_id IN (SELECT id FROM ballot_paper WHERE ballot_id = ?)"
)


class _Vote(NamedTuple):
    id: int
    name: str
    state: str


def states(file: sqlite3.Connection) -> dict[int, str]:
    """Return the state of each ballot, secret or not, by its id."""
    return dict(file.execute("SELECT id, state FROM ballot").fetchall())


def open_votes(file: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of the secret ballots that are open."""
    return tuple(vote.name for vote in _votes(file) if vote.state == BallotState.OPEN)


def settled(file: sqlite3.Connection, states: Collection[str] = SETTLED) -> Votes:
    """Return the papers of each secret ballot in one of these states.

    file: a connection to a session or a copy.
    states: members of BallotState.

    Returns papers without the numbers of their slips, by the id of the ballot.
    """
    return {vote.id: _papers(file, vote.id) for vote in _votes(file) if vote.state in states}


def discloses_more(file: sqlite3.Connection, allowed: Votes) -> bool:
    """Check whether a file contains papers of secret ballots that it may not, or numbers of slips.

    allowed: the papers that it may contain.
    """
    return any(
        _wrong(file, vote, allowed) or _numbered(file, vote) or _typed(file, vote)
        for vote in _votes(file)
    )


def withhold(file: sqlite3.Connection, allowed: Votes) -> None:
    """Remove from a copy the papers of secret ballots that it may not contain.

    file: a connection to the copy, outside any transaction; never to the session itself.
    allowed: the papers that the copy may contain.

    If the papers of a ballot differ from these, all of them are removed and the ballot is set to
    open, to be keyed in again; otherwise only the numbers of slips and what was
    typed for them are removed. The file is
    rebuilt, so that nothing is left in its free space.
    """
    if not discloses_more(file, allowed):
        return
    file.execute("PRAGMA foreign_keys=OFF")
    file.execute("PRAGMA secure_delete=ON")
    file.execute("BEGIN")
    for vote in _votes(file):
        if _wrong(file, vote, allowed):
            _empty(file, vote)
        if _numbered(file, vote) or _typed(file, vote):
            _forget_numbers(file, vote)
    stamp.restamp(file)
    file.execute("COMMIT")
    file.execute("VACUUM")


def without(path: Path, allowed: Votes) -> sqlite3.Connection | None:
    """Return a copy in memory of a file, without papers that it may not contain.

    allowed: the papers that it may contain.

    Returns None if the file contains no others. The caller must close the connection that is
    returned.
    """
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
            file.execute("PRAGMA trusted_schema=OFF")
            if discloses_more(file, allowed):
                file.backup(copy)
                withhold(copy, allowed)
                return copy
    except BaseException:
        copy.close()
        raise
    copy.close()
    return None


def _votes(file: sqlite3.Connection) -> list[_Vote]:
    found = file.execute("SELECT id, name, state FROM ballot WHERE secret ORDER BY id")
    return [_Vote(*row) for row in found]


def _papers(file: sqlite3.Connection, ballot: int) -> Papers:
    marks: dict[int, list[tuple[int, int]]] = {}
    given = file.execute(
        "SELECT mark.paper_id, mark.option_id, mark.value FROM mark "
        "JOIN ballot_paper ON ballot_paper.id = mark.paper_id WHERE ballot_paper.ballot_id = ?",
        (ballot,),
    )
    for paper, option, value in given:
        marks.setdefault(paper, []).append((option, value))
    found = file.execute("SELECT id, spoilt FROM ballot_paper WHERE ballot_id = ?", (ballot,))
    return frozenset(
        (paper, spoilt, tuple(sorted(marks.get(paper, ())))) for paper, spoilt in found
    )


def _wrong(file: sqlite3.Connection, vote: _Vote, allowed: Votes) -> bool:
    """Check whether a ballot has papers other than those told, or is still being keyed in."""
    found = _papers(file, vote.id)
    return bool(found) and (vote.state not in SETTLED or found != allowed.get(vote.id))


def _numbered(file: sqlite3.Connection, vote: _Vote) -> bool:
    return file.execute(_NUMBERED, (vote.id,)).fetchone() is not None


def _typed(file: sqlite3.Connection, vote: _Vote) -> bool:
    return "written" in _needed(file) and file.execute(_TYPED, (vote.id,)).fetchone() is not None


def _forget_numbers(file: sqlite3.Connection, vote: _Vote) -> None:
    needed = _needed(file)
    file.execute(_FORGET_BEFORE if needed["number"] else _FORGET, (vote.id,))
    if "written" in needed:
        file.execute(_FORGET_TYPED, (vote.id,))


def _needed(file: sqlite3.Connection) -> dict[str, bool]:
    """Return whether each column of papers needs a value, by its name."""
    return {row[1]: bool(row[3]) for row in file.execute("PRAGMA table_info(ballot_paper)")}


def _empty(file: sqlite3.Connection, vote: _Vote) -> None:
    file.execute(_REMOVE_MARKS, (vote.id,))
    file.execute("DELETE FROM ballot_paper WHERE ballot_id = ?", (vote.id,))
    file.execute("UPDATE ballot SET state = 'open' WHERE id = ?", (vote.id,))
