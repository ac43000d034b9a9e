"""Which texts are said in a test, which can be translated, and what else can be read."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import text

from resources import words
from upstream_workshop.session_file import schema
from upstream_workshop.session_file.workshop import Workshop

ROOT: Final = Path(__file__).parents[1]
FLOORS: Final = ("resources", "upstream_workshop", "exports", "ui")
# as `make words` tells Babel: which arguments are texts
TEXTS: Final = {
    "say": slice(0, 1), "noop": slice(0, 1), "runs": slice(0, 1), "joined": slice(1, 2),
    "count": slice(1, 3),
}  # fmt: skip
ACCENTED: Final = str.maketrans("aceinouy", "áçéíñóúý")
SAID: Final = re.compile(r"⟦[^⟦⟧]*[⟧…]")  # what is cut ends in an ellipsis


class Heard(words.PseudoTranslations):
    """The pseudo-locale, which remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[str] = set()

    def gettext(self, message: str) -> str:
        """The text in brackets, remembered."""
        self.texts.add(message)
        return super().gettext(message)


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the program by its path below the project."""
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text("utf-8"))


@cache
def marked() -> frozenset[str]:
    """Every text that is extracted to be translated."""
    return frozenset(
        given.value
        for _file, tree in sources()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        for given in call.args[TEXTS.get(call.func.id, slice(0))]
        if isinstance(given, ast.Constant) and isinstance(given.value, str)
    )


def typed(workshop: Workshop) -> list[str]:
    """What people typed into a session, and lines of it, the longest first."""
    found: set[str] = set()
    with workshop.read() as session:
        for table, columns in schema.watched().items():
            for column in columns:
                rows = session.execute(text(f'SELECT "{column}" FROM "{table}"'))
                found |= {" ".join(value.split()) for (value,) in rows if isinstance(value, str)}
    parts = {part.strip() for value in found for part in value.split(";")}
    return sorted((value for value in found | parts if len(value) > 2), key=len, reverse=True)


def unsaid(shown: str, of_people: Collection[str]) -> str:
    """What of a text has come from neither the module of words nor from people."""
    while SAID.search(shown):
        shown = SAID.sub(" ", shown)
    shown = " ".join(re.sub(r"<[^>]+>", " ", shown).split())
    for value in of_people:
        shown = shown.replace(value, " ")
    return " ".join(re.findall(r"[^\W\d_]{2,}", shown))


@cache
def _of_several_words() -> tuple[str, ...]:
    whole = (text for text in marked() if "{" not in text and text.translate(ACCENTED) != text)
    return tuple(sorted(text for text in whole if len(text.split()) > 1))


def unsaid_within(shown: str, of_people: Collection[str]) -> list[str]:
    """Texts of several words that were marked, but filled into another text without being said."""
    for value in of_people:
        shown = shown.replace(value, " ")
    return [text for text in _of_several_words() if text in shown]
