"""Factors of one name: a number tells them apart here, and they go out under the names they had."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from exports.data.map_formats.kumu_maps import map_kumu
from exports.data.map_formats.prsm_maps import map_prsm
from tests.exports.data.maps.drawn_maps import imported, read, without_ids
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.session_file.workshop import Workshop

NAMES = ("Crisis  demand", "Crisis demand", "Demand (2)", "crisis demand")
ELEMENTS = [{"id": f"e{n}", "label": name} for n, name in enumerate(NAMES)]
FILES: Mapping[str, tuple[Mapping[str, Any], Callable[[MapRow], bytes]]] = {
    "elements": ({"elements": ELEMENTS, "connections": []}, map_kumu),
    "nodes": ({"nodes": ELEMENTS, "edges": []}, map_prsm),
}


def labels(written: bytes, entries: str) -> list[str]:
    return [each["label"] for each in json.loads(written)[entries]]


@pytest.mark.parametrize("entries", FILES)
def test_names_go_out_as_they_came_and_come_back(
    workshop: Workshop, tmp_path: Path, entries: str
) -> None:
    whole, write = FILES[entries]
    row, _ = imported(workshop, read(tmp_path / "was", json.dumps(whole).encode()))
    numbered = ["Crisis demand", "Crisis demand (2)", "Demand (2)", "crisis demand (3)"]
    assert [each.label for each in row.factors] == numbered
    assert labels(write(row), entries) == list(NAMES)
    back, _ = imported(workshop, read(tmp_path / "now", write(row)))
    assert [each.label for each in without_ids(back).factors] == numbered


@pytest.mark.parametrize("entries", FILES)
def test_a_name_that_was_changed_or_has_no_twin_any_more_goes_out_as_it_is(
    workshop: Workshop, tmp_path: Path, entries: str
) -> None:
    whole, write = FILES[entries]
    row, _ = imported(workshop, read(tmp_path / "was", json.dumps(whole).encode()))
    first, second, *others = row.factors
    changed = replace(row, factors=(first, replace(second, label="Need"), *others))
    assert labels(write(changed), entries) == [NAMES[0], "Need", *NAMES[2:]]
    alone = labels(write(replace(row, factors=(second,))), entries)
    assert [" ".join(each.split()) for each in alone] == ["Crisis demand (2)"]
