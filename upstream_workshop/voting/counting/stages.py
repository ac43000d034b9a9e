"""The stages of a count by the single transferable vote, and what is said of each."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resources.words import count, say
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.outcomes import named

WHOLE: Final = 100_000  # the value of a paper before any transfer


@dataclass(frozen=True, slots=True)
class Stage:
    """The count at the end of a stage.

    votes: the votes credited to each option.
    rank: the order of the options by their votes now, and if they are equal by those at the most
        recent earlier stage at which they differed; 0 for the fewest, equal if they never differed.
    continuing: the options that are neither elected nor excluded.
    won: the options elected, in that order.
    waiting: the elected options whose surplus is still to be transferred.
    at: for each kind of paper, which of its preferences holds it.
    value: for each kind of paper, what one of them counts.
    held: the kinds of papers that each option has.
    """

    votes: Mapping[int, int]
    rank: Mapping[int, int]
    continuing: frozenset[int]
    won: tuple[int, ...]
    waiting: frozenset[int]
    at: tuple[int, ...]
    value: tuple[int, ...]
    held: Mapping[int, tuple[int, ...]]

    @property
    def key(self) -> Hashable:
        """Return all that later stages depend on."""
        rank = tuple(self.rank.items())
        return (frozenset(self.won), self.continuing, self.waiting, rank, self.at, self.value)


@dataclass(frozen=True, slots=True)
class Election:
    """What stays the same from stage to stage.

    orders: the preferences of each kind of paper.
    papers: how many papers are of each kind.
    needed: the value of the papers that elect an option.
    """

    terms: Terms
    orders: tuple[tuple[int, ...], ...]
    papers: tuple[int, ...]
    needed: int


def opening(election: Election, stage: Stage) -> tuple[str, ...]:
    """Return the sentences about the first stage; none if nothing was ranked."""
    if not stage.votes:
        return ()
    terms = election.terms
    firsts = sorted(stage.votes, key=lambda option: (-stage.votes[option], option))
    listed = "; ".join(
        say("{name} {n}", name=terms.name(option), n=_written(stage.votes[option]))
        for option in firsts
    )
    return (
        say("Papers that elect an option: {n}.", n=_written(election.needed)),
        say("First places: {list}.", list=listed),
        *_newly((), stage, terms),
    )


def surplus_sentence(election: Election, before: Stage, after: Stage, option: int) -> str:
    """Return what is said of the transfer of an option's surplus."""
    told = say(
        "{name} has {over} more than needed, and its papers pass that on.",
        name=election.terms.name(option),
        over=_written(before.votes[option] - election.needed),
    )
    return " ".join((told, *_newly(before.won, after, election.terms)))


def excluded_sentence(election: Election, before: Stage, after: Stage, gone: Sequence[int]) -> str:
    """Return what is said of the exclusion of options with equally few votes."""
    told = count(
        len(gone),
        "{names} has the fewest ({votes}) and leaves; its papers pass on.",
        "{names} have the fewest ({votes}) and leave.",
        names=named(gone, election.terms),
        votes=_written(before.votes[gone[0]]),
    )
    return " ".join((told, *_newly(before.won, after, election.terms)))


def ending(end: Stage, terms: Terms) -> tuple[str, ...]:
    """Return the sentence about everybody who was elected; none if nobody was."""
    return (say("Chosen in this order: {names}.", names=named(end.won, terms)),) if end.won else ()


def _newly(before: tuple[int, ...], stage: Stage, terms: Terms) -> tuple[str, ...]:
    new = stage.won[len(before) :]
    return (say("Elected: {names}.", names=named(new, terms)),) if new else ()


def _written(value: int) -> str:
    """Return a number of papers with as many of the five decimals as are needed."""
    return f"{value / WHOLE:.5f}".rstrip("0").rstrip(".")
