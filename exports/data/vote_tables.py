"""Tables of ballots and their results, one fact a row."""

from __future__ import annotations

from collections.abc import Iterator

from exports.data.csv_tables import Cell, written_csv
from upstream_workshop.voting.report import VoteReport
from upstream_workshop.voting.rules import Tally
from upstream_workshop.whole.report import Report

_BALLOT: tuple[str, ...] = (
    "ballot", "question", "method", "secret", "dots", "cap", "rule", "places", "budget", "tie rule",
    "seed", "voters", "state", "issued", "returned", "keyed", "spoilt", "left out",
)  # fmt: skip


def ballots_csv(report: Report) -> bytes:
    """Return what each ballot asked and how, and how many papers there were.

    What was decided is in `results_csv`; of a ballot that was not revealed it is not said how many
    papers were spoilt.
    """
    return written_csv(_BALLOT, map(_ballot, report.votes))


def results_csv(report: Report) -> bytes:
    """Return each option of every ballot that was revealed, with its result, the strongest first."""
    header = (
        "ballot", "option", "wording", "theme", "cost", "score", "supporters", "spread", "won", "level",
    )  # fmt: skip
    titles = report.theme_titles()
    rows = (
        row for vote in report.votes if vote.tally for row in _results(vote, vote.tally, titles)
    )
    return written_csv(header, rows)


def _ballot(vote: VoteReport) -> tuple[Cell, ...]:
    ballot, tally = vote.ballot, vote.tally
    spoilt: Cell = sum(bool(paper.spoilt) for paper in vote.papers) if ballot.releasable else ""
    return (
        ballot.name, ballot.question, ballot.method, _yes(ballot.secret), ballot.dots, ballot.cap,
        ballot.rule, ballot.seats, _known(ballot.budget), ballot.tie_rule, _known(ballot.seed),
        ballot.electorate, ballot.state, ballot.issued, ballot.returned, vote.keyed, spoilt,
        tally.left_out if tally else "",
    )  # fmt: skip


def _results(vote: VoteReport, tally: Tally, titles: dict[int, str]) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a ballot."""
    options = {option.number: option for option in vote.ballot.options}
    supporters, spreads = dict(tally.supporters), dict(tally.spreads)
    for number, score in tally.scores:
        if option := options.get(number):
            yield (
                vote.ballot.name, number, option.wording, titles.get(option.theme_id or 0, ""),
                _known(option.cost), f"{score:g}", supporters.get(number, 0),
                _known(spreads.get(number)), _yes(number in tally.winners),
                _yes(number in tally.level),
            )  # fmt: skip


def _yes(value: bool) -> str:
    return "yes" if value else ""


def _known(value: float | None) -> Cell:
    return "" if value is None else value
