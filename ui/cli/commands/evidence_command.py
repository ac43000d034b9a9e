"""The command that counts findings by codes, organisations and kinds."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from resources.words import count, joined, say
from ui.cli.answer import Answer
from ui.cli.sessions import opened_session
from ui.cli.typed_values import AXES
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence import patterns as rules
from upstream_workshop.evidence import queries, small_numbers
from upstream_workshop.evidence.codebook import queries as codebook
from upstream_workshop.evidence.codebook.queries import CodeRow
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.patterns import Axis, Key, Matrix
from upstream_workshop.evidence.queries import FindingRow
from upstream_workshop.evidence.report import homes_of


class _Found(NamedTuple):
    findings: tuple[FindingRow, ...]
    codes: tuple[CodeRow, ...]
    homes: tuple[tuple[int, str], ...]
    kinds: tuple[str, ...]
    never: int


_AXES: Final[Mapping[str, Callable[[_Found, bool], Axis]]] = {
    "codes": lambda found, flat: rules.by_code(found.codes, flat),
    "organisations": lambda found, _: rules.by_organisation(found.homes),
    "kinds": lambda found, _: rules.by_kind((*found.kinds, "")),
}


def patterns(asked: argparse.Namespace) -> Answer:
    """Count the findings that may be used, and tell which codes are shared.

    With --fewest, smaller numbers are left out, and what would give them away.
    """
    if asked.rows == asked.columns:
        raise WorkshopError(
            say("Rows and columns are the same: choose two of {names}.", names=", ".join(AXES))
        )
    found = _read(asked)
    flat = asked.fewest > 1
    counted = rules.matrix(
        found.findings, _AXES[asked.rows](found, flat), _AXES[asked.columns](found, flat)
    )
    by_home = rules.matrix(
        found.findings, rules.by_code(found.codes, flat), rules.by_organisation(found.homes)
    )
    shared = rules.shared(by_home, asked.at_least)
    table = _table(counted, asked.fewest)
    hides = any(None in cells for cells in table["cells"])
    values = table | {
        "shared": [_shared_values(one, asked.fewest) for one in shared if one.findings],
        "findings": None if hides else len(found.findings),
        "never": found.never,
    }
    lines = [
        _line(label, cells, counted.columns)
        for label, cells in zip(values["rows"], values["cells"], strict=True)
    ]
    if found.never:
        left_out = count(
            found.never,
            "{n} finding is left out: never to be used.",
            "{n} findings are left out: never to be used.",
        )
        lines.append(left_out)
    return Answer(values, tuple(lines) or (say("There are no findings yet."),))


def _read(asked: argparse.Namespace) -> _Found:
    with opened_session(asked) as opened:
        every = opened.ask(queries.findings)
        usable = tuple(one for one in every if one.use is not Use.NEVER)
        homes = homes_of(usable, opened.ask(queries.visits))
        codes, kinds = opened.ask(codebook.codes), opened.ask(queries.kinds)
        return _Found(usable, codes, homes, kinds, len(every) - len(usable))


def _table(counted: Matrix, fewest: int) -> dict[str, Any]:
    cells, rows, columns = small_numbers.told_counts(counted, fewest, linked=True)
    return {
        "rows": list(counted.rows.values()),
        "columns": list(counted.columns.values()),
        "cells": [[cells[row, column] for column in counted.columns] for row in counted.rows],
        "row_totals": [rows[row] for row in counted.rows],
        "column_totals": [columns[column] for column in counted.columns],
    }


def _shared_values(one: rules.Shared, fewest: int) -> dict[str, Any]:
    """Return how far a code is shared; by name only if no number is left out."""
    told = small_numbers.told(len(one.said_by), len(one.said_by) + len(one.not_said_by), fewest)
    values: dict[str, Any] = {"code": one.path, "organisations": told}
    if fewest == 1:
        values |= {"said_by": list(one.said_by), "not_said_by": list(one.not_said_by)}
    return values


def _line(label: str, cells: Iterable[int | None], columns: Mapping[Key, str]) -> str:
    told = (
        f"{name or say('no kind')} {'–' if number is None else number}"
        for name, number in zip(columns.values(), cells, strict=True)
        if number != 0
    )
    return joined((label or say("no kind"), ", ".join(told)), "{first}: {then}")
