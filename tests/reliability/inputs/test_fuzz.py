"""Each reader is fuzzed for a moment; `make fuzz`, or UPSTREAM_LONG=1 here, gives each a minute."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.reliability.inputs import fuzz

SECONDS = 60.0 if os.environ.get("UPSTREAM_LONG") else 0.2


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_a_reader_answers_or_refuses_whatever_it_is_given(name: str, tmp_path: Path) -> None:
    assert fuzz._by_ourselves(name, SECONDS, tmp_path) == 0, list(tmp_path.iterdir())


def test_the_mutator_finds_what_lies_behind_several_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that fails two steps in, which no random input reaches by itself."""
    from upstream_workshop.readers import file_kinds
    from upstream_workshop.readers.voting.papers import whole_number as number

    def stepwise(path: Path) -> None:
        content = path.read_bytes()
        if content.startswith(b'"'):
            number("1")  # a step that is traced
            if content.startswith(b'",'):
                raise ZeroDivisionError

    monkeypatch.setitem(file_kinds.READERS, "table", stepwise)
    monkeypatch.setitem(fuzz.TARGETS, "stepwise", ("table", "a.csv", fuzz._as_is, (b"a,b",)))
    assert fuzz._by_ourselves("stepwise", 20, tmp_path) == 1
    assert (tmp_path / "stepwise-crash").read_bytes().startswith(b'",')
