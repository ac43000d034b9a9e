"""Reports to print: a furnished session, the same with hostile words everywhere, and an empty one."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

import pytest

from upstream_workshop.agenda import queries as agenda
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.report import Report, read_report

AT = datetime(2026, 11, 5, 15, 30)
HOSTILE = (
    ' <Bob> <script>alert(1)</script><img src="/etc/hostname"/> <b c & ]]> =1+1 '
    + "x" * 200
    + " ŵŷ \u202e\x07 漢 \U0001f600\nnext line"
)
MEANINGFUL = frozenset(
    (
        "", "here", "late", "expected", "substitute", "left", "withdrawn", "candidate", "chosen",
        "parked", "merged", "on the ballot", "draft", "open", "closed", "revealed", "dots",
        "approval", "score", "ranked", "keep both", "run-off", "lots", "R", "B", "?", "+", "-",
        "most-votes", "listed", "present", "organisations", "counts", "left out", "river",
        "leaf", "sun", "rose", "plum", "plain",
    )
)  # fmt: skip
_READ = frozenset(  # columns of words the program reads
    ("attribution", "category", "colour", "directory", "edition", "electorate", "kind", "method", "phase",
     "photo", "room", "rule", "sign", "state", "tie_rule", "withdrawn", "standing", "uid", "carried",
     "content", "tag")
)  # fmt: skip
Value = TypeVar("Value")


def mapped(value: Value, change: Callable[[str], str]) -> Value:
    """The same frozen value with every text in it changed, but for the words the program reads."""
    answer: Any = value
    if isinstance(value, StrEnum):
        return value  # it is read, and nobody typed it
    if isinstance(value, str):
        answer = change(value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {
            field.name: mapped(getattr(value, field.name), change)
            for field in dataclasses.fields(value)
            if field.name not in _READ
        }
        answer = replace(value, **parts)
    elif isinstance(value, tuple):
        answer = tuple(mapped(each, change) for each in value)
    return answer  # type: ignore[no-any-return]


@pytest.fixture
def report(furnished_workshop: Workshop) -> Report:
    """Something in every room, one ballot revealed, one block run."""
    with furnished_workshop.change("Run") as session:
        running_day.start(session, agenda.agenda(session)[0].id, AT)
        running_day.finish(session, AT)
    with furnished_workshop.read() as session:
        return read_report(session, AT)


@pytest.fixture
def hostile(report: Report) -> Report:
    """The same residential, with every word anybody typed turned against us."""
    return mapped(report, lambda words: words if words in MEANINGFUL else words + HOSTILE)


@pytest.fixture
def empty(workshop: Workshop) -> Report:
    """A session nobody has touched."""
    with workshop.read() as session:
        return read_report(session, AT)


@pytest.fixture
def revealed(report: Report) -> Report:
    """Every ballot counted and shown."""
    from upstream_workshop.voting.rules import tally

    votes = []
    for vote in report.votes:
        marks = [dict(paper.marks) for paper in vote.papers if not paper.spoilt]
        counted = tally(marks, vote.ballot.terms)
        ballot = dataclasses.replace(vote.ballot, state="revealed")
        votes.append(dataclasses.replace(vote, ballot=ballot, tally=counted))
    return report.with_values(votes=tuple(votes))
