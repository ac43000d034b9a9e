"""Maps of every program, changed here and written for every other: what is read back is what they are now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from tests.core.readers.maps import map_samples
from tests.exports.data.maps.drawn_maps import imported, read
from tests.exports.data.maps.test_map_formats import WRITERS
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.session_file.workshop import Workshop

TURNED: Final = {Sign.MORE: Sign.LESS, Sign.LESS: Sign.MORE, Sign.UNKNOWN: Sign.MORE}
WITH_DELAYS: Final = ("graphml", "json", "prsm")


def edited(row: MapRow) -> MapRow:
    """The map with another name, other signs and other delays."""
    first, *others = row.factors
    links = {
        (link.source_id, link.target_id): replace(
            link, sign=TURNED[link.sign], delay=not link.delay, note="", strength=""
        )
        for link in row.links
    }
    factors = (replace(first, label=f"{first.label} now"), *others)
    return replace(row, title="Now", factors=factors, links=tuple(links.values()), named_loops=())


def told(row: MapRow, delays: bool) -> tuple[list[str], list[tuple[str, str, str, bool]]]:
    """The names of the factors, and the links between them."""
    labels = {factor.id: factor.label for factor in row.factors}
    links = (
        (labels[k.source_id], str(k.sign), labels[k.target_id], k.delay and delays)
        for k in row.links
    )
    return sorted(labels.values()), sorted(links)


@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("sample", map_samples.FILES)
@pytest.mark.parametrize("form", WRITERS)
def test_what_was_changed_is_not_what_the_file_said(
    workshop: Workshop, tmp_path: Path, form: str, sample: str, alone: bool
) -> None:
    """Also of parts on another map, to which what the file says of its map has not come along."""
    row, _ = imported(workshop, read(tmp_path / "was.dat", map_samples.FILES[sample].encode()))
    now = edited(replace(row, carried="") if alone else row)
    back, outcome = imported(workshop, read(tmp_path / "now.dat", WRITERS[form](now)))
    assert outcome.refused == ()
    assert told(back, form in WITH_DELAYS) == told(now, form in WITH_DELAYS)
