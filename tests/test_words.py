"""What people read goes through one module: as whole literals, with their places filled in."""

from __future__ import annotations

import ast
import os
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources import words
from resources.words import count, joined, runs, say
from tests.heard import ROOT, sources

REFUSALS: Final = {"WorkshopError", "RepairableError", "HeldError", "OccupiedError", "UnsavedError"}
ASKED: Final = {"Question", "Refusal"}  # of a file: a key or a line, then words
LETTERS: Final = re.compile(r"[^\W\d_]{2,}")
TEXT: Final = st.text(st.characters(exclude_characters="{}<>&%~⟦⟧", codec="utf-8"), min_size=1)


@pytest.fixture
def pseudo() -> Iterator[None]:
    words.speak(words.PSEUDO)
    yield
    words.speak(words.ENGLISH)


def test_english_is_said_as_it_is_written() -> None:
    assert say("{n} cards", n=3) == "3 cards"
    assert say("An {open} brace") == "An {open} brace"
    assert say("") == ""
    assert [count(n, "1 card", "{n} cards") for n in (0, 1, 2)] == ["0 cards", "1 card", "2 cards"]
    assert count(1, "{n} card of {name}", "{n} cards of {name}", name="Ann") == "1 card of Ann"


def test_what_somebody_typed_is_no_pattern() -> None:
    assert say("{name} is here", name="{n} %s {{") == "{n} %s {{ is here"


@given(TEXT, TEXT)
def test_the_pseudo_locale_keeps_places_and_values_and_is_longer(text: str, value: str) -> None:
    words.speak(words.PSEUDO)
    try:
        said = say(text + "{value:>3}", value=value)
    finally:
        words.speak(words.ENGLISH)
    assert said.startswith("⟦")
    assert said.endswith("⟧")
    assert f"{value:>3}" in said
    assert len(said) >= round(1.4 * len(text))


def test_the_pseudo_locale_keeps_markup_and_mnemonics(pseudo: None) -> None:
    assert say("<b>Bold</b> &amp; {n:,} more", n=1000).startswith("⟦<b>Bóld</b> &amp; 1,000 móré")
    assert count(2, "one", "{n} ones").startswith("⟦2 óñés")
    assert say("") == ""


def test_an_unknown_language_is_english() -> None:
    words.speak("xx")
    try:
        assert say("Here") == "Here"
    finally:
        words.speak(words.ENGLISH)


def test_a_command_speaks_the_language_of_its_environment(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ui", "loops", tmp_path / "no.upstream", "--map", "x", "--home", tmp_path],
        env=os.environ | {words.LANGUAGE: words.PSEUDO},
        capture_output=True, text=True, cwd=ROOT, timeout=60,
    )  # fmt: skip
    assert done.returncode == 3
    assert "⟦" in done.stderr
    assert str(tmp_path / "no.upstream") in done.stderr


def calls(name: str, tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def places(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def is_marked(text: ast.expr) -> bool:
    """Whether a text is looked up where it stands marked by `noop`, and not made here.

    That it is marked there is what `tests/ui/program/test_pseudo_locale.py` and others hear.
    """
    if isinstance(text, ast.Call):
        return ast.unparse(text.func).rpartition(".")[2] in ("get", "str")
    return isinstance(text, ast.Name | ast.Attribute | ast.Subscript)


def wrong(call: ast.Call, texts: list[ast.expr], filled: set[str]) -> bool:
    """Whether a text is put together, or its places are not those that are filled."""
    if not all(isinstance(text, ast.Constant) or is_marked(text) for text in texts):
        return True
    found = [text.value for text in texts if isinstance(text, ast.Constant)]
    named = {keyword.arg for keyword in call.keywords if keyword.arg}
    if len(named) < len(call.keywords):  # some are filled from a mapping
        return False
    return any(not places(str(text)) <= named | filled for text in found)


def test_a_text_is_one_literal_and_its_places_are_those_that_are_filled() -> None:
    bad, seen = [], 0
    for file, tree in sources():
        if "from resources.words import" not in (ROOT / file).read_text("utf-8"):
            continue
        for call in calls("say", tree):
            seen += 1
            if wrong(call, call.args[:1], set()) or len(call.args) != 1:
                bad.append(f"{file}:{call.lineno}")
        for call in calls("count", tree):
            seen += 1
            if wrong(call, call.args[1:], {"n"}):
                bad.append(f"{file}:{call.lineno}")
    assert bad == []
    assert seen > 700


def is_written_here(node: ast.expr) -> bool:
    """Whether words of a value are written where it is made, instead of being said."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and LETTERS.search(node.value) is not None
    if isinstance(node, ast.IfExp):
        return is_written_here(node.body) or is_written_here(node.orelse)
    parts = getattr(node, "values", ())  # of an f-string, or of alternatives
    return isinstance(node, ast.JoinedStr | ast.BoolOp) and any(map(is_written_here, parts))


def assigned(function: ast.FunctionDef) -> Iterator[tuple[str, ast.expr]]:
    """The names of a function with the values that they get."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                pairs = [(target, node.value)]
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = list(zip(target.elts, node.value.elts, strict=False))
                yield from ((one.id, value) for one, value in pairs if isinstance(one, ast.Name))


def test_what_is_filled_into_a_text_is_said_too() -> None:
    bad, seen = [], 0
    for file, tree in sources():
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            written = {name for name, value in assigned(function) if is_written_here(value)}
            for call in (*calls("say", function), *calls("count", function)):
                seen += len(call.keywords)
                bad += [
                    f"{file}:{call.lineno} {given.arg}"
                    for given in call.keywords
                    if is_written_here(given.value) or ast.unparse(given.value) in written
                ]
    assert bad == []
    assert seen > 500


@pytest.mark.parametrize(
    "line",
    [
        'say("It hides {what}", what="a column")',
        'say("It hides {what}", what=f"line {n}")',
        'say("{why}", why=error.strerror or "there is none")',
        'say("{end}", end="first" if up else "last")',
    ],
)
def test_a_value_in_plain_words_is_found(line: str) -> None:
    (call,) = calls("say", ast.parse(line))
    assert is_written_here(call.keywords[0].value)


def put_together(node: ast.expr) -> bool:
    """Whether a text, or one of several in a tuple, is a literal, or filled in, without being said."""
    if isinstance(node, ast.Tuple):
        return any(
            put_together(part) for pair in node.elts for part in getattr(pair, "elts", ())[1:]
        )
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "format"
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value != ""
    )


def test_no_refusal_and_no_word_on_screen_goes_past_it() -> None:
    past = []
    for file, tree in sources():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func).rpartition(".")[2]
            said = node.args[:1] if called in REFUSALS else node.args[1:3]
            if called == "tr" or (called in (*REFUSALS, *ASKED) and any(map(put_together, said))):
                past.append(f"{file}:{node.lineno} {called}")
    assert past == []


