"""Large maps are laid out in a process of their own, with the same places, and that can be stopped."""

from __future__ import annotations

import random

import pytest

from upstream_workshop import processes
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps.annotations.zoned_layouts import arranged
from upstream_workshop.maps.kinds import Colour, Sign
from upstream_workshop.maps.layout_process import laying_out
from upstream_workshop.maps.layouts import LAYOUTS
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow, NamedLoop, NoteRow, ZoneRow
from upstream_workshop.maps.placing.spring_rounds import untold


def drawn(factors: int) -> MapRow:
    """A map with all that can be on one; some factors lie in a zone, and one is locked."""
    dice = random.Random(factors)
    ids = range(5, 5 + factors)
    return MapRow(
        3,
        "Ŵyn y gwanwyn",
        "Table 2",
        tuple(
            FactorRow(
                id_, f"Factor {id_}", 40.5 * (id_ % 9), 60.0 * id_, Colour.NONE, locked=id_ == 7
            )
            for id_ in ids
        ),
        tuple(
            LinkRow(n, dice.choice(ids), dice.choice(ids), dice.choice([*Sign]), n % 3 == 0)
            for n in range(1, 2 * factors)
        ),
        (NamedLoop((1, 2), "Trust"),),
        (ZoneRow(1, "Money", 0.0, 250.0, 300.0, 400.0),),
        (NoteRow(1, "Why?", 500.0, 500.0),),
    )


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_process_lays_out_as_the_function_does(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(laying_out, "LARGE", 0)
    shares: list[float] = []
    found = laying_out.laid_out(drawn(40), name, shares.append)
    assert found == arranged(drawn(40), LAYOUTS[name])
    assert shares == sorted(shares)
    assert found.zones
    assert found.notes


@pytest.mark.parametrize("factors", [laying_out.LARGE - 1, laying_out.LARGE])
def test_only_a_large_map_is_laid_out_in_a_process(
    factors: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(laying_out, "PROGRAM", processes.Program("", ("-c", "print('[')")))
    row = MapRow(1, "A", "", tuple(FactorRow(n, f"{n}") for n in range(1, factors + 1)), ())
    if factors < laying_out.LARGE:
        assert len(laying_out.laid_out(row, "circle", untold).factors) == factors
    else:
        with pytest.raises(WorkshopError, match="cannot be laid out now"):
            laying_out.laid_out(row, "circle", untold)


def test_a_layout_stops_when_it_is_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laying_out, "LARGE", 0)

    def tell(_share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        laying_out.laid_out(drawn(9), "force", tell)
