"""Comparing two drafts by words; either version can be reproduced from the comparison."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from upstream_workshop.framework.drafts.queries import DraftRow, DraftStatementRow

_WORDS: Final = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_WORDS: Final = 2_000  # of longer texts only what they begin and end with is compared


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of one version or of both."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class StatementChange:
    """A statement of two drafts; None in the draft that does not have it."""

    old: DraftStatementRow | None
    new: DraftStatementRow | None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Its words, as they stayed, went and came."""
        return compare_words(self.old.text if self.old else "", self.new.text if self.new else "")

    @property
    def changed(self) -> bool:
        """Whether its words differ, or it is in one draft only."""
        return self.old is None or self.new is None or self.old.text != self.new.text


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces of two texts in order; removed ones stand before those that replace them.

    The texts of all pieces but the added ones are `old`; of all but the removed ones, `new`.
    """
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    left, right = before[start : len(before) - end], after[start : len(after) - end]
    found = [Piece(Mark.SAME, "".join(before[:start]))]
    found += _middle(left, right)
    found.append(Piece(Mark.SAME, "".join(before[len(before) - end :])))
    return tuple(_joined(found))


def old_text(pieces: Iterable[Piece]) -> str:
    """Return the earlier version."""
    return "".join(one.text for one in pieces if one.mark is not Mark.ADDED)


def new_text(pieces: Iterable[Piece]) -> str:
    """Return the later version."""
    return "".join(one.text for one in pieces if one.mark is not Mark.REMOVED)


def readable(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces to be read, with a blank between words that went and those that replace them."""
    last: Piece | None = None
    for one in pieces:
        if last and last.mark is Mark.REMOVED and one.mark is Mark.ADDED:
            yield Piece(Mark.SAME, " ")
        yield one
        last = one


def compare_drafts(old: DraftRow, new: DraftRow) -> tuple[StatementChange, ...]:
    """Return the statements of two drafts of a frame in the order of the later one.

    Those that are only in the earlier one follow the others of their slot.
    """
    before = {_identity(one): one for one in old.statements if one.text}
    after = [one for one in new.statements if one.text]
    kept = {_identity(one) for one in after}
    gone = [one for key, one in before.items() if key not in kept]
    slots = dict.fromkeys(one.slot_key for one in (*new.statements, *old.statements))
    found: list[StatementChange] = []
    for key in slots:
        here = (one for one in after if one.slot_key == key)
        found += [StatementChange(before.get(_identity(one)), one) for one in here]
        found += [StatementChange(one, None) for one in gone if one.slot_key == key]
    return tuple(found)


def _identity(one: DraftStatementRow) -> tuple[int, str]:
    """Return what a statement is recognised by; its words, if it is no longer in the framework."""
    return (one.statement_id, "") if one.statement_id else (0, one.text)


def _common(one: list[str], other: list[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _middle(left: list[str], right: list[str]) -> Iterator[Piece]:
    if max(len(left), len(right)) > _MOST_WORDS:
        yield Piece(Mark.REMOVED, "".join(left))
        yield Piece(Mark.ADDED, "".join(right))
        return
    for change in _changes(left, right):
        yield Piece(Mark.SAME, change.same)
        yield Piece(Mark.REMOVED, change.removed)
        yield Piece(Mark.ADDED, change.added)


@dataclass(slots=True)
class _Change:
    """Words that stayed, and those that went and came after them."""

    same: str = ""
    removed: str = ""
    added: str = ""

    @property
    def length(self) -> int:
        return max(len(self.removed), len(self.added))


def _changes(left: list[str], right: list[str]) -> list[_Change]:
    """Return the changes in order; what stayed between two longer ones counts as changed, to be read."""
    found = [_Change()]
    for one in _raw_changes(left, right):
        before = found[-1]
        if 0 < len(one.same) <= min(before.length, one.length):
            before.removed += one.same + one.removed
            before.added += one.same + one.added
        else:
            found.append(one)
    return found


def _raw_changes(left: list[str], right: list[str]) -> Iterator[_Change]:
    made = _Change()
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            made.same = "".join(left[a:b])
        else:
            yield _Change(made.same, "".join(left[a:b]), "".join(right[c:d]))
            made = _Change()
    yield made


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces without empty ones, neighbours of one mark as one."""
    last: Piece | None = None
    for one in pieces:
        if not one.text:
            continue
        if last is not None and last.mark is one.mark:
            last = Piece(last.mark, last.text + one.text)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last
