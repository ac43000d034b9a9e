"""The blocks of a text and the runs of words in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style. Runs of a line are joined by a space, as each ends at the end of a word.

    target: where they lead; blank if they are no link.
    """

    words: str
    strong: bool = False
    target: str = ""


Line: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. The first of a text has level 1, and no level is skipped."""

    level: int
    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, of one line or several."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Paragraphs that are somebody else's words, or set apart."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; one within another follows it as a list of its own."""

    items: tuple[Line, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a row of headings; each row has as many cells."""

    headings: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class ReferenceBlock:
    """A reference that stands alone in a paragraph, as it is typed; see `Reference.typed`."""

    typed: str


Block: TypeAlias = Heading | Paragraph | Quotation | ItemList | Grid | ReferenceBlock
