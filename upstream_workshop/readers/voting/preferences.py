"""Files of voting research: PrefLib (.soc .soi .toc .toi .cat), pabulib (.pb), abcvoting (.abc.yaml)."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.reading import Reading, Refusal
from upstream_workshop.readers.voting.papers import PaperEntry, PapersReading

LARGEST_BYTES: Final = 5 * 1024 * 1024
MOST_PAPERS: Final = 10_000
MOST_OPTIONS: Final = 1_000
MOST_MARKS: Final = 1_000_000
_NAME: Final = re.compile(r"ALTERNATIVE NAME (\d+)$")
_LEVEL: Final = re.compile(r"\{([^}]*)\}|([^,{}]+)")

Marks = tuple[tuple[str, int], ...]


def read_preflib(path: Path) -> PapersReading:
    """PrefLib orders and categories: `count: order`, a comma ranks, braces are level."""
    names: dict[str, str] = {}
    entries: list[PaperEntry] = []
    refused: list[Refusal] = []
    method = "approval" if path.suffix.lower() == ".cat" else "ranked"
    for line, text in enumerate(_lines(path), 1):
        if text.startswith("#"):
            key, _, value = text.lstrip("# ").partition(":")
            if found := _NAME.match(key.strip()):
                names[found[1]] = value.strip() or found[1]
        elif text.strip():
            count, _, order = text.partition(":")
            marks = _order(order, names, method)
            times = number(count)
            if times is None or marks is None:
                refused.append(
                    Refusal(line, say("it is not “count: order” of alternatives named above"))
                )
                continue
            entries += _repeated(path, line, len(entries), times, marks)
    return _whole(path, names.values(), entries, refused, method)


def read_pabulib(path: Path) -> PapersReading:
    """A pabulib election: sections META, PROJECTS and VOTES, each with a header of its own."""
    sections: dict[str, list[tuple[int, dict[str, str]]]] = {}
    section, header = "", list[str]()
    for line, cells in enumerate(_cells(path), 1):
        if len(cells) == 1 and cells[0].strip().upper() in ("META", "PROJECTS", "VOTES"):
            section, header = cells[0].strip().upper(), []
        elif not header:
            header = [cell.strip() for cell in cells]
        elif cells:
            row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
            sections.setdefault(section, []).append((line, row))
    meta = {row.get("key", ""): row.get("value", "") for _, row in sections.get("META", [])}
    names = {
        row["project_id"]: row.get("name") or row["project_id"]
        for _, row in sections.get("PROJECTS", [])
        if row.get("project_id")
    }
    kind = meta.get("vote_type", "approval")
    method = {"ordinal": "ranked", "cumulative": "dots", "scoring": "score"}.get(kind, "approval")
    entries: list[PaperEntry] = []
    refused: list[Refusal] = []
    votes = sections.get("VOTES", [])
    _check_papers(path, len(votes), votes[-1][0] if votes else 0)
    for line, row in votes:
        chosen = [each.strip() for each in row.get("vote", "").split(",") if each.strip()]
        values = _values(row, len(chosen), method)
        if values is None or any(each not in names for each in chosen):
            refused.append(Refusal(line, say("its vote names a project that is not in the file")))
            continue
        marks = tuple(
            (names[each], value) for each, value in zip(chosen, values, strict=True) if value
        )
        entries.append(PaperEntry(line, row.get("voter_id") or str(len(entries) + 1), marks))
    return _whole(path, names.values(), entries, refused, method)


def read_abc_yaml(path: Path) -> PapersReading:
    """An abcvoting profile: lists of approved candidates, numbered from 0."""
    text = "\n".join(_lines(path))
    profile = _yaml_value(text, "profile")
    count, seats = _yaml_value(text, "num_cand"), _yaml_value(text, "committeesize")
    papers = profile if isinstance(profile, list) else []
    _check_papers(path, len(papers), 1)
    numbers = (each for paper in papers if isinstance(paper, list) for each in paper)
    highest = max((each for each in numbers if isinstance(each, int)), default=-1)
    wanted = count if isinstance(count, int) else highest + 1
    names = {each: str(each) for each in range(min(wanted, MOST_OPTIONS + 1))}
    entries: list[PaperEntry] = []
    refused: list[Refusal] = []
    for number, paper in enumerate(papers, 1):
        if isinstance(paper, list) and all(
            isinstance(each, int) and each in names for each in paper
        ):
            marks = tuple((names[each], 1) for each in paper)
            entries.append(PaperEntry(1, str(number), marks))
        else:
            refused.append(
                Refusal(
                    1,
                    say("paper {number} names a candidate that is not in the file", number=number),
                )
            )
    seats = seats if isinstance(seats, int) and 0 <= seats <= MOST_OPTIONS else 0
    return _whole(path, names.values(), entries, refused, "approval", seats)


READERS: Final[Mapping[str, Callable[[Path], PapersReading]]] = {
    ".soc": read_preflib,
    ".soi": read_preflib,
    ".toc": read_preflib,
    ".toi": read_preflib,
    ".cat": read_preflib,
    ".pb": read_pabulib,
    ".abc.yaml": read_abc_yaml,
}


def _lines(path: Path) -> Iterator[str]:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise WorkshopError(
                say("{path} has more than 5 MB: choose a smaller file.", path=path.name)
            )
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise WorkshopError(
            say("{path} cannot be read ({error}): check the file.", path=path, error=error.strerror)
        ) from error
    except UnicodeDecodeError as error:
        raise WorkshopError(
            say("{path} is not text in UTF-8: save it as UTF-8.", path=path.name)
        ) from error
    return iter(text.splitlines())


def _cells(path: Path) -> Iterator[list[str]]:
    """The cells of each line, parted by semicolons."""
    rows = csv.reader(_lines(path), delimiter=";")
    try:
        yield from rows
    except csv.Error as error:
        raise WorkshopError(
            say(
                "{path}, line {line_num}: a cell is far too long; check its quotation marks.",
                path=path.name,
                line_num=rows.line_num,
            )
        ) from error


def number(text: str) -> int | None:
    """A count or a number of points, in plain digits and of a size that can be meant."""
    digits = text.strip()
    return int(digits) if digits.isdecimal() and len(digits) < 10 else None


def _order(text: str, names: Mapping[str, str], method: str) -> Marks | None:
    """Marks of one line: ranks of an order, or approvals of a categorical's first category."""
    levels = [
        [each.strip() for each in (level or single).split(",") if each.strip()]
        for level, single in _LEVEL.findall(text)
        if level or single.strip() or method == "approval"
    ]
    if any(each not in names for level in levels for each in level):
        return None
    if method == "approval":
        return tuple((names[each], 1) for each in (levels[0] if levels else ()))
    return tuple((names[each], rank) for rank, level in enumerate(levels, 1) for each in level)


