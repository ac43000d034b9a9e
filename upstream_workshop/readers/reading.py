"""What reading a foreign file gives: the entries taken, and every row left behind with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Generic, Self, TypeVar

SHEET_LINES: Final = (
    10_000_000  # more than any sheet has; a line of sheet 2 is 20,000,000 and its own
)

Entry = TypeVar("Entry")
NO_ANSWERS: Final[Mapping[str, str]] = MappingProxyType({})


def sheet_and_line(line: int) -> tuple[int, int]:
    """The number of the sheet a line stands in, where several are taken (else 0), and its own."""
    return divmod(line, SHEET_LINES)


class ImportEffect(StrEnum):
    """What one line of a file does to the session."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"

    @classmethod
    def of(cls, known: object, changed: object) -> ImportEffect:
        """The effect on what was there before or was not, and is changed or is not."""
        if not known:
            return cls.ADDED
        return cls.UPDATED if changed else cls.UNCHANGED


@dataclass(frozen=True)
class Refusal:
    """A row that was not taken: its line in the file (the header is line 1) and why."""

    line: int
    why: str


@dataclass(frozen=True)
class ImportedRow:
    """What one line of a file does: something of this name is added, updated or unchanged."""

    line: int
    name: str
    what: ImportEffect
    note: str = ""


@dataclass(frozen=True)
class Question:
    """What a file leaves open: about one of its lines, or with line 0 about all of it.

    `choices` are answers and their words; `default` is the one that does no harm. `sides` are the two
    records that may be one, where the question is whether they are.
    """

    key: str
    what: str
    choices: tuple[tuple[str, str], ...]
    default: str
    line: int = 0
    sides: tuple[object, object] | None = None

    def answer(self, answers: Mapping[str, str]) -> str:
        """Return what was chosen, or the default where nothing was or nothing it offers."""
        chosen = answers.get(self.key, self.default)
        return chosen if chosen in (one for one, _ in self.choices) else self.default

    def open_after(self, answers: Mapping[str, str]) -> bool:
        """Tell whether there is a choice and nobody has chosen."""
        known = {one for one, _ in self.choices}
        return len(known) > 1 and answers.get(self.key) not in known


class Questions:
    """The questions met while a file is read, each answered by what somebody has said or its default.

    answers: the chosen answer by the key of the question.
    """

    def __init__(self, answers: Mapping[str, str]) -> None:
        self._answers = answers
        self._asked: dict[str, Question] = {}

    def ask(self, question: Question) -> str:
        """Note a question, and return its answer."""
        self._asked[question.key] = question
        return question.answer(self._answers)

    def is_open(self, key: str) -> bool:
        """Tell whether a question was asked and nobody has answered it."""
        asked = self._asked.get(key)
        return asked is not None and asked.open_after(self._answers)

    def choices(self, key: str) -> tuple[str, ...]:
        """Return the answers to a question noted under a key, or none where none is."""
        asked = self._asked.get(key)
        return tuple(answer for answer, _ in asked.choices) if asked else ()

    def asked(self) -> tuple[Question, ...]:
        """Return all questions noted, those about the whole file first, then by line."""
        return tuple(sorted(self._asked.values(), key=lambda one: one.line))


@dataclass(frozen=True)
class Reading(Generic[Entry]):
    """A foreign file, read: frozen entries in the file's order, refusals, and columns nobody knew.

    questions: what it leaves open, whether answered or not.
    gone: those of whom the file says that they do not come; each is among the refused too.
    columns: each title of a table and the field it was read as, by the answers given.
    """

    entries: tuple[Entry, ...]
    refused: tuple[Refusal, ...] = ()
    unmapped: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    gone: tuple[Entry, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()

    def completed_by(self, _others: Sequence[Reading[Entry]]) -> Self:
        """Return it with what only the readings of other lists of the same file say of the whole."""
        return self


@dataclass(frozen=True)
class ImportOutcome:
    """What taking a reading into the session did, or would do; `rows` tell it line by line.

    notes: sentences about all of it, as how many papers are spoilt.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: tuple[Refusal, ...] = ()
    unmapped: tuple[str, ...] = ()
    rows: tuple[ImportedRow, ...] = field(default=(), compare=False)
    notes: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        rows: Sequence[ImportedRow],
        refused: Sequence[Refusal],
        unmapped: tuple[str, ...],
        notes: Sequence[str] = (),
    ) -> ImportOutcome:
        """The outcome of these rows, counted; what was refused in the order of the lines."""
        did = Counter(row.what for row in rows)
        in_order = tuple(sorted(refused, key=lambda refusal: refusal.line))
        return cls(
            did[ImportEffect.ADDED],
            did[ImportEffect.UPDATED],
            did[ImportEffect.UNCHANGED],
            in_order,
            unmapped,
            tuple(rows),
            tuple(notes),
        )

    @property
    def changes(self) -> int:
        """How many lines add or update something."""
        return self.added + self.updated

    def summary(self) -> dict[str, object]:
        """It without its rows, as plain values."""
        values = {
            name: value for name, value in asdict(replace(self, rows=())).items() if name != "rows"
        }
        values["refused"] = tuple(map(_told, self.refused))
        return values


def _told(refusal: Refusal) -> dict[str, object]:
    sheet, line = sheet_and_line(refusal.line)
    return {"line": line, "why": refusal.why, **({"sheet": sheet} if sheet else {})}
