"""Maps made up for tests, and what of two maps must be equal: all but the ids."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from upstream_workshop.letters import has_words
from upstream_workshop.maps import queries
from upstream_workshop.maps.analysis.factor_labels import folded
from upstream_workshop.maps.importing import services as importing
from upstream_workshop.maps.kinds import Colour, Sign
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow, NamedLoop, NoteRow, ZoneRow
from upstream_workshop.maps.rules import loops, rotated
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.reading import ImportOutcome, Reading
from upstream_workshop.readers.row_types import decoded, encoded
from upstream_workshop.session_file.workshop import Workshop

LETTERS = st.sampled_from("ab1 ŵÉ漢\U0001f600'\"=+-@,;|<&>]%/\\{}()é") | st.characters(
    exclude_categories=("Cc", "Cs", "Cn", "Co", "Cf", "Zl", "Zp", "Zs")
)
MARKUP = st.sampled_from(("<b>", "</b>", "&lt;", "&amp", "<x", "<br>"))  # in names, it is no HTML
labels = st.lists(LETTERS | MARKUP, min_size=1, max_size=12).map(
    lambda parts: " ".join("".join(parts).split())
)
labels = labels.filter(lambda text: has_words(text) and text == text.strip("'"))
prose = st.text(LETTERS | st.just("\n"), max_size=30).map(lambda text: text.strip("' \n"))
places = st.floats(-900_000, 900_000, allow_nan=False).map(lambda value: round(value, 2))
sizes = st.floats(40, 5_000).map(lambda value: round(value, 2))
whole = st.integers(-9_000, 9_000).map(float)
carried = st.sampled_from(
    [
        "",
        '{"kumu": {"tags": ["a  b", "=1"], "n": null}}',
        '{"table": {"Owner": "=Ann", "note": "n"}}',
        '{"x": "' + "ab  " * 9_000 + '"}',
    ]
)
titles = st.lists(labels, max_size=2).map(tuple)


@st.composite
def maps(draw: st.DrawFn, at: st.SearchStrategy[float] = places) -> MapRow:
    """A map of up to five factors, with something of all that can be on it."""
    names = draw(st.lists(labels, min_size=1, max_size=5, unique_by=folded))
    factors = tuple(
        FactorRow(
            3 * n + 1, name, draw(at), draw(at), draw(st.sampled_from(Colour)), draw(prose),
            draw(st.booleans()), draw(carried),
        )
        for n, name in enumerate(names)
    )  # fmt: skip
    ids = st.sampled_from([factor.id for factor in factors])
    ways = draw(st.lists(st.tuples(ids, ids, st.sampled_from(Sign)), max_size=8, unique=True))
    links = tuple(
        LinkRow(
            2 * n + 5, *way, draw(st.booleans()), draw(labels | st.just("")), draw(prose), draw(places),
            draw(carried),
        )
        for n, way in enumerate(ways)
    )  # fmt: skip
    found = loops(factors, links).loops[:2]
    named = tuple(
        NamedLoop(rotated(loop.link_ids), draw(labels), draw(st.integers(0, 40)), draw(prose))
        for loop in found
    )
    boxes = st.tuples(labels, at, at, sizes, sizes, st.sampled_from(Colour))
    zones = tuple(ZoneRow(n, *box) for n, box in enumerate(draw(st.lists(boxes, max_size=2))))
    texts = st.lists(st.tuples(prose.filter(bool), at, at), max_size=2)
    notes = tuple(NoteRow(n, *text) for n, text in enumerate(draw(texts)))
    origins = [
        tuple((part.id, t) for part in parts for t in draw(titles)) for parts in (factors, links)
    ]
    return MapRow(
        1, "M", draw(labels), factors, links, named, zones, notes, *origins, draw(carried)
    )


def without_ids(row: MapRow) -> MapRow:
    """The map with every id replaced by the place of what it names in its list."""
    factor = {each.id: n for n, each in enumerate(row.factors)}
    link = {each.id: n for n, each in enumerate(row.links)}
    named = (
        replace(one, link_ids=tuple(link[id_] for id_ in one.link_ids)) for one in row.named_loops
    )
    return replace(
        row,
        id=0,
        title="",
        factors=tuple(replace(each, id=factor[each.id]) for each in row.factors),
        links=tuple(
            replace(
                each, id=link[each.id], source_id=factor[each.source_id],
                target_id=factor[each.target_id],
            )
            for each in row.links
        ),
        named_loops=tuple(sorted(named, key=lambda one: one.link_ids)),
        zones=tuple(replace(each, id=0) for each in row.zones),
        notes=tuple(replace(each, id=0) for each in row.notes),
        factor_origins=tuple((factor[id_], title) for id_, title in row.factor_origins),
        link_origins=tuple((link[id_], title) for id_, title in row.link_origins),
    )  # fmt: skip


def read(path: Path, content: bytes) -> Reading[Any]:
    """What our own reader makes of a file, by way of the process that reads it."""
    path.write_bytes(content)
    _, found = decoded(encoded("read", READERS["map"](path)))
    assert isinstance(found, Reading)
    return found


_TURN = itertools.count()


def imported(
    workshop: Workshop, reading: Reading[Any], **answers: str
) -> tuple[MapRow, ImportOutcome]:
    """The map that a reading makes of a new one, and what the import told."""
    title = f"Map {next(_TURN)}"
    with workshop.change("Import") as session:
        outcome = importing.import_map(session, title, reading, answers)
    with workshop.read() as session:
        return queries.map_named(session, title), outcome
