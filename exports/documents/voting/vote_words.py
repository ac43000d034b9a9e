"""How a ballot was held, in words: its method, its papers, its rule and who could vote."""

from __future__ import annotations

from typing import Final

from resources.words import count, joined, noop, say
from upstream_workshop.voting.kinds import CountingRule, Electorate, TieRule, VotingMethod
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.report import VoteReport

RULES: Final = {
    CountingRule.MOST_VOTES: noop("Rule: the most votes win"),
    CountingRule.APPROVAL: noop("Rule: the most supporters win (approval)"),
    CountingRule.SCORE: noop("Rule: the highest mean score wins"),
    CountingRule.MAJORITY_JUDGEMENT: noop(
        "Rule: the highest middle score wins (majority judgement)"
    ),
    CountingRule.BORDA: noop("Rule: points by place on each paper (Borda)"),
    CountingRule.INSTANT_RUNOFF: noop("Rule: instant run-off"),
    CountingRule.STV: noop("Rule: single transferable vote, as councils in Scotland count it"),
    CountingRule.SCHULZE: noop("Rule: the Schulze method"),
    CountingRule.EQUAL_SHARES: noop("Rule: the Method of Equal Shares"),
    CountingRule.PHRAGMEN: noop("Rule: sequential Phragmén"),
}
TIES: Final = {
    TieRule.KEEP_BOTH: noop("on a tie: keep both"),
    TieRule.RUN_OFF: noop("on a tie: run-off"),
    TieRule.LOTS: noop("on a tie: lots"),
}
DRAWN: Final = {
    TieRule.KEEP_BOTH: noop("on a tie: keep both (lots drawn with {seed})"),
    TieRule.RUN_OFF: noop("on a tie: run-off (lots drawn with {seed})"),
    TieRule.LOTS: noop("on a tie: lots (lots drawn with {seed})"),
}
VOTERS: Final = {
    Electorate.LISTED: noop("everybody on the list could vote"),
    Electorate.PRESENT: noop("everybody who had come could vote"),
    Electorate.ORGANISATIONS: noop("one person of each organisation could vote"),
}
# methods without a number of dots, by whether the ballot is secret
METHODS: Final = {
    (VotingMethod.APPROVAL, True): noop("Secret ballot: a tick for every option one supports"),
    (VotingMethod.APPROVAL, False): noop("Named ballot: a tick for every option one supports"),
    (VotingMethod.SCORE, True): noop("Secret ballot: a score from 0 to 5 for each option"),
    (VotingMethod.SCORE, False): noop("Named ballot: a score from 0 to 5 for each option"),
    (VotingMethod.RANKED, True): noop("Secret ballot: the options ranked, 1 the best"),
    (VotingMethod.RANKED, False): noop("Named ballot: the options ranked, 1 the best"),
}


def how_held(vote: VoteReport) -> str:
    """Return how a ballot was held, in a sentence."""
    ballot = vote.ballot
    lines = [_method(ballot), _papers(vote)]
    if ballot.issued:
        issued, returned = ballot.issued, ballot.returned
        lines.append(say("{n} issued and {back} returned", n=issued, back=returned))
    if ballot.seed is None:
        lines.append(say(TIES[ballot.tie_rule]))
    else:
        lines.append(say(DRAWN[ballot.tie_rule], seed=ballot.seed))
    lines.append(say(VOTERS[ballot.electorate]))
    if ballot.checked:
        lines.append(
            count(
                ballot.checked,
                "{n} paper keyed twice and compared",
                "{n} papers keyed twice and compared",
            )
        )
    return say("{clauses}.", clauses=joined(lines, "{first}; {then}"))


def _method(ballot: BallotRow) -> str:
    if ballot.method != VotingMethod.DOTS:
        return say(METHODS[ballot.method, ballot.secret])
    if ballot.secret:
        return count(
            ballot.dots,
            "Secret ballot: {n} dot each, at most {cap} on one option",
            "Secret ballot: {n} dots each, at most {cap} on one option",
            cap=ballot.cap,
        )
    return count(
        ballot.dots,
        "Named ballot: {n} dot each, at most {cap} on one option",
        "Named ballot: {n} dots each, at most {cap} on one option",
        cap=ballot.cap,
    )


def _papers(vote: VoteReport) -> str:
    """Return how many papers count; while the papers are withheld, how many were keyed."""
    if not vote.papers:
        return count(vote.keyed, "{n} paper keyed", "{n} papers keyed")
    spoilt = sum(1 for paper in vote.papers if paper.spoilt)
    counted = len(vote.papers) - spoilt
    if not spoilt:
        return count(counted, "{n} paper counted", "{n} papers counted")
    return count(
        counted,
        "{n} paper counted, {spoilt} spoilt",
        "{n} papers counted, {spoilt} spoilt",
        spoilt=spoilt,
    )
