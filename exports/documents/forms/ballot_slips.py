"""Numbered ballot slips to cut and hand out, with the options in the order of entry."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial
from typing import Final

from exports.drawing.inks import ink
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import event_title
from exports.drawing.safe_markup import Strong
from exports.drawing.tagging.tagged_canvas import TaggedCanvas
from resources.words import count, joined, noop, say
from upstream_workshop.voting.kinds import BallotState, VotingMethod
from upstream_workshop.voting.queries import BallotRow, OptionRow
from upstream_workshop.voting.report import VoteReport
from upstream_workshop.whole.report import Report

ROW_TO_MARK: Final = 30.0  # points
HEAD: Final = 90.0  # points above the rows, for number, question and instruction
_HOW: Final = {
    VotingMethod.APPROVAL: noop("Tick every option you support."),
    VotingMethod.SCORE: noop("Score each option from 0 to 5; 5 is best."),
    VotingMethod.RANKED: noop("Rank the options: 1 is your first choice."),
}


def to_print(report: Report) -> tuple[VoteReport, ...]:
    """Return the ballots that have options and are not closed."""
    return tuple(
        vote
        for vote in report.votes
        if vote.ballot.options and vote.ballot.state in (BallotState.DRAFT, BallotState.OPEN)
    )


def slips_pdf(report: Report, vote: VoteReport) -> bytes:
    """Return the slips of a ballot.

    There is one for each paper issued or, if none are recorded as issued, one for each person.
    """
    ballot = vote.ballot
    title = say("Ballot slips: {ballot}", ballot=ballot.name)
    sheet = Sheet(title, event_title(report), report.made_at)
    sheet.heading(1, title)
    number_of_slips = ballot.issued or len(report.people) or 1
    long = ROW_TO_MARK * (len(ballot.options) + 1) + HEAD > sheet.height
    sheet.lead(_what_to_do(number_of_slips, ballot.version, long))
    for number in range(1, number_of_slips + 1):
        if long:
            sheet.new_page()
            _write_slip(ballot, number, sheet)
        else:
            sheet.together(partial(_write_cut_slip, ballot, number, sheet))
    return sheet.pdf()


def _what_to_do(slips: int, version: int, long: bool) -> str:
    if long:
        return count(
            slips,
            "{n} slip, version {version}. Each begins a page.",
            "{n} slips, version {version}. Each begins a page.",
            version=version,
        )
    return count(
        slips,
        "{n} slip, version {version}. Cut along the dashes.",
        "{n} slips, version {version}. Cut along the dashes.",
        version=version,
    )


def _write_cut_slip(ballot: BallotRow, number: int, sheet: Sheet) -> None:
    _write_slip(ballot, number, sheet)
    sheet.decoration(dashes, 2)


def _write_slip(ballot: BallotRow, number: int, sheet: Sheet) -> None:
    sheet.heading(2, say("{ballot}: paper {n}", ballot=ballot.name, n=number))
    sheet.say(ballot.question)
    sheet.say(Strong(_instruction(ballot)))
    rows = [(str(option.number), option.wording, "") for option in in_order(ballot, number)]
    headings = (say("No."), say("Option"), say("Mark"))
    sheet.table(headings, rows, (0.5, 4, 1), tall=ROW_TO_MARK)


def in_order(ballot: BallotRow, number: int) -> Sequence[OptionRow]:
    """Return the options in the order in which this slip lists them; they keep their numbers.

    If the ballot is shuffled, the order depends on its version and the number of the slip alone, so that a
    slip that is printed again is the same.
    """
    if not ballot.shuffled:
        return ballot.options
    dice = random.Random(f"{ballot.id}.{ballot.version}.{number}")  # noqa: S311 - an order, no secret
    return dice.sample(ballot.options, len(ballot.options))


def _instruction(ballot: BallotRow) -> str:
    name = say("Do not write your name.") if ballot.secret else say("Write your name on the back.")
    order = (say("Each slip lists the options in another order."),) if ballot.shuffled else ()
    return joined((_how(ballot), name, *order), "{first} {then}")


def _how(ballot: BallotRow) -> str:
    if ballot.method == VotingMethod.DOTS:
        return count(
            ballot.dots,
            "Give {n} dot in all, at most {cap} to one option.",
            "Give {n} dots in all, at most {cap} to one option.",
            cap=ballot.cap,
        )
    return say(_HOW[ballot.method])


def dashes(canvas: TaggedCanvas, width: float, height: float) -> None:
    """Draw the line to cut along."""
    canvas.setStrokeColor(ink("edge"))
    canvas.setDash([4.0, 4.0])
    canvas.line(0, height, width, height)
    canvas.setDash()
