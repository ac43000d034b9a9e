"""Vote results: the rule, the numbers, a chart, and who is left out."""

from __future__ import annotations

from typing import Final

from exports.drawing import fonts
from exports.drawing.paged_document import fitted
from exports.drawing.paper import Paper, count
from exports.drawing.picture import Box, Label, Part, Picture
from exports.drawing.safe_markup import Strong
from upstream_workshop.voting.kinds import BallotState, CountingRule, VotingMethod
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.report import VoteReport
from upstream_workshop.voting.rules import Tally
from upstream_workshop.whole.report import Report

RULES: Final = {
    CountingRule.MOST_VOTES: "the most votes win",
    CountingRule.BORDA: "points by place on each paper (Borda)",
    CountingRule.INSTANT_RUNOFF: "instant run-off",
    CountingRule.SCHULZE: "the Schulze method",
    CountingRule.EQUAL_SHARES: "the Method of Equal Shares",
    CountingRule.PHRAGMEN: "sequential Phragmén",
}
UNITS: Final = {
    VotingMethod.DOTS: "Dots",
    VotingMethod.APPROVAL: "Approvals",
    VotingMethod.SCORE: "Points",
    VotingMethod.RANKED: "Points",
}
_ROW: Final = 30.0
_WIDTH: Final = 480.0
_NAMES: Final = 230.0


def write_votes(report: Report, paper: Paper) -> None:
    """Every ballot that was opened."""
    votes = [vote for vote in report.votes if vote.ballot.state != BallotState.DRAFT]
    for number, vote in enumerate(votes):
        paper.room_for(260)
        if number == 0:
            paper.heading(2, "Vote")
        write_vote(vote, paper)


def write_vote(vote: VoteReport, paper: Paper) -> None:
    """One ballot: what was asked and how, then its result if it has been revealed."""
    paper.heading(3, vote.ballot.name)
    paper.say(vote.ballot.question)
    paper.say(_how(vote))
    if vote.tally is None:
        paper.say("The result has not been revealed.")
    else:
        _write_result(vote.ballot, vote.tally, paper)


def _how(vote: VoteReport) -> str:
    ballot = vote.ballot
    methods = {
        VotingMethod.DOTS: f"{count(ballot.dots, 'dot')} each, at most {ballot.cap} on one option",
        VotingMethod.APPROVAL: "a tick for every option one supports",
        VotingMethod.SCORE: "a score from 1 to 5 for each option",
        VotingMethod.RANKED: "the options ranked, 1 the best",
    }
    told = [
        f"{'Secret' if ballot.secret else 'Named'} ballot: {methods[ballot.method]}",
        _papers(vote),
    ]
    if ballot.issued:
        told.append(f"{ballot.issued} issued and {ballot.returned} returned")
    ties = f"on a tie: {ballot.tie_rule}"
    if ballot.seed is not None:
        ties += f" (lots drawn with {ballot.seed})"
    return "; ".join([*told, ties]) + "."


def _papers(vote: VoteReport) -> str:
    """How many papers count; before they may be told, only how many there are."""
    if not vote.papers:
        return f"{count(vote.keyed, 'paper')} keyed"
    spoilt = sum(1 for paper in vote.papers if paper.spoilt)
    counted = f"{count(len(vote.papers) - spoilt, 'paper')} counted"
    return counted + (f", {spoilt} spoilt" if spoilt else "")


def _write_result(ballot: BallotRow, tally: Tally, paper: Paper) -> None:
    wordings = {option.number: option.wording for option in ballot.options}
    supporters = dict(tally.supporters)
    scores = sorted(tally.scores, key=lambda pair: (-pair[1], pair[0]))
    paper.say(f"Rule: {RULES[tally.rule]}; {count(ballot.seats, 'place')}.")
    if scores:
        says = "; ".join(f"{wordings.get(number, '')}: {points:g}" for number, points in scores)
        paper.picture(_chart(scores, wordings, tally.winners), f"Bar chart. {says}", 0.8)
    unit = UNITS[ballot.method]
    rows = [
        (
            Strong(wordings.get(number, str(number))),
            f"{points:g}",
            str(supporters.get(number, 0)),
            "chosen" if number in tally.winners else "",
        )
        for number, points in scores
    ]
    paper.table(("Option", unit, "Supporters", ""), rows, (3.4, 1, 1.2, 0.9), row_headings=True)
    for tie in tally.ties:
        names = " and ".join(wordings.get(number, str(number)) for number in tie)
        paper.say(f"A tie between {names}.")
    paper.say(_left_out(tally))


def _left_out(tally: Tally) -> str:
    if not tally.winners:
        return "Nothing was chosen."
    if not tally.left_out:
        return "Everybody who voted supported at least one of the chosen themes."
    return f"Left out: {count(tally.left_out, 'voter')} supported none of the chosen themes."


def _chart(
    scores: list[tuple[int, float]], wordings: dict[int, str], winners: tuple[int, ...]
) -> Picture:
    most = max((points for _, points in scores), default=0) or 1
    room = _WIDTH - _NAMES - 44
    parts: list[Part] = []
    for row, (number, points) in enumerate(scores):
        top = row * _ROW
        won = number in winners
        name = fitted(wordings.get(number, str(number)), _NAMES - 12, 12, fonts.STRONG)
        parts += [
            Label(0, top + 19, name, 12, strong=won),
            Box(_NAMES, top + 6, room, 18, "track", radius=4),
            Box(_NAMES, top + 6, max(2.0, room * points / most), 18, _bar(won), radius=4),
            Label(_NAMES + room + 8, top + 19, f"{points:g}", 12, strong=won),
        ]
    return Picture(_WIDTH, max(1, len(scores)) * _ROW, tuple(parts))


def _bar(won: bool) -> str:
    return "river" if won else "rest"
