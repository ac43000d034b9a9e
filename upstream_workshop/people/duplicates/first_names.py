"""First names that one person may be called by: short forms and other spellings."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Final

import resources
from upstream_workshop.people.rules import folded

_TABLE: Final = "lists/nicknames.csv"


def also_called(name: str) -> frozenset[str]:
    """Return the other names of somebody of this first name, such as Bob and Rob of Robert.

    name: a folded first name; those returned are folded too.
    """
    return _names().get(name, frozenset()) - {name}


@cache
def _names() -> Mapping[str, frozenset[str]]:
    """Return for each first name all names that share a line of the table with it."""
    found: dict[str, set[str]] = defaultdict(set)
    with resources.path(_TABLE).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = {folded(name) for name in row["names"].split("|")}
            for name in names:
                found[name] |= names
    return {name: frozenset(others) for name, others in found.items()}
