"""Ballot papers from .blt, the format of OpenSTV and of the councils' count programs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.reading import Refusal
from upstream_workshop.readers.voting.papers import (
    MOST_OPTIONS,
    Marks,
    PaperEntry,
    PaperOption,
    PapersReading,
    kept,
    lines_of,
    repeated,
    whole_number,
)

ENDING: Final = ".blt"
_TOKEN: Final = re.compile(
    r'"(?P<quoted>(?:[^"\\]++|\\.)*+)"|(?P<extra>\[[^\[\]]{0,200}\])|\((?P<id>[^()]{0,40})\)|'
    r'(?P<word>[^\s"#(\[]+)'
)
_NICKNAMES: Final = re.compile(r"\[\s*nick\s+(.+?)\s*\]")  # of Droop: one word for each candidate
_BETWEEN_SIGNS: Final = re.compile(r"[^=-]+")
_Token = tuple[int, str]


@dataclass
class _Count:
    """A file as it is read: words before the names, then the names, options in brackets, and nicknames."""

    words: list[_Token] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)
    nicknames: tuple[str, ...] = ()


@dataclass
class _Papers:
    """The papers of a file: those that count, those that do not, and how many name who withdrew."""

    entries: list[PaperEntry] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    named: Counter[int] = field(default_factory=Counter)


def read_blt(path: Path) -> PapersReading:
    """Read a count: candidates and seats, papers with weights, names, a title. Raises WorkshopError.

    `2=3` is level, `-` a rank left out; `[nick ann bo]` gives each candidate a word for it. Candidates
    who withdrew are no options, and papers go on without them; both is said in `unmapped`.
    """
    found = _tokens(path)
    if len(found.words) < 2:
        raise _no_count(path, 1)
    many, seats = (_number(path, token) for token in found.words[:2])
    if not 0 < many <= MOST_OPTIONS:
        raise _no_count(path, found.words[0][0])
    numbers = _numbers(found.nicknames, many)
    withdrawn, rest = _withdrawn(_in_numbers(found.words[2:], numbers), many)
    papers = _read_papers(path, rest, many, withdrawn)
    names = {each: (found.names[each - 1 : each] or [str(each)])[0] for each in range(1, many + 1)}
    left = [_left(names[each], papers.named[each]) for each in sorted(withdrawn)]
    if found.names[many + 1 :]:
        left.append(say("words after the title"))
    if found.nicknames and not numbers:
        left.append("[nick]")
    return kept(
        path,
        PapersReading(
            tuple(papers.entries),
            tuple(papers.refused),
            (*left, *dict.fromkeys(found.extras)),
            options=tuple(
                PaperOption(str(each), name) for each, name in names.items() if each not in withdrawn
            ),
            method="ranked",
            rule="stv",
            seats=min(seats, MOST_OPTIONS),
            question=(found.names[many : many + 1] or [""])[0],
        ),
    )  # fmt: skip


def _read_papers(
    path: Path, tokens: Sequence[_Token], many: int, withdrawn: frozenset[int]
) -> _Papers:
    """Read the papers of a count.

    tokens: the words after the candidates who withdrew.
    many: how many candidates there are.
    """
    found = _Papers()
    for line, words in _papers(path, tokens):
        times, levels = _weight(words[:1]), _levels(words[1:], many)
        if times is None:
            found.refused.append(Refusal(line, say("its weight is no whole number")))
        elif isinstance(levels, str):
            found.refused.append(Refusal(line, levels))
        else:
            gone = {each for level in levels for each in level if each in withdrawn}
            found.named.update(dict.fromkeys(gone, times))
            marks = _marks(levels, withdrawn, many)
            found.entries += repeated(path, found.entries, line, times, marks)
    return found


def _tokens(path: Path) -> _Count:
    found = _Count()
    for line, text in enumerate(lines_of(path), 1):
        at = 0
        while at < len(text) and text[at] != "#":
            token = _TOKEN.match(text, at)
            if token is None:
                at += 1
                continue
            at = token.end()
            if token["quoted"] is not None:
                found.names.append(re.sub(r"\\(.)", r"\1", token["quoted"]))
            elif nicknames := _NICKNAMES.fullmatch(token["extra"] or ""):
                found.nicknames = tuple(nicknames[1].split())
            elif token["extra"]:
                found.extras.append(token["extra"][:40])
            elif token["word"]:
                found.words.append((line, token["word"]))
            elif "id" not in found.extras:
                found.extras.append(say("ids of papers, in brackets"))
    return found


def _number(path: Path, token: _Token) -> int:
    line, word = token
    number = whole_number(word)
    if number is None:
        raise _no_count(path, line)
    return number


def _no_count(path: Path, line: int) -> WorkshopError:
    return WorkshopError(
        say(
            "{path}, line {line}: a .blt file begins with the numbers of candidates and of seats, and "
            "has a 0 after each paper and after the last; mend it there.",
            path=path.name,
            line=line,
        )
    )


def _numbers(nicknames: Sequence[str], many: int) -> dict[str, str]:
    """Return the number of each candidate by nickname, if each has one of its own; else nothing."""
    found = {nickname: str(at) for at, nickname in enumerate(nicknames, 1)}
    is_plain = not any(each.isdecimal() or set(each) & set("=-") for each in found)
    return found if len(found) == len(nicknames) == many and is_plain else {}


def _in_numbers(words: Sequence[_Token], numbers: Mapping[str, str]) -> Sequence[_Token]:
    """Return words with the numbers of candidates in the place of their nicknames."""
    return [
        (line, _BETWEEN_SIGNS.sub(lambda it: numbers.get(it[0], it[0]), word))
        for line, word in words
    ]


def _withdrawn(words: Sequence[_Token], many: int) -> tuple[frozenset[int], Sequence[_Token]]:
    """Return who withdrew, written as -2 before the papers, and the words after them."""
    gone: set[int] = set()
    for at, (_line, word) in enumerate(words):
        number = whole_number(word[1:]) if word.startswith("-") else None
        if number is None or not 0 < number <= many:
            return frozenset(gone), words[at:]
        gone.add(number)
    return frozenset(gone), ()


def _papers(path: Path, words: Sequence[_Token]) -> Iterator[tuple[int, list[str]]]:
    """Yield the words of each paper, up to its 0, with its line; a 0 alone ends them."""
    paper: list[str] = []
    first = 1
    for line, word in words:
        if word == "0":
            if not paper:
                return
            yield first, paper
            paper = []
        else:
            first = first if paper else line
            paper.append(word)
    raise _no_count(path, words[-1][0] if words else 1)


def _weight(words: Sequence[str]) -> int | None:
    whole, _, part = words[0].partition(".")
    return whole_number(whole) if not part.strip("0") else None


def _levels(words: Sequence[str], many: int) -> tuple[tuple[int, ...], ...] | str:
    """Return the candidates rank by rank, none at a rank left out, or say why they cannot be taken."""
    levels: list[tuple[int, ...]] = []
    for word in words:
        numbers = [whole_number(each) for each in word.split("=")] if word != "-" else []
        if any(each is None or not 0 < each <= many for each in numbers):
            return say("“{word}” is none of its candidates", word=word[:40])
        levels.append(tuple(each for each in numbers if each is not None))
    every = Counter(each for level in levels for each in level)
    twice = next((each for each, times in every.items() if times > 1), None)
    if twice is not None:
        return say("candidate {twice} stands twice on it", twice=twice)
    return tuple(levels)


def _marks(levels: Sequence[Sequence[int]], withdrawn: frozenset[int], many: int) -> Marks:
    """Return ranks; one left out stays open, where the ranks are no more than the options then."""
    standing = [[each for each in level if each not in withdrawn] for level in levels]
    ranked = [own for own, level in zip(standing, levels, strict=True) if own or not level]
    if len(ranked) > many - len(withdrawn):
        ranked = [own for own in ranked if own]
    return tuple((str(each), rank) for rank, level in enumerate(ranked, 1) for each in level)


def _left(name: str, papers: int) -> str:
    return count(
        papers,
        "“{name}”, who withdrew (on {n} paper)",
        "“{name}”, who withdrew (on {n:,} papers)",
        name=name,
    )
