"""Queries for the code book, which return frozen values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.evidence.model import Code
from upstream_workshop.storage.query_cache import cached

READS: Final = frozenset({"code"})
_BELOW: Final = " / "  # between the names of a path


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code in its place in the tree.

    path: the names from the top down to its own, as one text.
    depth: how many codes it is below.
    merged: the names of the codes that were merged into it.
    codable: whether findings can have it; a category only holds codes.
    """

    id: int
    name: str
    path: str
    depth: int
    parent_id: int | None
    description: str
    codable: bool
    refi_colour: str
    uid: str
    merged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Stored:
    id: int
    name: str
    description: str
    parent_id: int | None
    merged_into_id: int | None
    codable: bool
    refi_colour: str
    uid: str


@cached("code")
def codes(session: Session) -> tuple[CodeRow, ...]:
    """Return the codes in the order of the tree, each above those below it; no merged ones."""
    stored = _stored(session)
    merged: defaultdict[int, list[str]] = defaultdict(list)
    for id_, holder in counting_codes(session).items():
        if id_ != holder:
            merged[holder].append(stored[id_].name)
    below: defaultdict[int | None, list[_Stored]] = defaultdict(list)
    for code in stored.values():
        if code.merged_into_id is None:
            below[code.parent_id].append(code)
    return tuple(_tree(below, merged, None, ""))


@cached("code")
def counting_codes(session: Session) -> Mapping[int, int]:
    """Return, by the id of each code, the id of the one that it counts as, through merges."""
    into = {code.id: code.merged_into_id for code in _stored(session).values()}

    def holder(id_: int) -> int:
        above = into[id_]
        return id_ if above is None else holder(above)

    return MappingProxyType({id_: holder(id_) for id_ in into})


def paths(session: Session) -> Mapping[int, str]:
    """Return the path of each code that is not merged, by id, in the order of the tree."""
    return {row.id: row.path for row in codes(session)}


@cached("code")
def _stored(session: Session) -> Mapping[int, _Stored]:
    columns = (
        Code.id, Code.name, Code.description, Code.parent_id, Code.merged_into_id, Code.codable,
        Code.refi_colour, Code.uid,
    )  # fmt: skip
    found = session.execute(select(*columns).order_by(Code.position, Code.id))
    return MappingProxyType({row.id: _Stored(*row) for row in found})


def _tree(
    below: Mapping[int | None, list[_Stored]],
    merged: Mapping[int, list[str]],
    parent: CodeRow | None,
    path: str,
) -> Iterator[CodeRow]:
    """Yield the codes below one, or those at the top, each followed by those below it."""
    for code in below.get(None if parent is None else parent.id, ()):
        row = CodeRow(
            code.id,
            code.name,
            path + code.name,
            0 if parent is None else parent.depth + 1,
            code.parent_id,
            code.description,
            code.codable,
            code.refi_colour,
            code.uid,
            tuple(merged.get(code.id, ())),
        )
        yield row
        yield from _tree(below, merged, row, row.path + _BELOW)