def _repeated(path: Path, line: int, before: int, count: int, marks: Marks) -> Iterator[PaperEntry]:
    _check_papers(path, before + count, line)
    return (PaperEntry(line, str(before + each), marks) for each in range(1, count + 1))


def _check_papers(path: Path, papers: int, line: int) -> None:
    if papers > MOST_PAPERS:
        raise WorkshopError(
            say(
                "{path} has more than {most} papers (line {line}): choose a smaller file.",
                path=path.name,
                most=MOST_PAPERS,
                line=line,
            )
        )


def _values(row: Mapping[str, str], chosen: int, method: str) -> list[int] | None:
    if method == "approval":
        return [1] * chosen
    if method == "ranked":
        return list(range(1, chosen + 1))
    points = row.get("points", "").split(",")
    values = [found for each in points if (found := number(each)) is not None]
    return values if len(values) == len(points) == chosen else None


def _yaml_value(text: str, key: str) -> object:
    """The value of one top-level key, which in these files is numbers and lists, as in JSON."""
    found = re.search(rf"(?ms)^{key}:\s*(.*?)(?=^\w+:|\Z)", text)
    try:
        return json.loads(found[1]) if found else None
    except (ValueError, RecursionError):
        return None


def _whole(
    path: Path,
    names: Iterable[str],
    entries: list[PaperEntry],
    refused: list[Refusal],
    method: str,
    seats: int = 0,
) -> PapersReading:
    options = tuple(names)
    if len(options) > MOST_OPTIONS or sum(len(entry.marks) for entry in entries) > MOST_MARKS:
        raise WorkshopError(
            say(
                "{path} has more than {most:,} options or {marks:,} marks: choose a smaller file.",
                path=path.name,
                most=MOST_OPTIONS,
                marks=MOST_MARKS,
            )
        )
    if not options or not (entries or refused):
        raise WorkshopError(
            say(
                "{path} holds no papers we can read: check that it is a whole {suffix} file.",
                path=path.name,
                suffix=path.suffix,
            )
        )
    return PapersReading(Reading(tuple(entries), tuple(refused)), options, method, seats)
