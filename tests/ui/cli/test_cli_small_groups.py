"""Small groups are seated by the command line, and stored only when that is asked for."""

from __future__ import annotations

from collections import Counter
from itertools import chain, combinations
from pathlib import Path

from tests.ui.cli.shell import Shell

LIST = "Name,Organisation\n" + "".join(
    f"{letter}nna {letter}orne,Council {at % 5}\n" for at, letter in enumerate("ABDEFGHIJKLMNOP")
)


def signed_up(shell: Shell, file: Path, folder: Path) -> None:
    source = folder / "people.csv"
    source.write_text(LIST, "utf-8")
    assert shell.json("import", file, source, "--as", "people")["added"] == 15


def test_fifteen_people_sit_in_trios_for_seven_rounds_and_nothing_is_written(
    shell: Shell, file: Path, tmp_path: Path
) -> None:
    signed_up(shell, file, tmp_path)
    before = file.read_bytes()
    found = shell.json("smallgroups", file, "--size", "3", "--rounds", "7")
    pairs: Counter[frozenset[str]] = Counter()
    for groups in found["rounds"]:
        assert len(set(chain.from_iterable(groups))) == 15
        pairs.update(frozenset(two) for group in groups for two in combinations(group, 2))
    assert len(found["rounds"]) == 7
    assert sum(n - 1 for n in pairs.values()) == found["repeats"] == found["bound"] == 0
    assert found["proven"] is True
    assert file.read_bytes() == before


def test_rounds_that_are_saved_are_remembered(shell: Shell, file: Path, tmp_path: Path) -> None:
    signed_up(shell, file, tmp_path)
    first = shell.json("smallgroups", file, "--size", "3", "--rounds", "3", "--save")
    second = shell.json("smallgroups", file, "--size", "3", "--rounds", "3")
    sat = [
        frozenset(two)
        for groups in (*first["rounds"], *second["rounds"])
        for group in groups
        for two in combinations(group, 2)
    ]
    assert len(sat) == len(set(sat)) == 90


def test_groups_that_cannot_be_are_refused_in_a_sentence(
    shell: Shell, file: Path, tmp_path: Path
) -> None:
    signed_up(shell, file, tmp_path)
    assert "at least two people" in shell("smallgroups", file, "--size", "1", exit_code=3)
    assert "smaller size" in shell("smallgroups", file, "--size", "300", exit_code=3)
