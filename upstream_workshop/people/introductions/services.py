"""Services of introductions: ties between two people, and who may answer whose ask.

Each service writes in the transaction of `session`. One that takes an id raises WorkshopError if
there is no such row.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError, member_of
from upstream_workshop.letters import one_line
from upstream_workshop.people.kinds import MatchState, Phase, SupportKind, TieKind
from upstream_workshop.people.model import Introduction, PeerSupport, SupportMatch
from upstream_workshop.people.records import person_of


def note_tie(
    session: Session,
    first_id: int,
    second_id: int,
    kind: TieKind = TieKind.KNOW,
    phase: Phase = Phase.BEFORE,
    mutual: bool = True,
) -> int:
    """Record that two people know each other, should meet or work together; return the tie's id.

    mutual: False if only the first person has named the second. When the second names the first
        too, the tie becomes mutual. A tie of the kind MEET is always mutual.

    A tie that was dismissed is taken up again. Raises WorkshopError: when both are one person, or
    when the kind or the phase is not one of the words.
    """
    first, second = person_of(session, first_id), person_of(session, second_id)
    if first.id == second.id:
        raise WorkshopError(
            say("{first} cannot be introduced to themselves: name two people.", first=first.name)
        )
    refusal = f"“{kind} {phase}” is no tie: choose one of {', '.join(TieKind)}."
    kind, phase = member_of(TieKind, kind, refusal), member_of(Phase, phase, refusal)
    there, back = (
        _tie_between(session, *pair, kind, phase)
        for pair in ((first.id, second.id), (second.id, first.id))
    )
    tie = there or back
    if tie is None:
        tie = Introduction(first_id=first.id, second_id=second.id, kind=kind, phase=phase)
        tie.mutual = mutual or kind == TieKind.MEET
        session.add(tie)
    elif mutual or there is None:
        tie.mutual = True
    tie.dismissed = False
    session.flush()
    return tie.id


def note_ties(
    session: Session,
    first_id: int,
    others: Sequence[int],
    kind: TieKind = TieKind.KNOW,
    phase: Phase = Phase.BEFORE,
    mutual: bool = True,
) -> int:
    """Record ties of one person to several others in one step and return their number."""
    for other_id in others:
        note_tie(session, first_id, other_id, kind, phase, mutual)
    return len(others)


def _tie_between(
    session: Session, first_id: int, second_id: int, kind: TieKind, phase: Phase
) -> Introduction | None:
    return session.scalar(
        select(Introduction).where(
            Introduction.first_id == first_id,
            Introduction.second_id == second_id,
            Introduction.kind == kind,
            Introduction.phase == phase,
        )
    )


def remove_tie(session: Session, tie_id: int) -> None:
    """Delete a tie between two people."""
    tie = session.get(Introduction, tie_id)
    if tie is None:
        raise WorkshopError(say("That tie is no longer there: look at the network again."))
    session.delete(tie)


def dismiss_meeting(session: Session, first_id: int, second_id: int) -> None:
    """Dismiss the proposal that two people should meet, so that it is not made again."""
    tie = session.get(
        Introduction, note_tie(session, first_id, second_id, TieKind.MEET, Phase.BEFORE)
    )
    assert tie is not None  # it was noted a line above
    tie.dismissed = True


def introduce(session: Session, first_id: int, second_id: int) -> int:
    """Record that two people have met and know each other; return the id of the tie."""
    return note_tie(session, first_id, second_id, TieKind.KNOW, Phase.AFTER)


def confirm_match(session: Session, ask_id: int, helper_id: int, reason: str = "") -> None:
    """Record that a person may answer an ask, whether it was proposed or not.

    ask_id: the ask, a row of `PeerSupport`.
    helper_id: the person who may help.
    reason: why, in a few words.

    Raises WorkshopError: when the helper is the person who asks.
    """
    _decide(session, ask_id, helper_id, MatchState.CONFIRMED, reason)


def dismiss_match(session: Session, ask_id: int, helper_id: int) -> None:
    """Dismiss the proposal that a person may answer an ask, so that it is not made again."""
    _decide(session, ask_id, helper_id, MatchState.DISMISSED, "")


def _decide(session: Session, ask_id: int, helper_id: int, state: MatchState, reason: str) -> None:
    ask, helper = session.get(PeerSupport, ask_id), person_of(session, helper_id)
    if ask is None or ask.kind != SupportKind.ASK:
        raise WorkshopError(say("That ask is no longer there: look at the list again."))
    if ask.participant_id == helper.id:
        raise WorkshopError(
            say("{helper} asks for this: choose somebody else to help.", helper=helper.name)
        )
    where = (SupportMatch.ask_id == ask_id, SupportMatch.helper_id == helper_id)
    known = session.scalar(select(SupportMatch).where(*where))
    if known is None:
        known = SupportMatch(ask_id=ask_id, helper_id=helper_id)
        session.add(known)
    known.state, known.reason = state, one_line(reason)


def forget_match(session: Session, ask_id: int, helper_id: int) -> None:
    """Delete the decision about an ask and a helper, if there is one."""
    where = (SupportMatch.ask_id == ask_id, SupportMatch.helper_id == helper_id)
    session.execute(delete(SupportMatch).where(*where))
