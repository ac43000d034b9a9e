"""Services for ballots: make, open, key papers, reconcile, close and reveal.

Each raises WorkshopError if the ballot was deleted or is not in the state that the service needs.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.rules import folded
from upstream_workshop.themes import queries as themes
from upstream_workshop.themes import services as theme_services
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.voting import drafts, electorate, queries
from upstream_workshop.voting.keying.slips import slip_number, without_order
from upstream_workshop.voting.kinds import BallotState, TieRule
from upstream_workshop.voting.model import BallotPaper
from upstream_workshop.voting.records import (
    Declared,
    Line,
    add_ballot,
    ballot_of,
    declare,
    free_name,
    keep_paper,
    names_of_people,
    paper_of,
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
    if complaint := queries.reconciliation(session, ballot_id).complaint:
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
    reason = " ".join(why.split()) or say("no reason was given")
    ballot.reopened = "\n".join(filter(None, (ballot.reopened, reason)))


def reveal_ballot(session: Session, ballot_id: int) -> None:
    """Reveal the result of a closed ballot and set the themes that won to CHOSEN."""
    ballot = ballot_of(session, ballot_id)
    require(
        ballot, BallotState.CLOSED, noop("“{ballot}” is {standing}, so there is nothing to reveal.")
    )
    ballot.state = BallotState.REVEALED
    row = queries.ballot(session, ballot_id)
    won = set(queries.tally(session, ballot_id).winners)
    standing = {theme.id for theme in themes.themes(session)}
    for option in row.options:
        if option.number in won and option.theme_id in standing:
            theme_services.set_theme_state(session, option.theme_id, ThemeState.CHOSEN)


def key_paper(
    session: Session,
    ballot_id: int,
    number: str,
    marks: Mapping[int, int],
    spoilt: str = "",
    participant_id: int | None = None,
    written: str = "",
    checked: bool = False,
) -> int:
    """Add the paper with this number to an open ballot, or replace it, and return its id.

    number: the number of the slip.
    marks: the values by option number.
    spoilt: why the paper does not count. If it is blank and the paper breaks the ballot's rules,
        the reason is filled in.
    participant_id: the voter; None on a secret ballot.
    written: what was typed, which is kept with the paper.
    checked: whether this is a second entry, which takes the place of the first.

    Raises WorkshopError: when the number is blank, when a secret ballot is given a voter or a
    person's name as the number, when the voter has another paper or may not vote, or when a mark is too
    large.
    """
    row = queries.ballot(session, ballot_id)
    require(row, BallotState.OPEN, noop("“{ballot}” is {standing}, so no paper can be keyed."))
    if (
        row.secret
        and not slip_number(number).isdecimal()
        and folded(number) in names_of_people(session)
    ):
        raise WorkshopError(
            say(
                "“{row}” is secret: give the paper the number of its slip, not a name.",
                row=row.name,
            )
        )
    if row.from_file:
        ballot_of(session, ballot_id).from_file = False
    _refuse_voter(session, row, number, participant_id)
    paper = keep_paper(session, row, number, marks, spoilt, participant_id, written)
    paper.checked = checked
    return paper.id


def _refuse_voter(
    session: Session, row: queries.BallotRow, number: str, participant_id: int | None
) -> None:
    """Refuse a voter who may not vote, unless the paper with this number is theirs already."""
    there = paper_of(session, row.id, number)
    if participant_id is None or (there and there.participant_id == participant_id):
        return
    if participant_id not in electorate.who_may(session, row):
        raise WorkshopError(
            say("This person may not vote on “{ballot}”: look at who may.", ballot=row.name)
        )


def confirm_paper(session: Session, ballot_id: int, number: str) -> None:
    """Record that a second entry of a paper said the same as the first.

    Raises WorkshopError: when no paper has this number.
    """
    ballot = ballot_of(session, ballot_id)
    require(ballot, BallotState.OPEN, noop("“{ballot}” is {standing}, so no paper is compared."))
    _keyed(session, ballot_id, number).checked = True


def make_runoff(session: Session, ballot_id: int) -> int:
    """Add the second ballot that decides a tie, open it, and return its id.

    Its options are those that were level, worded as before; its voters are the same. Everybody has one
    dot for each place that is left, for different options; if they are level again, lots are drawn.

    Raises WorkshopError: when ties are decided otherwise, none is left, or it has a run-off already.
    """
    row = queries.ballot(session, ballot_id)
    places = queries.undecided(session, ballot_id)
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


def withdraw_paper(session: Session, ballot_id: int, number: str) -> None:
    """Delete a paper of an open ballot.

    Raises WorkshopError: when no paper has this number or the number is blank.
    """
    ballot = ballot_of(session, ballot_id)
    require(
        ballot, BallotState.OPEN, noop("“{ballot}” is {standing}, so no paper can be taken back.")
    )
    paper = _keyed(session, ballot_id, number)
    ballot.from_file = False
    session.delete(paper)


def _keyed(session: Session, ballot_id: int, number: str) -> BallotPaper:
    """Return the paper of a slip. Raises WorkshopError: when its number is forgotten or unknown."""
    if not number.strip():
        raise WorkshopError(
            say(
                "This slip was keyed before the ballot closed, and its number is forgotten: take all "
                "slips back and key them again."
            )
        )
    paper = paper_of(session, ballot_id, number)
    if paper is None:
        raise WorkshopError(say("No paper {number} has been keyed.", number=number))
    return paper


def withdraw_papers(session: Session, ballot_id: int) -> int:
    """Delete all papers of an open ballot, to key the slips again, and return their number.

    Raises WorkshopError: when there are none.
    """
    ballot = ballot_of(session, ballot_id)
    require(
        ballot, BallotState.OPEN, noop("“{ballot}” is {standing}, so no paper can be taken back.")
    )
    found = session.scalars(select(BallotPaper).where(BallotPaper.ballot_id == ballot_id)).all()
    if not found:
        raise WorkshopError(say("No paper of “{ballot}” has been keyed.", ballot=ballot.name))
    ballot.from_file = False
    for paper in found:
        session.delete(paper)
    return len(found)
