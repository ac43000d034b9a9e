"""Vote results: the rule, the numbers, a chart, and how many voters are left out."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Final

from exports.drawing.paged_document import Sheet
from exports.drawing.paper import Paper, event_line, event_title
from exports.drawing.picture import Box, Label, Part, Picture
from exports.drawing.safe_markup import lines_within
from resources.words import count, joined, noop, say
from upstream_workshop.voting.kinds import (
    BallotState,
    CountingRule,
    Electorate,
    TieRule,
    VotingMethod,
)
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.report import VoteReport
from upstream_workshop.voting.result_queries import Grouping
from upstream_workshop.voting.results import Division, share_words
from upstream_workshop.voting.rules import Tally
from upstream_workshop.whole.report import Report

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
UNITS: Final = {
    VotingMethod.DOTS: noop("Dots"),
    VotingMethod.APPROVAL: noop("Approvals"),
    VotingMethod.SCORE: noop("Points"),
    VotingMethod.RANKED: noop("Points"),
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
# rules whose result the numbers in the chart do not explain
BY_ROUNDS: Final = frozenset(
    {
        CountingRule.MAJORITY_JUDGEMENT, CountingRule.INSTANT_RUNOFF, CountingRule.STV,
        CountingRule.SCHULZE, CountingRule.EQUAL_SHARES, CountingRule.PHRAGMEN,
    }
)  # fmt: skip
GROUPS: Final = {
    Grouping.ORGANISATION: noop("How many of each organisation support a theme:"),
    Grouping.REGION: noop("How many of each region support a theme:"),
    Grouping.ROLE: noop("How many of each role support a theme:"),
}
_ROW: Final = 38.0
_LINE: Final = 16.0
_WIDTH: Final = 480.0
_NAMES: Final = 230.0
_RULES: Final = 150.0  # points, of what stands above a chart
_TALLEST: Final = 560.0  # points, of a chart; more bars are in several


def votes_pdf(report: Report) -> bytes:
    """Return the results of all votes as a PDF."""
    title = say("Results of the votes")
    sheet = Sheet(title, event_title(report), report.made_at)
    sheet.heading(1, title)
    sheet.lead(event_line(report))
    write_votes(report, sheet, 2)
    return sheet.pdf()


def write_votes(report: Report, paper: Paper, level: int = 3) -> None:
    """Write every ballot that was opened, each under a heading of a level."""
    for vote in report.votes:
        if vote.ballot.state != BallotState.DRAFT:
            paper.room_for(_room(vote))
            write_vote(vote, paper, level)


def _room(vote: VoteReport) -> float:
    """Return the height, in points, of what stands together: heading, rules and the first chart."""
    scores = vote.tally.scores if vote.tally else ()
    wordings = {option.number: option.wording for option in vote.ballot.options}
    first = next(_parts(list(scores), wordings)) if scores else []
    return _RULES + sum(_height(_lines(number, wordings)) for number, _ in first)


def write_vote(vote: VoteReport, paper: Paper, level: int) -> None:
    """Write what a ballot asked and how, then its result if it has been revealed."""
    paper.heading(level, say("Vote: {name}", name=vote.ballot.name))
    paper.say(vote.ballot.question)
    paper.say(_how(vote))
    for why in vote.ballot.reopened.splitlines():
        paper.say(say("It was opened again after it had closed: {why}.", why=why.rstrip(".")))
    if vote.tally is None:
        paper.say(say("The result has not been revealed."))
    else:
        _write_result(vote.ballot, vote.tally, paper)
        _write_divisions(vote, paper)


def _how(vote: VoteReport) -> str:
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


def _write_result(ballot: BallotRow, tally: Tally, paper: Paper) -> None:
    wordings = {option.number: option.wording for option in ballot.options}
    scores = sorted(tally.scores, key=lambda pair: (-pair[1], pair[0]))
    lines = (say(RULES[tally.rule]), count(ballot.seats, "{n} place", "{n} places"))
    paper.say(say("{clauses}.", clauses=joined(lines, "{first}; {then}")))
    if scores:
        _write_charts(ballot, tally, scores, paper)
    if tally.rule in BY_ROUNDS:
        paper.say(say("How it was counted:"))
        paper.items(tally.rounds)
    for tie in tally.ties:
        level = (wordings.get(number, str(number)) for number in tie)
        paper.say(say("A tie between {names}.", names=joined(level, "{first} and {then}")))
    if tally.empty:
        paper.say(
            count(
                tally.empty,
                "{n} place stays empty: no other option has any support.",
                "{n} places stay empty: no other option has any support.",
            )
        )
    paper.say(_left_out(tally))


def _write_charts(
    ballot: BallotRow, tally: Tally, scores: list[tuple[int, float]], paper: Paper
) -> None:
    """Write a bar for each option; where there are too many for one page, in several charts."""
    wordings = {option.number: option.wording for option in ballot.options}
    most = max(points for _, points in scores) or 1
    for part in _parts(scores, wordings):
        bars = [_bar_words(ballot, tally, number, points) for number, points in part]
        says = say("Bar chart. {bars}", bars="; ".join(bars))
        drawn = _chart(part, most, wordings, dict(tally.supporters), tally.winners)
        paper.picture(drawn, says, 0.95)


def _parts(
    scores: list[tuple[int, float]], wordings: dict[int, str]
) -> Iterator[list[tuple[int, float]]]:
    """Yield the bars of each chart: as few charts as there can be, of about equal height."""
    heights = [_height(_lines(number, wordings)) for number, _ in scores]
    whole = sum(heights)
    tall = whole / ceil(whole / _TALLEST)
    part: list[tuple[int, float]] = []
    used = 0.0
    for bar, height in zip(scores, heights, strict=True):
        if part and used + height / 2 > tall:
            yield part
            part, used = [], 0.0
        part.append(bar)
        used += height
    yield part


def _lines(number: int, wordings: dict[int, str]) -> list[str]:
    return lines_within(wordings.get(number, str(number)), _NAMES - 12)


def _height(lines: list[str]) -> float:
    return max(_ROW, 8 + _LINE * len(lines))


def _write_divisions(vote: VoteReport, paper: Paper) -> None:
    """Write where groups of voters differ, unless none of them may be named."""
    wordings = {option.number: option.wording for option in vote.ballot.options}
    for division in vote.divisions:
        told = [
            say("{theme}: {shares}.", theme=wordings[one.option], shares=_shares(one))
            for one in division.options
            if one.option in wordings and any(share.group for share in one.shares)
        ]
        if told:
            paper.say(say(GROUPS[division.by]))
            paper.items(told)


def _shares(division: Division) -> str:
    return joined(map(share_words, division.shares), "{first}; {then}")


def _left_out(tally: Tally) -> str:
    if not tally.winners:
        return say("Nothing was chosen.")
    if not tally.left_out:
        return say("Everybody who voted supported at least one of the chosen themes.")
    return count(
        tally.left_out,
        "Left out: {n} voter supported none of the chosen themes.",
        "Left out: {n} voters supported none of the chosen themes.",
    )


def _bar_words(ballot: BallotRow, tally: Tally, number: int, points: float) -> str:
    """Return what a bar of the chart says, for people who cannot see it."""
    wordings = {option.number: option.wording for option in ballot.options}
    parts = [
        f"{wordings.get(number, number)}: {points:g} {say(UNITS[ballot.method])}",
        _supporters(dict(tally.supporters).get(number, 0)),
        say("chosen") if number in tally.winners else "",
    ]
    return ", ".join(part for part in parts if part)


def _supporters(number: int) -> str:
    return count(number, "{n} supporter", "{n} supporters")


def _chart(
    scores: list[tuple[int, float]],
    most: float,
    wordings: dict[int, str],
    supporters: dict[int, int],
    winners: tuple[int, ...],
) -> Picture:
    """Return a bar for each option with all that is known of it, so that no table repeats it.

    most: the points of the longest bar of all charts of the ballot.
    """
    room = _WIDTH - _NAMES - 44
    parts: list[Part] = []
    top = 0.0
    for number, points in scores:
        won = number in winners
        below = _supporters(supporters.get(number, 0))
        below = joined((say("chosen") if won else "", below), "{first} · {then}")
        lines = _lines(number, wordings)
        parts += [
            *(Label(0, top + 15 + _LINE * n, line, 12, strong=won) for n, line in enumerate(lines)),
            Box(_NAMES, top + 4, room, 14, "track", radius=4),
            Box(_NAMES, top + 4, max(2.0, room * points / most), 14, _bar(won), radius=4),
            Label(_NAMES + room + 8, top + 15, f"{points:g}", 12, strong=won),
            Label(_NAMES, top + 31, below, 12, role="soft"),
        ]
        top += _height(lines)
    return Picture(_WIDTH, max(top, _ROW), tuple(parts))


def _bar(won: bool) -> str:
    return "river" if won else "rest"
