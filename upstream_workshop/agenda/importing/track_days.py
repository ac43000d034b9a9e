"""One day of one track while a plan of another tool is brought in."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.agenda import rules
from upstream_workshop.agenda.kinds import PAGES, Attribution, Category
from upstream_workshop.agenda.model import Block
from upstream_workshop.agenda.queries import agenda
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.readers.agendas.ontime_rest import read_rest
from upstream_workshop.readers.agendas.plans import DAY, PlanEntry
from upstream_workshop.readers.reading import ImportedRow, ImportEffect, Refusal

Place: TypeAlias = tuple[int, str]  # a day and a track
_Pair: TypeAlias = tuple[
    PlanEntry, BlockRow | None
]  # what a file says, and the block it is known as
_TEXTS: Final = ("purpose", "lead", "place", "materials", "notes")
_MARKS: Final = ("optional", "buffer", "protected")
_COLUMNS: Final = ("position", "minutes", "locked_at", "minimum", "category", "room", "attribution")


@dataclass(slots=True)
class _Item:
    """A block in the day: when it starts, and the entry it was taken from, if it was."""

    starts: int
    block: Block
    entry: PlanEntry | None = None


class TrackDay:
    """One day of one track: what each line of the file did, and which were refused.

    replacing: whether blocks that the file does not have are removed.
    """

    def __init__(self, session: Session, place: Place, replacing: bool) -> None:
        self._session = session
        self._place = place
        self._replacing = replacing
        self._there = [row for row in agenda(session) if (row.day, row.track) == place]
        self.rows: list[ImportedRow] = []
        self.refused: list[Refusal] = []

    def take(self, entries: Sequence[PlanEntry]) -> None:
        """Bring in the entries, which do not overlap each other."""
        pairs = self._matched(sorted(entries, key=lambda entry: entry.starts or 0))
        staying = self._staying(pairs)
        taken = self._fitting(pairs, staying)
        items = [_Item(row.starts, self._block(row)) for row in staying]
        written = [(entry, row, self._write(entry, row)) for entry, row in taken]
        items += [_Item(entry.starts or 0, block, entry) for entry, _, block in written]
        _arrange(items)
        self._session.flush()
        for entry, row, block in written:
            self._note(entry, ImportEffect.of(row, row is None or _differs(row, block)))

    def _matched(self, entries: Sequence[PlanEntry]) -> list[_Pair]:
        """Pair entries with the blocks of their ids, else of their titles, each block once.

        Of some blocks of one title, such as breaks, that at the same time is meant, else the earliest.
        """
        free = {row.id: row for row in self._there}
        found: dict[int, BlockRow] = {}  # by the entry's place
        for known_by in (_id, _title_and_time, _title):
            known = defaultdict[Hashable, deque[BlockRow]](deque)
            for row in free.values():
                known[known_by(row)].append(row)
            for at, entry in enumerate(entries):
                same = known[known_by(entry)]
                if at not in found and known_by(entry) and same:
                    found[at] = same.popleft()
                    del free[found[at].id]
        return [(entry, found.get(at)) for at, entry in enumerate(entries)]

    def _staying(self, pairs: list[_Pair]) -> list[BlockRow]:
        """Return the blocks that stay as they are; the others of a plan that is replaced are removed."""
        matched = {row.id for _, row in pairs if row is not None}
        for row in self._there if self._replacing else ():
            if row.id not in matched:
                self._session.delete(self._block(row))
        return [
            row
            for row in self._there
            if row.started_at is not None or (row.id not in matched and not self._replacing)
        ]

    def _fitting(self, pairs: list[_Pair], staying: list[BlockRow]) -> list[_Pair]:
        """Return the pairs that overlap nothing that stays; the others are noted, and stay themselves."""
        taken: list[_Pair] = []
        for entry, row in pairs:
            if row is not None and row.started_at is not None:
                self._note(entry, ImportEffect.UNCHANGED)
            else:
                taken.append((entry, row))
        while True:
            bad = next(
                ((pair, other) for pair in taken if (other := _overlapping(pair[0], staying))), None
            )
            if bad is None:
                return taken
            pair, other = bad
            taken.remove(pair)
            self.refused.append(_refusal(pair[0], other))
            if pair[1] is not None:
                staying.append(pair[1])

    def _block(self, row: BlockRow) -> Block:
        return self._session.get_one(Block, row.id)

    def _write(self, entry: PlanEntry, row: BlockRow | None) -> Block:
        """Write what an entry says into its block or a new one; what it leaves blank stays."""
        if row is None:
            day, track = self._place
            block = Block(
                day=day, track=track, position=0, minutes=entry.minutes, title=entry.title
            )
            self._session.add(block)
        else:
            block = self._block(row)
            if block.title.casefold() != entry.title.casefold():  # known by its id
                block.title = entry.title
        for name, value in _said(entry):
            setattr(block, name, value)
        if block.minimum is not None:
            block.minimum = min(block.minimum, block.minutes)
        return block

    def _note(self, entry: PlanEntry, effect: ImportEffect) -> None:
        day, track = self._place
        start, end = (rules.clock_time(minute or 0) for minute in (entry.starts, entry.ends))
        when = say("Day {day}, {start} to {end}", day=day, start=start, end=end)
        if track:
            when = say("{when}, {track}", when=when, track=track)
        self.rows.append(ImportedRow(entry.line, entry.title, effect, when))


def _id(one: PlanEntry | BlockRow) -> str:
    """Return the id by which another tool knows a block; blank if it has none."""
    found = read_rest(one.carried).get("id")
    return found if isinstance(found, str) else ""


def _title_and_time(one: PlanEntry | BlockRow) -> tuple[str, int | None]:
    return one.title.casefold(), one.starts


def _title(one: PlanEntry | BlockRow) -> tuple[str]:
    return (one.title.casefold(),)


def _said(entry: PlanEntry) -> Iterator[tuple[str, Any]]:
    """Yield the columns of a block that an entry says something about."""
    yield "minutes", entry.minutes
    for name in (*_TEXTS, *_MARKS, "carried"):
        if value := getattr(entry, name):
            yield name, value
    if entry.minimum is not None:
        yield "minimum", entry.minimum
    if entry.category in tuple(Category):
        yield "category", Category(entry.category)
    if entry.attribution in tuple(Attribution):
        yield "attribution", Attribution(entry.attribution)
    if entry.page and entry.page in PAGES:
        yield "room", entry.page


def _overlapping(entry: PlanEntry, busy: Sequence[BlockRow]) -> BlockRow | None:
    """Return the block that runs during an entry; a moment between two is in nobody’s way."""
    starts, ends = entry.starts or 0, entry.ends or 0
    return next((row for row in busy if row.starts < ends and starts < row.ends), None)


def _refusal(entry: PlanEntry, other: BlockRow) -> Refusal:
    return Refusal(
        entry.line,
        say(
            "“{title}” would run beside “{other}”, which is in the plan from {start} to {end}",
            title=entry.title[:80],
            other=other.title[:80],
            start=rules.clock_time(other.starts),
            end=rules.clock_time(other.ends),
        ),
    )


def _arrange(items: list[_Item]) -> None:
    """Put blocks in order of time, locked where they do not begin when the one before them ends."""
    items.sort(key=lambda item: (item.starts, item.starts + item.block.minutes))
    cursor = None
    for position, item in enumerate(items):
        block, at = item.block, item.starts % DAY
        block.position = position
        wanted = item.entry is not None and item.entry.locked
        if item.starts != cursor or wanted:
            block.locked_at = at
        elif block.locked_at != at:
            block.locked_at = None
        cursor = item.starts + block.minutes


def _differs(row: BlockRow, block: Block) -> bool:
    names = ("title", "carried", *_COLUMNS, *_TEXTS, *_MARKS)
    return any(getattr(row, name) != getattr(block, name) for name in names)
