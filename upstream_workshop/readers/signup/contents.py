"""What the cells of a column hold: evidence for or against what its title seems to say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from upstream_workshop.email_addresses import first_address
from upstream_workshop.letters import loosened
from upstream_workshop.readers.signup import answers, statuses
from upstream_workshop.readers.signup.answers import Meaning
from upstream_workshop.readers.signup.word_lists import words

_LOOKED_AT: Final = 200  # cells of a column
_NUMBER: Final = re.compile(r"[\d\s.,:/+()-]+")
_LINK: Final = re.compile(r"https?:|www\.|[\w-]\.(jpe?g|png|gif|heic|pdf|webp)$", re.IGNORECASE)
_MOSTLY: Final = 0.5
_FEW: Final = 6  # words of an answer that is no prose
_ANSWERED: Final = (Meaning.YES, Meaning.NO, Meaning.CONDITIONAL)


def share(cells: Sequence[str], fits: Callable[[str], object]) -> float:
    """Return which part of the filled cells fits, from 0 to 1; 0 where none is filled."""
    looked_at = cells[:_LOOKED_AT]
    return sum(bool(fits(cell)) for cell in looked_at) / len(looked_at) if looked_at else 0.0


def is_address(cell: str) -> bool:
    """Tell whether a cell holds an e-mail address."""
    return bool(first_address(cell))


def is_only_address(cell: str) -> bool:
    """Tell whether a cell holds an e-mail address and nothing else."""
    return cell.strip().strip("<>").removeprefix("mailto:") == (first_address(cell) or None)


def is_number(cell: str) -> bool:
    """Tell whether a cell holds a number, a date, a time or a telephone number."""
    return bool(_NUMBER.fullmatch(cell.strip()))


def has_digit(cell: str) -> bool:
    """Tell whether a cell has a digit, as dates, codes and durations have."""
    return any(letter.isdigit() for letter in cell)


def is_link(cell: str) -> bool:
    """Tell whether a cell holds a web address or the name of a picture."""
    return bool(_LINK.search(cell))


def is_answer(cell: str) -> bool:
    """Tell whether a cell is a yes or a no in a word, and no other word."""
    loose = loosened(cell)
    return len(loose) > 1 and bool(words("yes").fullmatch(loose) or words("no").fullmatch(loose))


def mentions(kind: str) -> Callable[[str], bool]:
    """Return a test whether a cell has a word of a kind of `signup-words.csv`."""
    return lambda cell: bool(words(kind).search(loosened(cell)))


def is_all(kind: str) -> Callable[[str], bool]:
    """Return a test whether a cell is one phrase of a kind and nothing else."""
    return lambda cell: bool(words(kind).fullmatch(loosened(cell)))


def is_person(cell: str) -> bool:
    """Tell whether a cell may be a person's name: a few words with capitals and no digits."""
    parts = cell.split()
    return (
        1 <= len(parts) <= 5
        and not any(letter.isdigit() or letter == "@" for letter in cell)
        and parts[-1][:1].isupper()
    )


def _addresses(cells: Sequence[str]) -> int:
    part = share(cells, is_address)
    return 20 if part >= _MOSTLY else -40 if part == 0 else 0


def _people(cells: Sequence[str]) -> int:
    if any(
        share(cells, wrong) >= _MOSTLY
        for wrong in (is_address, is_number, is_link, is_answer, mentions("organisation"))
    ):
        return -40
    return 10 if share(cells, is_person) >= _MOSTLY else 0


def _organisations(cells: Sequence[str]) -> int:
    if any(share(cells, wrong) >= _MOSTLY for wrong in (is_address, is_number, is_answer)):
        return -40
    return 10 if share(cells, mentions("organisation")) >= _MOSTLY / 2 else 0


def _jobs(cells: Sequence[str]) -> int:
    wrong = (is_all("salutation"), is_all("meeting role"), is_address, is_number, is_answer)
    if any(share(cells, one) >= _MOSTLY for one in wrong):
        return -100
    return 10 if share(cells, mentions("job")) >= _MOSTLY / 2 else 0


def _statuses(cells: Sequence[str]) -> int:
    part = share(cells, statuses.is_known)
    return 20 if part >= _MOSTLY else -30 if part == 0 else 0


def _answers(cells: Sequence[str]) -> int:
    answered = share(cells, is_short_answer)
    if share(cells, is_link) >= _MOSTLY or (
        cells and not answered and share(cells, _is_named) == 1
    ):
        return -100
    return 10 if answered >= _MOSTLY else 0


def _is_named(cell: str) -> bool:
    """Tell whether a cell is several words that all begin with a capital, as names do."""
    parts = cell.split()
    capitals = len(parts) > 1 and all(part[:1].isupper() for part in parts)
    return capitals and not words("meeting role").search(loosened(cell))


def is_short_answer(cell: str) -> bool:
    """Tell whether a cell is a yes or a no in a few words, whatever its condition."""
    few = len(cell.split()) <= _FEW
    return few and (answers.read_answer(cell).meaning in _ANSWERED or _begins_with_answer(cell))


def are_answers(cells: Sequence[str]) -> bool:
    """Tell whether at least half of the cells answer with yes or no; numbers do where they are 0 and 1."""
    counted = share(cells, is_number) >= _MOSTLY and not set(cells) <= {"0", "1"}
    return not counted and share(cells, is_short_answer) >= _MOSTLY


def _begins_with_answer(cell: str) -> bool:
    """Tell whether a cell is a yes or a no with something after it, whatever that is."""
    loose = loosened(cell)
    return bool(words("yes").match(loose) or words("no").match(loose))


FITS: Final[Mapping[str, Callable[[Sequence[str]], int]]] = {
    "addresses": _addresses,
    "people": _people,
    "organisations": _organisations,
    "jobs": _jobs,
    "statuses": _statuses,
    "answers": _answers,
}


def fit(holds: str, cells: Sequence[str]) -> int:
    """Return how well filled cells fit what is expected of them; above 0 speaks for it.

    holds: a name in FITS, with `!` if nothing else counts as evidence; blank for anything.
    """
    if not holds:
        return 0
    found = FITS[holds.rstrip("!")](cells) if cells else 0
    return -1_000 if holds.endswith("!") and found <= 0 else found
