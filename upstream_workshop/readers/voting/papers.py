"""What reading ballot papers gives, whatever file they came from."""

from __future__ import annotations

from dataclasses import dataclass

from upstream_workshop.readers.reading import Reading


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """One paper: where it stands in the file, its number or name, and its marks by option title."""

    line: int
    number: str
    marks: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PapersReading:
    """Papers, and what the file says of the ballot they belong to.

    `method` is how the marks are meant; `seats` 0 when the file does not say; with `names_cards` the
    option titles are numbers of cards in the tool they came from.
    """

    reading: Reading[PaperEntry]
    options: tuple[str, ...]
    method: str
    seats: int = 0
    names_cards: bool = False
