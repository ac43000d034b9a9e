"""The content of a sealed archive, for the checks of its README."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeAlias

from exports.editions.disclosing import declared, fields_of, reworded, rows_in
from upstream_workshop.letters import without_invisible
from upstream_workshop.people.rules import folded
from upstream_workshop.privacy import Disclosure, Privacy
from upstream_workshop.whole.report import Report

# of a row, one of its fields, and the class of that
Wanted: TypeAlias = Callable[[Any, str, Disclosure], bool]

_DATA: Final = (".csv", ".json")
_CELLS: Final = re.compile(r'[\n\r"]|,(?! )')


@dataclass(frozen=True)
class Sealed:
    """A sealed archive, and what it was made from.

    content: the bytes of the zip.
    texts: all readable text of each document, by its name.
    original: the whole report.
    shown: the report as it was sealed.
    secrets: texts of the session that belong in no report: access needs and diet.
    kept: the passages that the user kept.
    """

    content: bytes
    texts: Mapping[str, str]
    original: Report
    shown: Report
    secrets: tuple[str, ...] = ()
    kept: frozenset[str] = frozenset()

    @cached_property
    def squeezed(self) -> Mapping[str, str]:
        """The letters and digits of each document but the READMEs; in a table, of each cell."""
        return {
            name: "|".join(map(squeezed, _CELLS.split(text) if name.endswith(_DATA) else (text,)))
            for name, text in self.texts.items()
            if name not in ("README.txt", "README.html")
        }

    @cached_property
    def disclosed_text(self) -> str:
        """All free texts that this edition discloses, and the organisations."""
        free = (Privacy.WORDS, Privacy.ORGANISATION)
        typed = values(self.shown, lambda _row, _name, said: said.privacy in free)
        return "|".join(map(squeezed, typed))

    def where(self, secrets: Iterable[str], names: Iterable[str] = ()) -> Iterator[str]:
        """Yield, in words, where a document contains a text that the edition does not disclose elsewhere.

        secrets: the texts.
        names: the documents to search; empty for all.
        """
        wanted = {squeezed(secret): secret for secret in secrets}
        hidden = {
            one: words for one, words in wanted.items() if one and one not in self.disclosed_text
        }
        for name in tuple(names) or self.squeezed:
            for one, words in hidden.items():
                if one in self.squeezed[name]:
                    yield f"{name}: {words}"


def squeezed(text: str) -> str:
    """Return the letters and digits of a text, folded.

    So line breaks and punctuation between them hide nothing.
    """
    return re.sub(r"[\W_]+", "", folded(without_invisible(text)))


def texts(report: Report) -> list[str]:
    """Return all typed texts of a report."""
    found: list[str] = []

    def note(text: str, _label: str) -> str:
        found.append(text)
        return text

    reworded(report, note)
    return found


def values(report: Report, wanted: Wanted) -> set[str]:
    """Return the texts in the fields of all rows that are wanted."""
    return {text for part in report.parts for text in _values(part, wanted) if text}


def _values(row: Any, wanted: Wanted) -> Iterator[str]:
    for name in fields_of(row):
        found = getattr(row, name)
        said = declared(row).get(name)
        for inner in rows_in(found):
            yield from _values(inner, wanted)
        if said and not rows_in(found) and wanted(row, name, said):
            several = found if isinstance(found, tuple) else (found,)
            yield from _texts(several)


def _texts(found: Iterable[Any]) -> Iterator[str]:
    """Yield the texts in a value, also those that follow a key of the program."""
    for one in found:
        if isinstance(one, str):
            yield one
        elif isinstance(one, tuple) and isinstance(one[-1], str):
            yield one[-1]
