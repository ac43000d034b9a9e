"""Findings from a table: our own columns loosely named, or the lists that Taguette and QualCoder write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.column_titles import guessed, row_by_row, titled, too_long
from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.lists.table_kinds import Columns, unasked
from upstream_workshop.readers.reading import Reading, Refusal

FIELDS: Final = (
    "text", "kind", "organisation", "codes", "quote", "role", "source", "noted by", "use", "withheld",
)  # fmt: skip
_PATTERNS: Final = (
    ("text", r"^(text|findings?|summary|statements?|what (we|was) (found|heard)|evidence)$"),
    ("kind", r"^(kind|types?|kind of finding|category type)$"),
    ("kind", r"^(drivers?|barriers?|enablers?)( (or|and))?( (drivers?|barriers?|enablers?)){1,2}$"),
    (
        "organisation",
        r"^(organi[sz]ation|councils?|authorit(y|ies)|local authority|case|where|team|place)$",
    ),
    ("codes", r"^(codes?|tags?|code name|codename|labels?|coded( as)?)$"),
    ("quote", r"^(quotes?|quotation|content|coded text|seltext|segment|verbatim|excerpt)$"),
    ("role", r"^(role|speaker|said by|who said it|job title|speaker s role)$"),
    ("source", r"^(source|documents?|file|file name|filename|transcript|interview)$"),
    ("noted by", r"^(noted by|coder|coder name|owner|recorded by|noted)$"),
    ("use", r"^(use|consent|may be used|how it may be used|sharing)$"),
    (
        "withheld",
        r"\b(confidential\w*|private|sensitive|secret|off the record|embargo\w*|withh\w+)\b",
    ),
    ("withheld", r"\b(not|never|dont|cannot|cant) (to )?(be )?(shar|quot|us|publish|nam)\w*"),
    (
        "use",
        r"\b(consent\w*|permi\w+|shar(e|ed|ing|eable)|attribut\w+|anonym\w+|quotable|publish\w*)\b",
    ),
    ("use", r"\b(may|can|could|ok|okay) (we |i |be |to |it )+(us|quot|nam|show|print)\w*"),
)
_NOT_SO: Final = ("", "n", "no", "none", "false", "0", "na", "n/a", "-")
_CODE: Final = re.compile(
    r'\s*(?:"((?:[^"]|"")*)"(?=\s*(?:[;,|\n]|$))|([^;,|\n]*))\s*(?:[;,|\n]|$)'
)


@dataclass(frozen=True, slots=True)
class FindingEntry:
    """One finding of a file: its line there and what the file says of it, as it is written.

    codes: names, or paths with “/” or “>>” between the names.
    use: “never” also where a column such as “confidential” says more than no.
    """

    line: int
    text: str
    kind: str = ""
    organisation: str = ""
    codes: tuple[str, ...] = ()
    quote: str = ""
    role: str = ""
    source: str = ""
    noted_by: str = ""
    use: str = ""


def guess_columns(table: Table) -> dict[str, str]:
    """Return the field of each column by its title; the only column of a table is the text."""
    mapping = guessed(table, _PATTERNS, many=())
    unknown = [title for title in table.header if title not in mapping]
    if not {"text", "quote"} & {*mapping.values()} and len(unknown) == 1:
        mapping[unknown[0]] = "text"
    return mapping


def read_findings(table: Table, mapping: Mapping[str, str] | None = None) -> Reading[FindingEntry]:
    """Return the entries in the file's order; rows without text and quote are refused.

    mapping: the field of each column by its title, which corrects the guess.

    Rows in which only the code differs, as a quote with two tags, are one finding with both codes.
    Raises WorkshopError if there is no column for the words of a finding.
    """
    table = settled(table)
    mapping = guess_columns(table) if mapping is None else mapping
    if not {"text", "quote"} & {*mapping.values()}:
        raise WorkshopError(
            say(
                "{table}, line 1, has no column for the words of the findings: call one “text” or “quote”.",
                table=table.name,
            )
        )
    reading = row_by_row(table, mapping, _entry)
    return replace(reading, entries=_gathered(reading.entries))


def settled(table: Table) -> Table:
    """Return the table under its header; a plain list of one column has none."""
    filled = [cell for cell in table.header if cell]
    if len(table.header) == 1 and filled and not guessed(table, _PATTERNS, many=()):
        return Table(table.name, ("text",), (Row(1, table.header), *table.rows))
    return replace(table, header=titled(table.header))


def codes_of(text: str) -> tuple[str, ...]:
    """Return the codes in a cell, which are parted by semicolons, commas, bars or line ends.

    One between quotation marks may contain those; a quotation mark in it is doubled.
    """
    found = (
        hit[2].strip() if hit[1] is None else hit[1].replace('""', '"')
        for hit in _CODE.finditer(text.strip())
    )
    return tuple(filter(None, found))


def _entry(line: int, given: Mapping[str, list[str]]) -> FindingEntry | Refusal:
    found = {field: cells[0] for field, cells in given.items()}
    text = found.get("text", found.get("quote", ""))
    if not text:
        return Refusal(line, say("there are no words in this finding"))
    codes = codes_of(found.get("codes", ""))
    if refusal := next(filter(None, (too_long(line, {"code": [code]}) for code in codes)), None):
        return refusal
    withheld = found.get("withheld", "").strip().casefold()
    return FindingEntry(
        line,
        text,
        found.get("kind", ""),
        found.get("organisation", ""),
        codes,
        found.get("quote", ""),
        found.get("role", ""),
        found.get("source", ""),
        found.get("noted by", ""),
        found.get("use", "") if withheld in _NOT_SO else "never",
    )


def _gathered(entries: tuple[FindingEntry, ...]) -> tuple[FindingEntry, ...]:
    """Return the entries, those that follow each other and differ in their codes only as one."""
    found: list[FindingEntry] = []
    for entry in entries:
        last = found[-1] if found else None
        if last is not None and replace(entry, line=last.line, codes=last.codes) == last:
            codes = tuple(dict.fromkeys((*last.codes, *entry.codes)))
            found[-1] = replace(last, codes=codes)
        else:
            found.append(entry)
    return tuple(found)


COLUMNS: Final = Columns(FIELDS, settled, guess_columns, unasked(read_findings))
