"""What a reader of sources returns: texts with what was left out of them, and quotes at places."""

from __future__ import annotations

from dataclasses import dataclass, field

from upstream_workshop.readers.codebooks import CodeEntry
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.sources.own_projects import UNSAID, Facts


@dataclass(frozen=True, slots=True)
class QuoteEntry:
    """A coded place in a text: start and end in code points of the text, and its codes, as the
    file refers to them.

    text: what is said about it there; blank if nothing is.
    is_quoted: whether the words at the place were said, and are not only the text of a finding.
    facts: what else our own projects say of it.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    text: str = ""
    noted_by: str = ""
    organisation: str = ""
    uid: str = ""
    is_quoted: bool = True
    facts: Facts = UNSAID


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A text of a file, whose lines end with a line feed.

    file_format: the value of `SourceFormat` for the kind of file.
    notes: what was left out or changed, in sentences.
    carried: XML of its project that is only kept.
    is_loose: whether it only lists findings that are in no text, as our own projects have it.
    use: the value of `Use` for how its findings may be used at most; blank if nobody said.
    """

    line: int
    title: str
    text: str
    file_name: str = ""
    file_format: str = ""
    notes: tuple[str, ...] = ()
    organisation: str = ""
    quotes: tuple[QuoteEntry, ...] = ()
    carried: str = ""
    uid: str = ""
    is_loose: bool = False
    use: str = ""


@dataclass(frozen=True, slots=True)
class PartEntry:
    """A part of a project that is only kept: the name of its element, and its XML."""

    tag: str
    content: str


@dataclass(frozen=True)
class SourcesReading(Reading[SourceEntry]):
    """The texts of a file, and of a project its code book and the parts that are only kept.

    notes: what is said of the whole file, in sentences.
    """

    codes: tuple[CodeEntry, ...] = ()
    parts: tuple[PartEntry, ...] = ()
    notes: tuple[str, ...] = field(default=())