# things a number of which may be one
COUNTED: Final = re.compile(
    r"\{(?P<n>\w+)(?::,)?\} (?:people|minutes|days|papers|slips|columns|rows|cells|organisations|places"
    r"|tables|numbers|parts|times|answers|groups|cards|themes|factors|links|blocks|findings)\b"
)
NEVER_ONE: Final = {  # what is said of several only, or of more than was allowed
    "ui/maps/sheets.py": {"n"},
    "ui/start/crashes.py": {"times"},
    "ui/workgroups/wording.py": {"n"},
    "upstream_workshop/agenda/planning/template_files.py": {"n"},
    "upstream_workshop/maps/copying/services.py": {"n"},
    "upstream_workshop/readers/agendas/calendars.py": {"n"},
    "upstream_workshop/readers/agendas/plans.py": {"n"},
    "upstream_workshop/readers/formats/delimited.py": {"n"},
    "upstream_workshop/readers/formats/spreadsheets.py": {"rows"},
    "upstream_workshop/readers/maps/map_parts.py": {"n"},
    "upstream_workshop/readers/signup_lists.py": {"n"},
    "upstream_workshop/voting/drafts.py": {"seats"},
    "upstream_workshop/voting/importing/paper_voters.py": {"n"},
    "upstream_workshop/voting/importing/paper_worth.py": {"all"},
}


def numbered_plurals() -> Iterator[tuple[str, str, str]]:
    """File, place and text of each plural after a number that is not counted."""
    for file, tree in sources():
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.args:
                text = call.args[0]
                if call.func.id != "say" or not isinstance(text, ast.Constant):
                    continue
                constant = {
                    one.arg for one in call.keywords
                    if isinstance(one.value, ast.Name) and one.value.id.isupper()
                }  # fmt: skip
                for found in COUNTED.finditer(str(text.value)):
                    if found["n"] not in constant:
                        yield file, found["n"], str(text.value)


def test_what_refuses_says_so() -> None:
    """The docstring of a function that is public, or of its module, tells of what a user can mend."""
    silent = []
    for file, tree in sources():
        if not file.startswith("upstream_workshop/") or "WorkshopError" in (
            ast.get_docstring(tree) or ""
        ):
            continue
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                said = (ast.get_docstring(node) or "").casefold()
                refuses = {name_of(one.exc) for one in ast.walk(node) if isinstance(one, ast.Raise)}
                if refuses & REFUSALS and not any(word in said for word in ("raise", "refuse")):
                    silent.append(f"{file}: {node.name}")
    assert silent == []


def name_of(raised: ast.expr | None) -> str:
    called = raised.func if isinstance(raised, ast.Call) else raised
    return called.id if isinstance(called, ast.Name) else ""


def test_what_may_be_one_is_counted() -> None:
    found = set(numbered_plurals())
    assert [each for each in sorted(found) if each[1] not in NEVER_ONE.get(each[0], set())] == []
    needed = {(file, place) for file, place, _text in found}
    assert {(file, place) for file, kept in NEVER_ONE.items() for place in kept} <= needed


def test_parts_are_joined_by_a_pattern(pseudo: None) -> None:
    assert joined(["a", "", "b", "c"], "{first} and {then}") == "⟦⟦a áñd b~~⟧ áñd c~~⟧"
    assert joined([], "{first} and {then}") == ""
    assert joined(["a"], "{first} and {then}") == "a"


def test_runs_keep_their_values_apart(pseudo: None) -> None:
    assert runs("{one} leads to {other}", one="A", other="B") == (
        "⟦",
        "A",
        "léáds tó",
        "B",
        "~~~~⟧",
    )
