"""Ballot papers from PrefLib: orders (.soc .soi .toc .toi) and categories (.cat)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from resources.words import say
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

ENDINGS: Final = (".soc", ".soi", ".toc", ".toi", ".cat")
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


def read_preflib(path: Path) -> PapersReading:
    """Read a file of lines `count: order`; a comma ranks, braces are level. Raises WorkshopError.

    Files of the earlier form, which begins with the number of alternatives, are read too.
    Of a file of categories the first one counts as approval. The others, and what the header says
    besides the alternatives, are in `unmapped`.
    """
    approval = path.suffix.lower() == ".cat"
    header: dict[str, str] = {}
    lines: list[tuple[int, int, _Levels]] = []
    refused: list[Refusal] = []
    for line, text in enumerate(_in_present_form(lines_of(path)), 1):
        if text.startswith("#"):
            key, _, value = text.lstrip("# ").partition(":")
            header[key.strip()] = value.strip()
        elif text.strip():
            count, _, order = text.partition(":")
            times, levels = whole_number(count), _levels(order)
            if times is None or levels is None:
                refused.append(Refusal(line, _no_order()))
            else:
                lines.append((line, times, levels))
    names = _alternatives(header, lines)
    entries: list[PaperEntry] = []
    for line, times, levels in lines:
        named = levels[:1] if approval else levels
        if why := _fault(levels, names):
            refused.append(Refusal(line, why))
        else:
            entries += repeated(path, entries, line, times, _marks(named, approval))
    unmapped = [
        key for key, value in header.items() if value and value != OURS and not _COUNTED.match(key)
    ]
    if approval:
        unmapped += _other_categories(header, names, lines)
    return kept(
        path,
        PapersReading(
            tuple(entries),
            tuple(sorted(refused, key=lambda one: one.line)),
            tuple(unmapped),
            options=tuple(PaperOption(number, name) for number, name in names.items()),
            method="approval" if approval else "ranked",
            question=header.get("TITLE", ""),
            papers=whole_number(header.get("NUMBER VOTERS", "")) or 0,
        ),
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
