"""Checks that no choice, paper, commitment, offer or ask is missing, but the papers of votes not shown."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from exports.archive.sealed_archive import Sealed
from exports.editions.unnamed_rows import FEWEST_UNNAMED
from exports.seal import SESSION
from upstream_workshop.naming import WITHHELD
from upstream_workshop.whole.report import Report


def numbers_are_right(sealed: Sealed) -> Iterator[str]:
    """Check that no choice, ballot paper, commitment, offer or ask is missing."""
    told, whole = sealed.shown, sealed.original
    counts = {
        "choices": (len(told.choices), len(whole.choices)),
        "offers and asks": (len(told.support), len(whole.support)),
        "ballot papers": tuple(sum(len(v.papers) for v in one.votes) for one in (told, whole)),
        "commitments": tuple(
            sum(len(group.commitments) for group in one.workgroups) for one in (told, whole)
        ),
    }
    yield from (what for what, (shown, there) in counts.items() if shown != there)
    for row, rows in _lists_of_one_each(told):
        few = sum(one.participant_id == WITHHELD for one in rows)
        if 0 < few < FEWEST_UNNAMED and any(one.participant_id for one in rows):
            yield f"{row}: {few} without a name"


def _lists_of_one_each(report: Report) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the lists in which everybody has one row, each with its name."""
    yield "choices", report.choices
    yield from (("ballot papers", vote.papers) for vote in report.votes)


def unshown_votes(sealed: Sealed) -> Iterator[str]:
    """Find papers and results of votes that were not shown."""
    for vote in sealed.original.votes:
        if not vote.ballot.releasable and (vote.papers or vote.tally):
            yield vote.ballot.name
    told = sum(vote.ballot.releasable for vote in sealed.original.votes)
    if sum(name.startswith("data/ballot papers/") for name in sealed.texts) != told:
        yield "the tables of papers"
    yield from _marks_in_the_file(sealed)


def _marks_in_the_file(sealed: Sealed) -> Iterator[str]:
    """Find secret ballots whose marks are in the session file although they were not shown."""
    told = {vote.ballot.id for vote in sealed.original.votes if vote.ballot.releasable}
    with zipfile.ZipFile(io.BytesIO(sealed.content)) as opened:
        content = opened.read(SESSION) if SESSION in opened.namelist() else b""
    with closing(sqlite3.connect(":memory:")) as file:
        if content:
            file.deserialize(content)
            found = file.execute(
                "SELECT b.id, b.name FROM ballot AS b JOIN ballot_paper AS p ON p.ballot_id = b.id "
                "JOIN mark AS m ON m.paper_id = p.id WHERE b.secret"
            )
            yield from {name for id_, name in found if id_ not in told}


def secret_slips(sealed: Sealed) -> Iterator[str]:
    """Find secret ballots whose papers are in another than the sorted order or numbering."""
    for vote in sealed.shown.votes:
        said = [(paper.marks, bool(paper.spoilt)) for paper in vote.papers]
        orders = (sorted(said), sorted(said, key=lambda one: (one[1], repr(one[0]))))
        numbers = [paper.number for paper in vote.papers if paper.number]
        counted = [f"{number}" for number in range(1, len(numbers) + 1)]
        if vote.ballot.secret and (said not in orders or numbers != counted):
            yield vote.ballot.name
