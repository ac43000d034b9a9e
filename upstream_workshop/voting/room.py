"""Votes: their tables, and what of them may be told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Final

from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.naming import Reason
from upstream_workshop.privacy import PUBLIC, cohort, person, private, public, words
from upstream_workshop.readers.reading import ImportOutcome, Question
from upstream_workshop.room import (
    BEFORE_IMPORT,
    BEFORE_REMOVAL,
    INTO,
    NO_ANSWERS,
    Answers,
    Import,
    Room,
    ask_into,
    row,
)
from upstream_workshop.voting import queries, report
from upstream_workshop.voting.kinds import BallotState, CountingRule
from upstream_workshop.voting.model import Ballot, BallotPaper, Mark, Option
from upstream_workshop.voting.papers.queries import PaperRow
from upstream_workshop.voting.queries import BallotRow, OptionRow
from upstream_workshop.voting.report import GroupedDivision, VoteReport, VotingReport
from upstream_workshop.voting.result_queries import Grouping
from upstream_workshop.voting.results import Division, GroupShare
from upstream_workshop.voting.rules import Tally


def import_papers(
    session: Session, name: str, reading: Any, answers: Answers = NO_ANSWERS
) -> ImportOutcome:
    """Take in ballot papers; its services are loaded when there is one."""
    from upstream_workshop.voting.importing import services

    return services.import_papers(session, answers.get(INTO, name), reading, answers)


def ask_papers(
    session: Session, name: str, reading: Any, answers: Answers, _rows: Collection[Any]
) -> tuple[Question, ...]:
    """Ask into which ballot the papers go, and what they leave open about it and themselves."""
    from upstream_workshop.voting.importing.paper_plan import planned

    plan = planned(session, answers.get(INTO, name), reading, answers)
    return (*_ask_ballot(session, name), *plan.questions)


def _ask_ballot(session: Session, name: str) -> tuple[Question, ...]:
    there = {
        row.name: say("the ballot “{name}”", name=row.name)
        for row in queries.ballots(session)
        if row.state == BallotState.OPEN or row.name.casefold() == name.casefold()
    }
    taken = {row.name.casefold() for row in queries.ballots(session)}
    place = 2
    while f"{name} ({place})".casefold() in taken:
        place += 1
    if name.casefold() in taken:
        other = f"{name} ({place})"
        there[other] = say("a new ballot, “{name}”", name=other)
    return ask_into(name, say("a new ballot, “{name}”", name=name), there)


ROOM: Final = Room(
    key="voting",
    columns={
        Ballot: {
            "name": words(noop("Ballot")),
            "question": words(noop("Question of a ballot")),
            "method": PUBLIC,
            "dots": PUBLIC,
            "cap": PUBLIC,
            "seats": PUBLIC,
            "rule": PUBLIC,
            "depth": PUBLIC,
            "budget": PUBLIC,
            "secret": PUBLIC,
            "electorate": PUBLIC,
            "withdrawn": PUBLIC,
            "shuffled": PUBLIC,
            "tie_rule": PUBLIC,
            "seed": PUBLIC,
            "state": PUBLIC,
            "version": PUBLIC,
            "issued": PUBLIC,
            "returned": PUBLIC,
            "from_file": PUBLIC,
            "checked": PUBLIC,
            "reopened": words(noop("Why a ballot was opened again")),
        },
        Option: {"number": PUBLIC, "wording": words(noop("Option of a ballot")), "cost": PUBLIC},
        BallotPaper: {
            "number": cohort(noop("Number of a slip")),
            "spoilt": replace(private(noop("Why a paper is spoilt")), flag=True),
            "written": private(noop("What was typed for a paper")),
            "checked": PUBLIC,
        },
        Mark: {"value": PUBLIC},
    },
    rows={
        VotingReport: row(),
        VoteReport: row(keyed=PUBLIC),
        GroupedDivision: row(by=public(*Grouping)),
        Division: row(option=PUBLIC),
        GroupShare: row(group=cohort(noop("Group of voters")), papers=PUBLIC, percent=PUBLIC),
        BallotRow: row(Ballot),
        OptionRow: row(Option),
        PaperRow: row(
            BallotPaper,
            number=replace(
                cohort(noop("Number of a slip")), key="ballot_paper", reason=Reason.VOTE
            ),
            participant_id=person(Reason.VOTE),
            marks=PUBLIC,
        ),
        Tally: row(
            rule=public(*CountingRule),
            winners=PUBLIC,
            scores=PUBLIC,
            ties=PUBLIC,
            left_out=PUBLIC,
            supporters=PUBLIC,
            rounds=words(noop("How a result was found")),
            tie_rounds=PUBLIC,
            level=PUBLIC,
            undecided=PUBLIC,
            empty=PUBLIC,
            spreads=PUBLIC,
            counted=PUBLIC,
        ),
    },
    report=report.read,
    stays={
        "ballot_paper.participant_id": (
            noop("ballot paper, which still counts"),
            noop("ballot papers, which still count"),
        ),
    },
    imports={"ballot-papers": Import(import_papers, ask_papers)},
    backups={
        "import_papers": BEFORE_IMPORT,
        "remove_ballot": BEFORE_REMOVAL,
        "withdraw_papers": BEFORE_REMOVAL,
    },
)
