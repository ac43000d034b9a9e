"""Files come whole, under names every system takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.files import file_name, write_whole
from upstream_workshop.errors import WorkshopError


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "list.csv"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert [found.name for found in path.parent.iterdir()] == ["list.csv"]


def test_a_folder_that_is_a_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(WorkshopError, match="taken"):
        write_whole(tmp_path / "taken" / "list.csv", b"x")
    assert (tmp_path / "taken").read_text() == "mine"


@given(st.lists(st.text(max_size=120), max_size=12))
def test_names_are_safe_and_unlike_each_other(wordings: list[str]) -> None:
    taken: set[str] = set()
    names = [file_name(words, taken) for words in wordings]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert name.strip(" .") == name
        assert not set(name) & set('<>:"/\\|?*\0')
        assert 0 < len(name) <= 100


def test_reserved_and_twin_names() -> None:
    taken: set[str] = set()
    assert file_name("CON", taken) == "CON (name)"
    assert file_name("Siân Prys", taken, ".pdf") == "Siân Prys.pdf"
    assert file_name("SIA\u0302N PRYS", taken, ".pdf") == "SIÂN PRYS (2).pdf"
    assert file_name("../../etc/passwd", taken) == "etc passwd"
    assert file_name("...", taken) == "unnamed"
