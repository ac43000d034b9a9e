"""Large maps are measured in a process of their own, with the same answer, and that can be stopped."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from upstream_workshop import processes
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps.analysis import measuring
from upstream_workshop.maps.analysis.standings import standings
from upstream_workshop.maps.map_rows import FactorRow, LinkRow

FACTORS = [FactorRow(id_, f"Factor {id_}") for id_ in range(5, 45)]


def links() -> list[LinkRow]:
    dice = random.Random(3)
    return [LinkRow(n, dice.randrange(5, 45), dice.randrange(5, 45)) for n in range(90)]


def test_a_process_measures_as_the_function_does() -> None:
    found = measuring.standings_apart(FACTORS, links(), lambda: None)
    assert found == standings(FACTORS, links())
    assert any(0 < each.between < 1 for each in found.values())


def test_the_process_loads_no_tables() -> None:
    source = (
        "import sys, upstream_workshop.maps.analysis.__main__\nprint('sqlalchemy' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    assert told.stdout.strip() == "False", told.stderr


def test_measuring_stops_when_it_is_cancelled() -> None:
    def look() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        measuring.standings_apart(FACTORS, links(), look)


def test_a_process_that_breaks_off_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "PROGRAM", processes.Program("", ("-c", "print('[')")))
    with pytest.raises(WorkshopError, match="choose them again"):
        measuring.standings_apart(FACTORS, links(), lambda: None)
