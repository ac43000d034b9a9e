"""The check of papers, the tally of a ballot and the voters left out: pure functions on values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resources.words import count, say
from upstream_workshop.voting.counting.ballot_terms import HIGHEST_SCORE, lowest_mark
from upstream_workshop.voting.counting.ballot_terms import Terms as Terms
from upstream_workshop.voting.counting.ballot_terms import fits as fits
from upstream_workshop.voting.counting.rankings import Marks, support
from upstream_workshop.voting.counting.tallies import Tally as Tally
from upstream_workshop.voting.counting.tallies import asked as asked
from upstream_workshop.voting.counting.tallies import counted as counted
from upstream_workshop.voting.counting.tallies import tally as tally
from upstream_workshop.voting.counting.tallies import with_seats as with_seats
from upstream_workshop.voting.kinds import VotingMethod


@dataclass(frozen=True, slots=True)
class Swap:
    """A change of the winners that would leave out the fewest papers.

    added: the option that would win.
    dropped: the winner that it would replace; None for an additional winner.
    left_out: how many papers would be left out then.
    """

    added: int
    dropped: int | None
    left_out: int


def fault(marks: Marks, terms: Terms) -> str:
    """Return the reason why a paper breaks the ballot's rules, or "" if it does not."""
    if unknown := sorted(set(marks) - set(terms.options)):
        return say("option {number} is not on the ballot", number=unknown[0])
    values = sorted(marks.values())
    least = lowest_mark(terms.method)
    if any(value < least for value in values):
        return say("a mark is less than {least}", least=least)
    return _METHOD_FAULTS[terms.method](values, terms)


def _dots_fault(values: list[int], terms: Terms) -> str:
    if sum(values) > terms.dots:
        return say("{n} dots where {most} are the most", n=sum(values), most=terms.dots)
    if values and values[-1] > terms.cap:
        return say("{n} dots on one option where {most} are the most", n=values[-1], most=terms.cap)
    return ""


def _approval_fault(values: list[int], _terms: Terms) -> str:
    return say("an approval is a 1") if values and values[-1] > 1 else ""


def _score_fault(values: list[int], _terms: Terms) -> str:
    most = HIGHEST_SCORE
    return say("a score is more than {most}", most=most) if values and values[-1] > most else ""


def _ranked_fault(values: list[int], terms: Terms) -> str:
    too_far = values and values[-1] > len(terms.options)
    return say("a rank is more than {most}", most=len(terms.options)) if too_far else ""


_METHOD_FAULTS: Final = {
    VotingMethod.DOTS: _dots_fault,
    VotingMethod.APPROVAL: _approval_fault,
    VotingMethod.SCORE: _score_fault,
    VotingMethod.RANKED: _ranked_fault,
}


def left_out(papers: Sequence[Marks], terms: Terms, winners: Sequence[int]) -> int:
    """Return the number of papers that support an option but none of the winners."""
    return _without(_supports(papers, terms), winners)


def smallest_swap(papers: Sequence[Marks], terms: Terms, winners: Sequence[int]) -> Swap | None:
    """Return the change by one option that would leave out the fewest papers; None if none helps.

    The option replaces a winner or is added to the winners; if equal, it replaces, and replaces the
    weakest one.

    winners: the winners, the strongest first.
    """
    supports = _supports(papers, terms)
    best: Swap | None = None
    fewest = _without(supports, winners)
    for dropped in (*reversed(winners), None):
        for added in (option for option in terms.options if option not in winners):
            kept = [*(winner for winner in winners if winner != dropped), added]
            swap = Swap(added, dropped, _without(supports, kept))
            if swap.left_out < fewest:
                best, fewest = swap, swap.left_out
    return best


def _supports(papers: Sequence[Marks], terms: Terms) -> list[frozenset[int]]:
    return [found for marks in papers if (found := support(marks, terms))]


def _without(supports: Sequence[frozenset[int]], winners: Sequence[int]) -> int:
    return sum(map(frozenset(winners).isdisjoint, supports))


def unreconciled(issued: int, returned: int, keyed: int) -> str:
    """Return a sentence about numbers of slips and papers that do not add up, or ""."""
    if returned > issued:
        return count(
            returned,
            "{n} slip came back of {issued} handed out: count them again.",
            "{n} slips came back of {issued} handed out: count them again.",
            issued=issued,
        )
    if keyed < returned:
        return say(
            "{slips} came back and {papers} keyed: {left} to go.",
            slips=count(returned, "{n} slip", "{n} slips"),
            papers=count(keyed, "{n} is", "{n} are"),
            left=returned - keyed,
        )
    if keyed > returned:
        return say(
            "{papers} keyed and {slips} came back: count the slips again.",
            papers=count(keyed, "{n} paper is", "{n} papers are"),
            slips=count(returned, "{n} slip", "{n} slips"),
        )
    return ""


def explain(
    tally: Tally, voters: int, wording: Mapping[int, str], other: Tally | None = None
) -> str:
    """Return a sentence about the voters whom a result leaves out.

    voters: the number of papers.
    wording: the wording of each option by number.
    other: another result to compare with.
    """
    if not tally.counted:
        return say("No paper supports a theme, so nothing is chosen.")
    if not tally.winners:
        return say("Nothing is chosen yet.")
    out = tally.left_out
    if other is None:
        return _left_among(tally, voters)
    new = ", ".join(wording[number] for number in tally.winners if number not in other.winners)
    gone = ", ".join(wording[number] for number in other.winners if number not in tally.winners)
    if not new and not gone:
        same = say("The same themes, with the same {n} left out.", n=out)
        return same if out else say("The same themes.")
    change = say("{new} instead of {gone}", new=new, gone=gone) if new and gone else new
    left = _left_by(out, voters)
    return say("{change}: {left}.", change=change or say("Fewer themes"), left=left)


def _left_among(tally: Tally, voters: int) -> str:
    winners = len(tally.winners)
    if not tally.left_out and tally.counted < voters:
        return say(
            "Everybody who supports a theme has at least one among the {winners}.", winners=winners
        )
    if not tally.left_out:
        return say(
            "Everybody has at least one of their themes among the {winners}.", winners=winners
        )
    return count(
        tally.left_out,
        "{n} of {voters} papers has none of their themes among the {winners}.",
        "{n} of {voters} papers have none of their themes among the {winners}.",
        voters=voters,
        winners=winners,
    )


def _left_by(out: int, voters: int) -> str:
    if not out:
        return say("everybody has at least one of their themes")
    return count(
        out,
        "{n} of {voters} papers has none of their themes",
        "{n} of {voters} papers have none of their themes",
        voters=voters,
    )
