"""A workbook of Causal Map: links with the quotes behind them, statements, and sources.

Its tabs are `links` (`from_label`, `to_label`, and where known `quote`, `statement_id`, `source_id`,
`hashtags`), `statements` (`statement_id`, `text`, `source_id`) and `sources`; see
https://guide.causalmap.app/roundtripping. Many rows of links between the same two factors are one link,
behind which stand all their quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line
from upstream_workshop.readers.formats.tables import Book, Sheet, as_table
from upstream_workshop.readers.maps.map_parts import MapFactor, MapLink, MapPart, MapQuote, drawn
from upstream_workshop.readers.reading import SHEET_LINES, Reading

LINKS, STATEMENTS, SOURCES, FACTORS = "links", "statements", "sources", "factors"
_FROM, _TO = "from_label", "to_label"
_READ: Final = {
    LINKS: {_FROM, _TO, "quote", "statement_id", "source_id", "hashtags"},
    STATEMENTS: {"statement_id", "text", "source_id"},
    SOURCES: set[str](),  # all of its columns may name an organisation
    FACTORS: set[str](),
}
_LISTED: Final = (FACTORS, "questions")  # tabs of which nothing is needed
_TAGS: Final = re.compile(r"[,;\n]+|\s+(?=#)")


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Mapping[str, str]

    def get(self, title: str) -> str:
        return one_line(self.cells.get(title, ""))


def read_causal_map(book: Book) -> Reading[MapPart] | None:
    """Return the map of a workbook with a tab `links`, and what was said; None if it has none.

    Raises WorkshopError: where rows or columns of it are hidden, or it has no link.
    """
    tabs = {
        sheet.title.strip().casefold(): (number, sheet)
        for number, sheet in enumerate(book.sheets, 1)
    }
    links = tabs.get(LINKS)
    if links is None or not {_FROM, _TO} <= {*_header(links[1])}:
        return None
    taken = {tab: _rows(book.name, *tabs[tab]) for tab in _READ if tab in tabs}
    return drawn(book.name, _parts(taken), _unmapped(tabs))


def _header(sheet: Sheet) -> list[str]:
    return [cell.strip().casefold() for cell in sheet.rows[0].cells] if sheet.rows else []


def _rows(name: str, number: int, sheet: Sheet) -> list[_Row]:
    if sheet.why:
        raise WorkshopError(sheet.why)
    if sheet.hidden or sheet.hidden_rows or sheet.hidden_columns:
        raise WorkshopError(
            say(
                "{name} hides something of “{tab}”: show everything that counts, delete the rest, and "
                "save it again.",
                name=name,
                tab=sheet.title,
            )
        )
    if len(sheet.rows) < 2:
        return []
    table = as_table(name, sheet.rows)
    titles = [title.strip().casefold() for title in table.header]
    return [
        _Row(number * SHEET_LINES + row.line, dict(zip(titles, row.cells, strict=True)))
        for row in table.rows
    ]


def _unmapped(tabs: Mapping[str, tuple[int, Sheet]]) -> Iterator[str]:
    """Return the columns and tabs that are not taken."""
    for tab, (_, sheet) in tabs.items():
        if tab not in _READ or tab in _LISTED:
            yield sheet.title
        elif tab != SOURCES:
            unread = {*_header(sheet)} - _READ[tab] - {""}
            yield from (say("{tab}: {column}", tab=sheet.title, column=each) for each in unread)


def _parts(taken: Mapping[str, list[_Row]]) -> Iterator[MapPart]:
    links = [row for row in taken[LINKS] if row.get(_FROM) and row.get(_TO)]
    yield from _factors(links)
    bundles: dict[tuple[str, str], str] = {}
    for row in taken[LINKS]:
        ends = (row.get(_FROM), row.get(_TO))
        if ends not in bundles:
            bundles[ends] = f"{len(bundles) + 1}"
            yield MapLink(row.line, *ends, key=bundles[ends])
    yield from _quotes(taken, bundles)


def _factors(links: Iterable[_Row]) -> Iterator[MapFactor]:
    named: set[str] = set()
    for row in links:
        for label in (row.get(_FROM), row.get(_TO)):
            if label not in named:
                named.add(label)
                yield MapFactor(row.line, label, label)


def _quotes(
    taken: Mapping[str, list[_Row]], bundles: Mapping[tuple[str, str], str]
) -> Iterator[MapQuote]:
    """Return each quote of each statement once, with all links it stands behind; then other statements."""
    statements = {row.get("statement_id"): row for row in taken.get(STATEMENTS, ())}
    sources = {_id(row): row for row in taken.get(SOURCES, ())}
    found: dict[tuple[str, str], MapQuote] = {}
    cited: set[str] = set()
    for row in taken[LINKS]:
        statement = statements.get(row.get("statement_id"))
        whole = statement.get("text") if statement else ""
        quote = row.get("quote") or whole
        if not quote:
            continue
        cited.add(row.get("statement_id"))
        source = row.get("source_id") or (statement.get("source_id") if statement else "")
        key = (quote, source)
        before = found.get(key)
        link = bundles[row.get(_FROM), row.get(_TO)]
        found[key] = MapQuote(
            before.line if before else row.line,
            quote,
            whole if whole != quote else "",
            source,
            tuple(dict.fromkeys((*(before.codes if before else ()), *_tags(row)))),
            tuple(dict.fromkeys((*(before.links if before else ()), link))),
            _facts(sources.get(source)),
        )
    yield from found.values()
    for id_, row in statements.items():
        if id_ not in cited and row.get("text"):
            source = row.get("source_id")
            facts = _facts(sources.get(source))
            yield MapQuote(row.line, row.get("text"), "", source, facts=facts)


def _id(row: _Row) -> str:
    return row.get("source_id") or row.get("id")


def _facts(row: _Row | None) -> tuple[tuple[str, str], ...]:
    """Return what the tab of sources says of one, by its columns."""
    return tuple((title, row.get(title)) for title in row.cells if title) if row else ()


def _tags(row: _Row) -> list[str]:
    tags = _TAGS.split(row.cells.get("hashtags", ""))
    return [name for tag in tags if (name := one_line(tag.replace("#", " ")))]
