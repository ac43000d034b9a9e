"""Help, errors and answers of the command line are said, those of argparse too."""

from __future__ import annotations

import argparse
import inspect
import re
from collections.abc import Iterator
from typing import Final

import pytest

from resources import words
from tests.heard import Heard, marked, unsaid
from ui.cli import argparse_words, verb_list, verbs

# the grammar: what is typed stays, and so do the names of what is to be typed
GRAMMAR: Final = re.compile(
    r"upstream-workshop|FILE-or-ZIP|(?<!\w)-{1,2}[\w-]+|\b[A-Z][A-Z-]+(?:\.zip)?\b|\{[\w,-]+\}|%\(prog\)s"
)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
    listener = Heard()
    monkeypatch.setattr(words, "translations", lambda _language: listener)
    words.speak(words.PSEUDO)
    yield listener
    monkeypatch.undo()
    words.speak(words.ENGLISH)


@pytest.mark.parametrize("verb", ["", *(one.name for one in verb_list.VERBS)])
def test_help_is_said(verb: str, heard: Heard, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        verbs.parser().parse_args([verb, "--help"] if verb else ["--help"])
    shown = " ".join(capsys.readouterr().out.split())
    names = sorted((one.name for one in verb_list.VERBS), key=len, reverse=True)
    left = unsaid(GRAMMAR.sub(" ", shown), ["upstream-workshop", "open", "play", *names])
    assert left == ""
    assert heard.texts <= marked()


@pytest.mark.parametrize(
    "typed",
    [
        ["tally"], ["nothing"], ["tally", "a", "--ballot"], ["tally", "a", "--ballot", "b", "c"],
        ["tally", "a", "--ballot", "b", "--seats", "x"], ["new", "a", "--starts", "x"],
        ["archive", "a", "b", "--edition", "x"], ["tally", "a", "--json=3"],
    ],
)  # fmt: skip
def test_errors_are_said(
    typed: list[str], heard: Heard, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        verbs.parser().parse_args(typed)
    assert ended.value.code == 2
    assert "⟦" in capsys.readouterr().err.splitlines()[-1]
    assert heard.texts <= marked()


def test_texts_of_argparse_are_those_it_has() -> None:
    source = inspect.getsource(argparse)
    texts = [*argparse_words.TEXTS, *argparse_words.COUNTED[0]]
    assert [one for one in texts if one not in source] == []
