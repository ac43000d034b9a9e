"""Services for ballots: make, open, key papers, reconcile, close and reveal.

Each raises WorkshopError if the ballot was deleted or is not in the state that the service needs.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line
from upstream_workshop.themes import queries as themes
from upstream_workshop.themes import services as theme_services
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.voting import drafts, queries, result_queries
from upstream_workshop.voting.kinds import BallotState, TieRule
from upstream_workshop.voting.model import BallotPaper
from upstream_workshop.voting.papers import electorate
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.voting.papers.slips import without_order
from upstream_workshop.voting.records import (
    Declared,
    Line,
    add_ballot,
    ballot_of,
    declare,
    free_name,
    require,
    set_options,
)


def make_ballot(
    session: Session, name: str, theme_ids: Sequence[int], **declared: Unpack[Declared]
) -> int:
    """Add a ballot on themes and return its id.

    theme_ids: the themes in the order of the options. Their titles are copied into the options, and
        their state becomes ON_THE_BALLOT.
    declared: the rules; those not given have their defaults.

    Raises WorkshopError: when a theme was deleted, the name is blank or taken, there are fewer than
    two themes, or a rule is not valid.
    """
    title = {row.id: row.title for row in themes.themes(session)}
    lines = [Line(title.get(theme_id, ""), theme_id) for theme_id in theme_ids]
    return draft_ballot(session, name, lines, **declared)


def draft_ballot(
    session: Session, name: str, lines: Sequence[Line], **declared: Unpack[Declared]
) -> int:
    """Add a ballot with these options and return its id.

    lines: the options in their order; the state of their themes becomes ON_THE_BALLOT.
    declared: the rules; those not given have their defaults.

    Raises WorkshopError: when a theme was deleted, the name is blank or taken, there are fewer than
    two options, or a rule is not valid.
    """
    drafts.refuse_gone(session, lines)
    made = add_ballot(session, name, lines, declared)
    drafts.claim_themes(session, frozenset())
    return made


def amend_ballot(
    session: Session,
    ballot_id: int,
    name: str = "",
    lines: Sequence[Line] = (),
    **declared: Unpack[Declared],
) -> None:
    """Change a ballot that is a draft; its slips get a new version if what they say changes.

    name: its name; blank to keep it.
    lines: its options in their order; empty to keep them.

    Raises WorkshopError: when a theme was deleted, the name is taken, there is one option alone, or a
    rule is not valid.
    """
    ballot = ballot_of(session, ballot_id)
    require(
        ballot, BallotState.DRAFT, noop("“{ballot}” is {standing}, so what it declared stands.")
    )
    before = queries.ballot(session, ballot_id)
    declare(ballot, declared)
    if name.strip():
        ballot.name = free_name(session, name, ballot)
    if lines:
        drafts.refuse_gone(session, lines)
        set_options(session, ballot, lines)
        drafts.claim_themes(session, before.theme_ids)
    session.flush()
    if queries.ballot(session, ballot_id).printed != before.printed:
        ballot.version += 1


def remove_ballot(session: Session, ballot_id: int) -> None:
    """Delete a ballot that is a draft; its themes are no longer on it."""
    ballot = ballot_of(session, ballot_id)
    require(ballot, BallotState.DRAFT, noop("“{ballot}” is {standing}, so it is kept."))
    held = queries.ballot(session, ballot_id).theme_ids
    session.delete(ballot)
    session.flush()
    drafts.claim_themes(session, held)


def open_ballot(session: Session, ballot_id: int) -> None:
    """Open a draft for keying papers. Its rules cannot change from then on.

    If ties are resolved by lots, their seed is drawn now and recorded.

    Raises WorkshopError: when what it declares cannot work.
    """
    ballot = ballot_of(session, ballot_id)
    require(ballot, BallotState.DRAFT, noop("“{ballot}” is {standing}, and cannot open again."))
    if why := drafts.unworkable(queries.ballot(session, ballot_id)):
        raise WorkshopError(say("“{ballot}” cannot open: {why}", ballot=ballot.name, why=why))
    ballot.state = BallotState.OPEN
    if ballot.tie_rule == TieRule.LOTS:
        ballot.seed = secrets.randbelow(10**9)


def issue_papers(session: Session, ballot_id: int, issued: int, returned: int) -> None:
    """Record how many slips were handed out and how many came back.

    Raises WorkshopError: when a number is negative or the ballot is closed.
    """
    if issued < 0 or returned < 0:
        raise WorkshopError(say("Slips cannot be fewer than none: count them again."))
    ballot = ballot_of(session, ballot_id)
    if ballot.state != BallotState.DRAFT:
        require(
            ballot, BallotState.OPEN, noop("“{ballot}” is {standing}, so its slips are counted.")
        )
    ballot.issued, ballot.returned = issued, returned


def close_ballot(session: Session, ballot_id: int) -> None:
    """Close an open ballot and, if it is secret, delete the numbers of its papers.

    The number of a slip discloses who was handed it, and often when it was keyed; so may what was
    typed, of which only the numbers on spoilt papers stay, sorted. A named paper of somebody who
    withdrew is spoilt, if that was declared.

    Raises WorkshopError: when the issued, returned and keyed papers do not add up.
    """
    ballot = ballot_of(session, ballot_id)
    require(ballot, BallotState.OPEN, noop("“{ballot}” is {standing}, so it cannot close."))
    if complaint := paper_queries.reconciliation(session, ballot_id).complaint:
        raise WorkshopError(
            say("“{ballot}” cannot close yet: {complaint}", ballot=ballot.name, complaint=complaint)
        )
    ballot.state, ballot.from_file = BallotState.CLOSED, False
    papers = session.scalars(select(BallotPaper).where(BallotPaper.ballot_id == ballot_id)).all()
    ballot.checked = sum(paper.checked for paper in papers)
    out = electorate.left_out(session, queries.ballot(session, ballot_id))
    for paper in papers:
        if paper.participant_id in out:
            paper.spoilt = paper.spoilt or say("the voter withdrew")
        if ballot.secret:
            paper.number, paper.checked = None, False
            paper.written = without_order(paper.written) if paper.spoilt else ""


def reopen_ballot(session: Session, ballot_id: int, why: str = "") -> None:
    """Open a closed ballot again. The papers of a secret one no longer have numbers.

    why: the reason, which is recorded with the ballot.
    """
    ballot = ballot_of(session, ballot_id)
    require(ballot, BallotState.CLOSED, noop("“{ballot}” is {standing}, so it cannot reopen."))
    ballot.state = BallotState.OPEN
    reason = one_line(why) or say("no reason was given")
    ballot.reopened = "\n".join(filter(None, (ballot.reopened, reason)))


def reveal_ballot(session: Session, ballot_id: int) -> None:
    """Reveal the result of a closed ballot and set the themes that won to CHOSEN."""
    ballot = ballot_of(session, ballot_id)
    require(
        ballot, BallotState.CLOSED, noop("“{ballot}” is {standing}, so there is nothing to reveal.")
    )
    ballot.state = BallotState.REVEALED
    row = queries.ballot(session, ballot_id)
    won = set(result_queries.tally(session, ballot_id).winners)
    standing = {theme.id for theme in themes.themes(session)}
    for option in row.options:
        if option.number in won and option.theme_id in standing:
            theme_services.set_theme_state(session, option.theme_id, ThemeState.CHOSEN)


def make_runoff(session: Session, ballot_id: int) -> int:
    """Add the second ballot that decides a tie, open it, and return its id.

    Its options are those that were level, worded as before; its voters are the same. Everybody has one
    dot for each place that is left, for different options; if they are level again, lots are drawn.

    Raises WorkshopError: when ties are decided otherwise, none is left, or it has a run-off already.
    """
    row = queries.ballot(session, ballot_id)
    places = result_queries.undecided(session, ballot_id)
    if places is None or any(one.runoff_of_id == ballot_id for one in queries.ballots(session)):
        raise WorkshopError(
            say("“{ballot}” has no tie that a second vote must decide.", ballot=row.name)
        )
    level = [option for option in row.options if option.number in places.level]
    made = add_ballot(
        session,
        drafts.name_of_runoff(session, row.name),
        [Line(option.wording, option.theme_id, option.cost) for option in level],
        drafts.terms_of_runoff(row, places.free),
    )
    ballot_of(session, made).runoff_of_id = ballot_id
    session.flush()
    open_ballot(session, made)
    return made
