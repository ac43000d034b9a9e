"""The service that imports ballot papers from a file."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.reading import NO_ANSWERS, ImportedRow, ImportEffect, ImportOutcome
from upstream_workshop.readers.voting.papers import PapersReading
from upstream_workshop.themes import queries as themes
from upstream_workshop.voting import queries
from upstream_workshop.voting.importing.paper_plan import PaperPlan, planned
from upstream_workshop.voting.importing.paper_voters import PlannedPaper
from upstream_workshop.voting.kinds import BallotState
from upstream_workshop.voting.model import Ballot
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.voting.papers.queries import PaperRow
from upstream_workshop.voting.papers.records import keep_paper
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.records import Line, add_ballot, ballot_of, require
from upstream_workshop.voting.services import open_ballot


def import_papers(
    session: Session,
    ballot_name: str,
    reading: PapersReading,
    answers: Mapping[str, str] = NO_ANSWERS,
) -> ImportOutcome:
    """Import papers into a ballot, which is made from the file if no ballot has the name.

    A paper that is there with the same marks stays unchanged; one with other marks is updated. A
    paper that breaks the ballot's rules is kept as spoilt. A line is refused if it names an option
    that is not on the ballot, or if the ballot is secret and the paper's number is a person's name.

    answers: to the questions of the plan; the others have the answers assumed.

    Raises WorkshopError: when no paper can be taken; when most say nothing, are spoilt or are left out
    and nobody has said to import them; when the ballot is not open or takes other marks; when papers
    without numbers are there, because the ballot is secret and had closed before.
    """
    plan = planned(session, ballot_name, reading, answers)
    if plan.ballot is not None:
        require(
            plan.ballot,
            BallotState.OPEN,
            noop("“{ballot}” is {standing}, so no papers can come in."),
        )
    if plan.refusal:
        raise WorkshopError(plan.refusal)
    before = {} if plan.ballot is None else _numbered(session, plan.ballot)
    ballot = plan.ballot or _made(session, ballot_name, reading, plan)
    rows = [_kept(session, ballot, paper, before) for paper in plan.papers]
    _widen_counts(session, ballot_of(session, ballot.id))
    return ImportOutcome.of(rows, plan.refused, plan.unmapped, plan.notes)


def _numbered(session: Session, ballot: BallotRow) -> dict[str | int, PaperRow]:
    """Return the papers that are there by number, and those of persons by their ids.

    Raises WorkshopError: when they have no numbers any more.
    """
    found = paper_queries.papers(session, ballot.id)
    if any(not paper.number for paper in found):
        raise WorkshopError(
            say(
                "“{ballot}” had closed, so its papers have no numbers that a file could be compared "
                "with: take all slips back in the app, then import.",
                ballot=ballot.name,
            )
        )
    own: dict[str | int, PaperRow] = {
        paper.participant_id: paper for paper in found if paper.participant_id is not None
    }
    return own | {paper.number: paper for paper in found}


def _kept(
    session: Session,
    ballot: BallotRow,
    paper: PlannedPaper,
    before: Mapping[str | int, PaperRow],
) -> ImportedRow:
    """Keep a paper, in the place of the one of the same person or number, and tell what it does."""
    there = before.get(paper.voter_id or "") or before.get(paper.number)
    number = there.number if there else paper.number
    note = say("spoilt: {fault}", fault=paper.fault) if paper.fault else ""
    same = there is not None and (
        (dict(there.marks), there.spoilt, there.participant_id or paper.voter_id)
        == (dict(paper.marks), paper.fault, paper.voter_id)
    )
    if not same:
        keep_paper(session, ballot, number, paper.marks, paper.entry.spoilt, paper.voter_id)
    shown = paper.entry.voter or number
    return ImportedRow(paper.entry.line, shown, ImportEffect.of(there, not same), note)


def _made(session: Session, name: str, reading: PapersReading, plan: PaperPlan) -> BallotRow:
    """Add a ballot on the options of the file and open it."""
    theme = {row.title.casefold(): row.id for row in themes.themes(session)}
    lines = [
        Line(wording, theme.get(wording.casefold()), option.cost or None)
        for wording, option in zip(plan.wordings, reading.options, strict=True)
    ]
    made = add_ballot(session, name, lines, plan.declared | {"secret": plan.secret})
    open_ballot(session, made)
    ballot = ballot_of(session, made)
    ballot.from_file = True
    session.flush()
    return queries.ballot(session, made)


def _widen_counts(session: Session, ballot: Ballot) -> None:
    """Raise the counts of issued and returned slips to the number of papers."""
    keyed = len(paper_queries.papers(session, ballot.id))
    ballot.returned = max(ballot.returned, keyed)
    ballot.issued = max(ballot.issued, ballot.returned)
