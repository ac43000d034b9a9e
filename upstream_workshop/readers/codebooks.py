"""Code books: REFI-QDA (`.qdc`), the lists of Taguette and QualCoder, and tables of our own.

REFI-QDA 1.0 nests `Code` elements with guid, name, colour and isCodable, and a `Description` in each
(qdasoftware.org). QualCoder lists codes as `category>>code<TAB>memo`; Taguette has columns for tag and
description.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import LONG, SHORT, one_line
from upstream_workshop.readers.column_titles import guessed, row_by_row, titled
from upstream_workshop.readers.formats.tables import Book, Row, Table, content_of, read_book
from upstream_workshop.readers.lists.table_kinds import Columns, unasked
from upstream_workshop.readers.maps.markup import children, local, root_of, said_in, text_of
from upstream_workshop.readers.reading import Reading, Refusal

FIELDS: Final = ("code", "description")
_PATTERNS: Final = (
    ("code", r"^(path|codes?|tags?|name|code name|codebook)$"),
    ("description", r"^(descriptions?|memo|definition|meaning|notes?)$"),
)
_SIGNS: Final = r"(?<![\\>])>>|(?<!\\)›"  # surely between the names of a path
_SURE: Final = re.compile(rf"\s*(?:{_SIGNS})\s*")
_BETWEEN: Final = re.compile(rf"\s*(?:{_SIGNS}|(?<!\\)/)\s*")
_ESCAPED: Final = re.compile(r"\\(/|>>|›)")
_TO_ESCAPE: Final = re.compile(r"/|>>|›")
_DEEPEST: Final = 20
_MOST: Final = 5_000  # codes of one file


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """One code of a file: its line there, and the names from the top down to its own.

    uid: its GUID there; blank if it has none.
    ref: how the file refers to it.
    written: the path as it stands in a table; blank in XML.
    """

    line: int
    path: tuple[str, ...]
    description: str = ""
    codable: bool = True
    colour: str = ""
    uid: str = ""
    ref: str = ""
    written: str = ""


def names_of(path: str, *, slash: bool = True) -> tuple[str, ...]:
    """Return the names in a path such as “barriers/risk” or “barriers>>risk”, with single spaces.

    slash: whether “/” stands between names too; it never does in a path with “>>” or “›”.

    After a backslash such a sign belongs to a name.
    """
    between = _BETWEEN if slash and not _SURE.search(path) else _SURE
    names = (one_line(_ESCAPED.sub(r"\1", name)) for name in between.split(path))
    return tuple(filter(None, names))


def written_path(names: Iterable[str]) -> str:
    """Return names as a path from which `names_of` reads them again."""
    return " / ".join(_TO_ESCAPE.sub(r"\\\g<0>", name) for name in names)


def is_unsure(path: str) -> bool:
    """Tell whether “/” in a path may belong to a name."""
    return names_of(path) != names_of(path, slash=False)


def read_codebook(path: Path) -> Book | Reading[CodeEntry]:
    """Return the codes of a REFI-QDA file, or a table as it stands.

    Raises WorkshopError for what is neither, naming the file and what to do.
    """
    content = content_of(path)
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] != b"<" and content[:4] not in (
        b"\xff\xfe<\0",
        b"\xfe\xff\0<",
    ):
        return read_book(path)
    root = root_of(path.name, content)
    if local(root) != "CodeBook":
        raise WorkshopError(
            say(
                "{name} is XML, but no code book: export the code book as REFI-QDA (.qdc).",
                name=path.name,
            )
        )
    return codes_in(path.name, root)


def guess_columns(table: Table) -> dict[str, str]:
    """Return the field of each column by its title; the only column of a table is the code."""
    mapping = guessed(table, _PATTERNS, many=())
    unknown = [title for title in table.header if title not in mapping]
    if "code" not in mapping.values() and len(unknown) == 1:
        mapping[unknown[0]] = "code"
    return mapping


def settled(table: Table) -> Table:
    """Return the table under its header; a list of codes, with or without memos, has none."""
    width = len(table.header)
    if width <= len(FIELDS) and table.header[0] and not guessed(table, _PATTERNS, many=()):
        return Table(table.name, FIELDS[:width], (Row(1, table.header), *table.rows))
    return replace(table, header=titled(table.header))


def read_codes(table: Table, mapping: Mapping[str, str] | None = None) -> Reading[CodeEntry]:
    """Return the codes in the file's order; rows without a name are refused.

    mapping: the field of each column by its title, which corrects the guess.

    Raises WorkshopError if there is no column for the names.
    """
    table = settled(table)
    mapping = guess_columns(table) if mapping is None else mapping
    if "code" not in mapping.values():
        raise WorkshopError(
            say(
                "{table}, line 1, has no column for the names of the codes: call one “code”.",
                table=table.name,
            )
        )
    return row_by_row(table, mapping, _entry)


def _entry(line: int, given: Mapping[str, list[str]]) -> CodeEntry | Refusal:
    path = next(iter(given.get("code", ())), "")
    names = names_of(path)
    if not names or len(names) > _DEEPEST:
        return Refusal(line, say("there is no name of a code"))
    return CodeEntry(line, names, next(iter(given.get("description", ())), ""), written=path)


def codes_in(file: str, root: Any) -> Reading[CodeEntry]:
    """Return the codes of a `CodeBook` element, each before those below it.

    Raises WorkshopError if there are too many, naming the file.
    """
    if len(children(root, "Code")) > _MOST:
        raise WorkshopError(
            say(
                "{name} has more than {most:,} codes: export a part of them.", name=file, most=_MOST
            )
        )
    found = [one for top in root if local(top) == "Codes" for one in _nested(top, (), 0)]
    refused = tuple(one for one in found if isinstance(one, Refusal))
    entries = tuple(one for one in found if isinstance(one, CodeEntry))
    others = {local(each) for each in children(root, "Set", "MemberCode", "NoteRef")}
    return Reading(entries, refused, tuple(sorted(others)))


def _nested(element: Any, above: tuple[str, ...], depth: int) -> Iterator[CodeEntry | Refusal]:
    """Yield the codes below an element, each before those below it."""
    for code in (each for each in element if local(each) == "Code"):
        name = one_line(said_in(code, "name"))
        line = code.sourceline or 1
        description = text_of(code, "Description")
        if not name or depth >= _DEEPEST or len(name) > SHORT or len(description) > LONG:
            yield Refusal(line, say("there is no name of a code that can be kept"))
            continue
        path = (*above, name)
        guid = said_in(code, "guid")
        codable = said_in(code, "isCodable").casefold() not in ("false", "0")
        colour = said_in(code, "color")[:SHORT]
        yield CodeEntry(line, path, description, codable, colour, uid_of(guid), ref_of(guid))
        yield from _nested(code, path, depth + 1)


def ref_of(text: str) -> str:
    """Return a GUID as it is compared within a file, whether or not it is a UUID."""
    return text.strip().strip("{}").casefold()


def uid_of(text: str) -> str:
    """Return a GUID as a UUID in small letters; blank for what is none."""
    try:
        return str(UUID(text))
    except ValueError:
        return ""


COLUMNS: Final = Columns(FIELDS, settled, guess_columns, unasked(read_codes))
