"""Ballot papers from PrefLib: orders (.soc .soi .toc .toi) and categories (.cat)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.reading import Refusal
from upstream_workshop.readers.voting.papers import (
    OURS,
    Marks,
    PaperEntry,
    PaperOption,
    PapersReading,
    kept,
    lines_of,
    papers_left,
    repeated,
    whole_number,
)

GRAPHS: Final = (".wmd", ".tog", ".mjg", ".wmg", ".pwg")  # of majorities and of pairs
ENDINGS: Final = (".soc", ".soi", ".toc", ".toi", ".cat", *GRAPHS)
_NAME: Final = re.compile(r"ALTERNATIVE NAME (\d+)$")
_NAMED: Final = re.compile(r"\s*(\d+)\s*,\s*(.*\S)\s*$")
_TOTALS: Final = re.compile(r"\s*(\d+)\s*,\s*\d+\s*,\s*\d+\s*$")
_LEVEL: Final = re.compile(r"\{([^{}]*)\}|([^,{}\s]+)")
_ORDER: Final = re.compile(r"\s*(?:(?:\{[^{}]*\}|[^,{}\s]+)\s*(?:,\s*|$))*")
# what is counted again, or says how the file is kept
_COUNTED: Final = re.compile(
    r"(FILE NAME|DATA TYPE|TITLE|NUMBER .*|CATEGORY NAME \d+|ALTERNATIVE NAME \d+)$"
)
_Levels = tuple[tuple[str, ...], ...]


@dataclass
class _File:
    """A file as it is read: its header, and each line of papers with its number and how often it stands."""

    header: dict[str, str] = field(default_factory=dict)
    lines: list[tuple[int, int, _Levels]] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    def add(self, line: int, text: str) -> None:
        """Add a line of the header or of papers; what is neither is refused."""
        if text.startswith("#"):
            key, _, value = text.lstrip("# ").partition(":")
            self.header[key.strip()] = value.strip()
        elif text.strip():
            count, _, order = text.partition(":")
            times, levels = whole_number(count), _levels(order)
            if times is None or levels is None:
                self.refused.append(Refusal(line, _no_order()))
            else:
                self.lines.append((line, times, levels))

    def untaken(self) -> Iterator[str]:
        """Yield what the header says that is neither taken nor counted again."""
        for key, value in self.header.items():
            if value and value != OURS and not _COUNTED.match(key):
                yield key


def read_preflib(path: Path) -> PapersReading:
    """Read a file of lines `count: order`; a comma ranks, braces are level. Raises WorkshopError.

    Files of the earlier form, which begins with the number of alternatives, are read too.
    Of a file of categories the first one counts as approval. The others, and what the header says
    besides the alternatives, are in `unmapped`.
    """
    _refuse_graphs(path)
    approval = path.suffix.lower() == ".cat"
    file = _File()
    for line, text in enumerate(_in_present_form(lines_of(path)), 1):
        file.add(line, text)
    names = _alternatives(file.header, file.lines)
    entries = _entries(path, file, names, approval)
    others = _other_categories(file.header, names, file.lines) if approval else ()
    return kept(
        path,
        PapersReading(
            tuple(entries),
            tuple(sorted(file.refused, key=lambda one: one.line)),
            (*file.untaken(), *others),
            options=tuple(PaperOption(number, name) for number, name in names.items()),
            method="approval" if approval else "ranked",
            question=file.header.get("TITLE", ""),
            papers=whole_number(file.header.get("NUMBER VOTERS", "")) or 0,
        ),
    )


def _entries(path: Path, file: _File, names: Mapping[str, str], approval: bool) -> list[PaperEntry]:
    """Return the papers; lines with alternatives that cannot be taken are refused."""
    entries: list[PaperEntry] = []
    for line, times, levels in file.lines:
        named = levels[:1] if approval else levels
        if why := _fault(levels, names):
            file.refused.append(Refusal(line, why))
        else:
            entries += repeated(path, entries, line, times, _marks(named, approval))
    return entries


def _refuse_graphs(path: Path) -> None:
    """Refuse a file of comparisons between alternatives, which has no papers. Raises WorkshopError."""
    if path.suffix.lower() in GRAPHS:
        raise WorkshopError(
            say(
                "{path} compares the alternatives and holds no papers: choose the file of orders it was "
                "made from (.soc, .soi, .toc or .toi).",
                path=path.name,
            )
        )


def _in_present_form(lines: list[str]) -> list[str]:
    """Return lines with a header, of a file that has the earlier form of one; others as they are.

    The earlier form is the number of alternatives, a line `number,name` for each, the numbers of
    papers, of their sum and of orders, and then lines `count,order`.
    """
    many = whole_number(lines[0]) if lines else None
    named = [_NAMED.match(text) for text in lines[1 : 1 + (many or 0)]]
    if not many or len(named) < many or not all(named):
        return lines
    header = [f"# ALTERNATIVE NAME {found[1]}: {found[2]}" for found in named if found]
    totals = _TOTALS.match(lines[1 + many]) if len(lines) > 1 + many else None
    counted = [f"# NUMBER VOTERS: {totals[1]}"] if totals else []
    orders = lines[1 + many + len(counted) :]
    return ["", *header, *counted, *(text.replace(",", ":", 1) for text in orders)]


def _levels(order: str) -> _Levels | None:
    """Return the alternatives of an order level by level; None where it is no order."""
    if not _ORDER.fullmatch(order):
        return None
    return tuple(
        tuple(filter(None, map(str.strip, (level or single).split(","))))
        for level, single in _LEVEL.findall(order)
    )


def _alternatives(
    header: Mapping[str, str], lines: list[tuple[int, int, _Levels]]
) -> dict[str, str]:
    """Return the names of alternatives by the numbers that orders use.

    Some files name them from 1 and number them from 0 in the orders.
    """
    names = {
        found[1]: value or found[1]
        for key, value in header.items()
        if (found := _NAME.match(key)) is not None
    }
    used = {each for _line, _times, levels in lines for level in levels for each in level}
    many = whole_number(header.get("NUMBER ALTERNATIVES", "")) or len(names)
    if not names and not many and all(each.isdecimal() for each in used):
        return {each: each for each in sorted(used, key=int)}
    if not names and many <= len(used) + 10_000:
        first = 0 if "0" in used else 1
        return {str(each): str(each) for each in range(first, first + many)}
    last = str(len(names))
    if "0" in used and "0" not in names and last in names and last not in used:
        return {str(int(number) - 1): name for number, name in names.items()}
    return names


def _fault(levels: _Levels, names: Mapping[str, str]) -> str:
    """Say why the alternatives of a line cannot be taken, or nothing."""
    every = [each for level in levels for each in level]
    unknown = next((each for each in every if each not in names), None)
    if unknown is not None:
        return say("it names alternative {unknown}, which the file does not have", unknown=unknown)
    twice = next((each for each, times in Counter(every).items() if times > 1), None)
    if twice is not None:
        return say("alternative {twice} stands twice on it", twice=twice)
    return ""


def _marks(levels: _Levels, approval: bool) -> Marks:
    filled = [level for level in levels if level]
    return tuple(
        (each, 1 if approval else rank) for rank, level in enumerate(filled, 1) for each in level
    )


def _other_categories(
    header: Mapping[str, str],
    names: Mapping[str, str],
    lines: list[tuple[int, int, _Levels]],
) -> Iterator[str]:
    """Yield the categories that are not read; the second of two is the rest, and says nothing more."""
    most = max((len(levels) for _line, _times, levels in lines), default=0)
    if most == 2 and all(sum(map(len, levels)) == len(names) for _line, _times, levels in lines):
        return
    for at in range(1, most):
        papers = sum(times for _line, times, levels in lines if any(levels[at : at + 1]))
        if papers:
            name = header.get(f"CATEGORY NAME {at + 1}") or str(at + 1)
            yield papers_left(say("the category “{name}”", name=name), papers)


def _no_order() -> str:
    return say("it is not “count: order” of alternatives named above")
