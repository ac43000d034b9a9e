"""What reading ballot papers gives, whatever file they came from, and the limits on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import SHORT
from upstream_workshop.readers.reading import Reading, Refusal

LARGEST_BYTES: Final = 5 * 1024 * 1024
MOST_PAPERS: Final = 10_000
MOST_OPTIONS: Final = 1_000
MOST_MARKS: Final = 1_000_000
OURS: Final = "Upstream Workshop"  # what we write into a file that we make, and nobody misses
Marks = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PaperOption:
    """An option of a file: its own key there, by which marks name it, its wording and its cost.

    cost: in whole units; 0 where the file says nothing.
    """

    key: str
    wording: str
    cost: int = 0


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """One paper: where it stands in the file, its number, its marks by option key, and its voter.

    voter, email: the name and the address in columns of their own; blank where there are none.
    spoilt: why it does not count, if the file says so.
    """

    line: int
    number: str
    marks: Marks
    voter: str = ""
    email: str = ""
    spoilt: str = ""


@dataclass(frozen=True)
class PapersReading(Reading[PaperEntry]):
    """Papers, and what the file says of the ballot they belong to.

    options: in the order of the file.
    method: how the marks are meant; blank where the numbers alone do not say.
    seats, dots, cap, budget: as the file declares them, else 0.
    unlimited: whether the format says that a paper may have any number of points.
    question: what was asked, or blank.
    rule: the rule of counting that the format is of, or blank.
    names_cards: whether the wordings are numbers of cards in the tool they came from.
    named: whether a column holds names or addresses of voters.
    listed: whether the marks are places in a list that may be in no order.
    papers: how many papers the file says it has, else 0.
    """

    options: tuple[PaperOption, ...] = ()
    method: str = ""
    seats: int = 0
    dots: int = 0
    cap: int = 0
    budget: int = 0
    unlimited: bool = False
    question: str = ""
    rule: str = ""
    names_cards: bool = False
    named: bool = False
    listed: bool = False
    papers: int = 0

    def completed_by(self, others: Sequence[Reading[PaperEntry]]) -> Self:
        """Return it with the options that only other lists of the file have."""
        every = {option.key: option for option in self.options}
        for other in others:
            if isinstance(other, PapersReading):
                every = {option.key: option for option in other.options} | every
        own = list(self.options)
        more = [option for option in every.values() if option not in own]
        return replace(self, options=(*own, *more))


def options_of(*titles: str) -> tuple[PaperOption, ...]:
    """Return options that are named by their wording."""
    return tuple(PaperOption(title, title) for title in titles)


def kept(path: Path, found: PapersReading) -> PapersReading:
    """Return a reading within the limits on what is kept; a paper under too long a number is refused.

    Raises WorkshopError: for a file with too many options, papers or marks, an option with too many
    letters, or nothing in it.
    """
    refuse_excess(path.name, found)
    if not found.options or not (found.entries or found.refused):
        raise WorkshopError(
            say(
                "{path} holds no papers we can read: check that it is a whole {suffix} file.",
                path=path.name,
                suffix=path.suffix,
            )
        )
    for option in found.options:
        refuse_long(path.name, option.wording)
    return without_long_numbers(found)


def refuse_excess(file: str, found: PapersReading) -> None:
    """Refuse more options or marks than are kept. Raises WorkshopError."""
    marks = sum(len(entry.marks) for entry in found.entries)
    if len(found.options) > MOST_OPTIONS or marks > MOST_MARKS:
        raise WorkshopError(
            say(
                "{path} has more than {most:,} options or {marks:,} marks: choose a smaller file.",
                path=file,
                most=MOST_OPTIONS,
                marks=MOST_MARKS,
            )
        )


def refuse_long(file: str, wording: str) -> None:
    """Refuse an option with more letters than are kept. Raises WorkshopError."""
    if len(wording) > SHORT:
        raise WorkshopError(
            say(
                "{path}: the option “{title}…” has {n:,} letters and {most:,} are the "
                "most: shorten it.",
                path=file,
                title=wording[:40],
                n=len(wording),
                most=SHORT,
            )
        )


def without_long_numbers(found: PapersReading) -> PapersReading:
    """Return a reading in which papers whose number or name is longer than we keep are refused."""
    long = [
        one for one in found.entries if max(map(len, (one.number, one.voter, one.email))) > SHORT
    ]
    if not long:
        return found
    why = say("its number or name has more than {most:,} letters", most=SHORT)
    refused = (*found.refused, *(Refusal(entry.line, why) for entry in long))
    fitting = tuple(entry for entry in found.entries if entry not in long)
    return replace(found, entries=fitting, refused=refused)


def check_papers(path: Path, papers: int, line: int) -> None:
    """Refuse a file with too many papers. Raises WorkshopError."""
    if papers > MOST_PAPERS:
        raise WorkshopError(
            say(
                "{path} has more than {most} papers (line {line}): choose a smaller file.",
                path=path.name,
                most=MOST_PAPERS,
                line=line,
            )
        )


def repeated(
    path: Path, entries: Sequence[PaperEntry], line: int, times: int, marks: Marks
) -> Iterable[PaperEntry]:
    """Return as many papers with these marks, numbered after those before. Raises WorkshopError."""
    before = len(entries)
    check_papers(path, before + times, line)
    return [PaperEntry(line, str(before + each), marks) for each in range(1, times + 1)]


def whole_number(text: str) -> int | None:
    """Return a count or a number of points in plain digits, of a size that can be meant, or None."""
    digits = text.strip()
    return int(digits) if digits.isdecimal() and len(digits) < 10 else None


def lines_of(path: Path) -> list[str]:
    """Return the lines of a text file. Raises WorkshopError: for one that is none, or too large."""
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
    return text.splitlines()


def papers_left(what: str, papers: int) -> str:
    """Return what a file has and we do not keep, with the number of papers it stands on."""
    return count(papers, "{what} (on {n} paper)", "{what} (on {n:,} papers)", what=what)
