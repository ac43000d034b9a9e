"""Vote results: the rule, the numbers, a chart, and how many voters are left out."""

from __future__ import annotations

from typing import Final

from exports.documents.voting.vote_chart import first_height, write_charts
from exports.documents.voting.vote_words import RULES, how_held
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import Paper, event_line, event_title
from resources.words import count, joined, noop, say
from upstream_workshop.voting.kinds import BallotState, CountingRule
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.report import VoteReport
from upstream_workshop.voting.result_queries import Grouping
from upstream_workshop.voting.results import Division, share_words
from upstream_workshop.voting.rules import Tally
from upstream_workshop.whole.report import Report

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
_RULES: Final = 150.0  # points, of what stands above a chart


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
    return _RULES + (first_height(vote.ballot, vote.tally) if vote.tally else 0.0)


def write_vote(vote: VoteReport, paper: Paper, level: int) -> None:
    """Write what a ballot asked and how, then its result if it has been revealed."""
    paper.heading(level, say("Vote: {name}", name=vote.ballot.name))
    paper.say(vote.ballot.question)
    paper.say(how_held(vote))
    for why in vote.ballot.reopened.splitlines():
        paper.say(say("It was opened again after it had closed: {why}.", why=why.rstrip(".")))
    if vote.tally is None:
        paper.say(say("The result has not been revealed."))
    else:
        _write_result(vote.ballot, vote.tally, paper)
        _write_divisions(vote, paper)


def _write_result(ballot: BallotRow, tally: Tally, paper: Paper) -> None:
    wordings = {option.number: option.wording for option in ballot.options}
    lines = (say(RULES[tally.rule]), count(ballot.seats, "{n} place", "{n} places"))
    paper.say(say("{clauses}.", clauses=joined(lines, "{first}; {then}")))
    if tally.scores:
        write_charts(ballot, tally, paper)
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
