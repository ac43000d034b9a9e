"""What a typed line means beside the papers that are keyed: whose it is, and what must be asked first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from resources.words import count, noop, say
from upstream_workshop.people.rules import likeliest
from upstream_workshop.voting import rules
from upstream_workshop.voting.papers.queries import PaperRow
from upstream_workshop.voting.papers.slips import Slip, as_typed, marks_of, read_slip
from upstream_workshop.voting.queries import BallotRow

NO_NAME: Final = noop("no name")


@dataclass(frozen=True, slots=True)
class Entry:
    """A typed line, understood.

    number: the number of the slip: the typed one, else that of the voter's paper, else the next one.
    voter_id: the voter; None on a secret ballot.
    slip: what the line says.
    spoilt: why the paper would not count; blank if it would.
    written: what was typed, without the number or the name.
    wrong: why the line cannot be kept; blank if it can.
    doubts: sentences to be answered before it is kept, each by another Enter.
    confirms: whether a second entry says the same as the first.
    second: whether it is one of a second entry.
    """

    number: str
    voter_id: int | None
    slip: Slip
    spoilt: str
    written: str
    wrong: str = ""
    doubts: tuple[str, ...] = ()
    confirms: bool = False
    second: bool = False


@dataclass(frozen=True, slots=True)
class Pile:
    """What a typed line is read against.

    ballot: the open ballot.
    papers: the papers keyed.
    voters: the names of the people who may vote, by id; empty on a secret ballot.
    correcting: the paper that is being corrected, or None.
    second: whether every slip is keyed a second time, to be compared.
    left: the slips of which a second entry said something else, and which are settled later.
    """

    ballot: BallotRow
    papers: Sequence[PaperRow] = ()
    voters: Mapping[int, str] | None = None
    correcting: PaperRow | None = None
    second: bool = False
    left: Collection[str] = ()

    def paper(self, number: str) -> PaperRow | None:
        """Return the paper with this number, or None."""
        return next((row for row in self.papers if number and row.number == number), None)

    def paper_by(self, voter_id: int | None) -> PaperRow | None:
        """Return the paper of this voter, or None."""
        by = (row for row in self.papers if row.participant_id == voter_id)
        return None if voter_id is None else next(by, None)

    def next_number(self) -> str:
        """Return the number after the last; in a second entry, the first that is to be compared."""
        numbers_left = ("", *self.left)
        unchecked = (
            row.number for row in self.papers if row.number not in numbers_left and not row.checked
        )
        if self.second and (first := next(unchecked, "")):
            return first
        numbers = [int(row.number) for row in self.papers if row.number.isdecimal()]
        nameless = sum(not row.number for row in self.papers)
        return str(max([*numbers, nameless]) + 1)


def understood(typed: str, pile: Pile) -> Entry:
    """Return what a typed line means beside the papers keyed."""
    slip = read_slip(typed, pile.ballot.terms)
    voters, nobody = _voters(slip, pile)
    voter = next(iter(voters), None)
    own = pile.correcting or (pile.paper_by(voter) if not slip.number else None)
    number = slip.number if own is None else own.number
    number = number or pile.next_number()
    fault = "" if slip.spoilt else rules.fault(dict(slip.marks), pile.ballot.terms)
    if pile.voters is not None and voter is None and not slip.spoilt:
        fault = fault or say(NO_NAME)
    entry = Entry(number, voter, slip, slip.spoilt or fault, marks_of(typed), second=pile.second)
    wrong = slip.complaint or nobody or _contradiction(entry, pile)
    if wrong:
        return replace(entry, wrong=wrong)
    there = pile.paper(number)
    if pile.second and there is not None and _same(entry, there):
        return replace(entry, confirms=True)
    spoils = (say("{fault}: Enter again spoils the paper", fault=fault),) if fault else ()
    doubts = (*_either(slip, voters, pile), *spoils, *_replacing(entry, there, pile))
    return replace(entry, doubts=doubts)


def shown(paper: PaperRow, ballot: BallotRow) -> str:
    """Return what a paper says: as it was typed, else its marks as the text to type for them."""
    return paper.written or as_typed(paper.marks, ballot.method)


def _voters(slip: Slip, pile: Pile) -> tuple[tuple[int, ...], str]:
    """Return the voters that the letters may mean equally well, and why they mean nobody."""
    if pile.voters is None:
        odd = say("“{letters}” is no number of a slip", letters=slip.voter) if slip.voter else ""
        return (), odd
    if not slip.voter:
        there = pile.correcting or pile.paper(slip.number)
        known = there.participant_id if there else None
        return ((known,) if known is not None else ()), ""
    hits = likeliest(slip.voter, pile.voters)
    if not hits:
        return (), say("nobody who may vote is called “{letters}”", letters=slip.voter)
    return hits, ""


def _either(slip: Slip, voters: tuple[int, ...], pile: Pile) -> tuple[str, ...]:
    """Ask which voter is meant where the letters fit several equally well."""
    if len(voters) < 2 or pile.voters is None:
        return ()
    first, second, *more = (pile.voters[id_] for id_ in voters)
    if more:
        return (
            say(
                "“{letters}” fits {first}, {second} and {n} more: Enter again takes {first}",
                letters=slip.voter,
                first=first,
                second=second,
                n=len(more),
            ),
        )
    return (
        say(
            "“{letters}” fits {first} and {second}: Enter again takes {first}",
            letters=slip.voter,
            first=first,
            second=second,
        ),
    )


def _contradiction(entry: Entry, pile: Pile) -> str:
    """Return why the number typed cannot go with the paper corrected or the voter named, or ""."""
    if pile.correcting and entry.slip.number not in ("", pile.correcting.number):
        return say("this corrects slip {number}: Esc leaves it", number=pile.correcting.number)
    held = pile.paper_by(entry.voter_id)
    if held is not None and held.number != entry.number and pile.voters is not None:
        name = pile.voters.get(held.participant_id or 0, "")
        return say("{name} has slip {number} already", name=name, number=held.number)
    return ""


def _replacing(entry: Entry, there: PaperRow | None, pile: Pile) -> tuple[str, ...]:
    if pile.correcting:
        return ()
    if there is None and pile.second:
        words = say("slip {number} was not keyed before: Enter again adds it", number=entry.number)
        return (words,)
    if there is None:
        return _beyond(entry, pile.ballot.issued)
    before = shown(there, pile.ballot)
    if pile.second:
        words = say(
            "keyed as {before} before: Enter again takes what you type now, Esc lists it for later",
            before=before,
        )
        return (words,)
    words = say(
        "slip {number} is keyed as {before}: Enter again replaces it",
        number=entry.number,
        before=before,
    )
    return (words,)


def _beyond(entry: Entry, issued: int) -> tuple[str, ...]:
    """Ask about a number that is typed and higher than that of any slip handed out."""
    if not (entry.slip.number.isdecimal() and 0 < issued < int(entry.slip.number)):
        return ()
    words = count(
        issued,
        "{n} slip was handed out: Enter again adds slip {number}",
        "{n} slips were handed out: Enter again adds slip {number}",
        number=entry.number,
    )
    return (words,)


def _same(entry: Entry, there: PaperRow) -> bool:
    """Check whether a second entry says cell by cell what the first said."""
    if bool(entry.spoilt) != bool(there.spoilt) or entry.voter_id != there.participant_id:
        return False
    if there.spoilt and there.written:
        return entry.written.split() == there.written.split()
    return dict(entry.slip.marks) == dict(there.marks)
