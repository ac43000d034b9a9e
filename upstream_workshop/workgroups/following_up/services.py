"""Services that follow commitments up, and ask indicators.

Each service writes in the transaction of `session`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, TypedDict, Unpack

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError, member_of
from upstream_workshop.letters import one_line
from upstream_workshop.readers.reading import (
    NO_ANSWERS,
    ImportedRow,
    ImportOutcome,
    Reading,
)
from upstream_workshop.readers.workgroups.follow_up_forms import FormEntry
from upstream_workshop.workgroups.following_up.form_codes import WEEKS
from upstream_workshop.workgroups.following_up.forms_plan import Heard, planned_forms
from upstream_workshop.workgroups.kinds import FollowUpState
from upstream_workshop.workgroups.model import FollowUp, Indicator, IndicatorAnswer
from upstream_workshop.workgroups.records import commitment_of, person_of, worded

MOST_INDICATORS: Final = 5
HIGHEST: Final = 100  # on any scale


class IndicatorFields(TypedDict, total=False):
    """The fields of an indicator that can be changed."""

    question: str
    least: int
    most: int
    least_word: str
    most_word: str


def note_follow_up(
    session: Session,
    commitment_id: int,
    state: FollowUpState,
    noted: date,
    note: str = "",
    due: date | None = None,
    form: str = "",
) -> int:
    """Note what was heard of a commitment and return the id of the note.

    state: what became of it; it is the commitment's state from now on.
    noted: the day on which it was heard.
    note: why, or what came of it.
    due: the new day by which it is to be done, for one that is moved.
    form: the code of the form on which it came back; blank for what is keyed here.

    Raises WorkshopError: when the commitment is not there, the state is not one of the words, or a moved one
    has no new day.
    """
    promise = commitment_of(session, commitment_id)
    refusal = noop("A commitment is done, moved, dropped or standing, not {given}.")
    state = member_of(FollowUpState, state, refusal)
    if state == FollowUpState.MOVED and due is None:
        raise WorkshopError(say("A commitment is moved to a day: say by when it will be done."))
    news = FollowUp(
        commitment_id=commitment_id,
        state=state,
        noted=noted,
        note=one_line(note),
        due=promise.due,
        moved_to=due if state == FollowUpState.MOVED else None,
        form=form,
    )
    promise.done = state == FollowUpState.DONE
    if state == FollowUpState.MOVED:
        promise.due = due
    session.add(news)
    session.flush()
    return news.id


def add_indicator(
    session: Session,
    question: str,
    least: int = 1,
    most: int = 5,
    least_word: str = "",
    most_word: str = "",
) -> int:
    """Add an indicator and return its id.

    question: what is asked on the residential and again weeks later.
    least, most: the ends of the scale, 0 to `HIGHEST`.
    least_word, most_word: what the ends mean.

    Raises WorkshopError: when the question is blank, the scale has no two ends, or there are five already.
    """
    if len(session.scalars(select(Indicator.id)).all()) >= MOST_INDICATORS:
        raise WorkshopError(
            say("{n} indicators are the most: remove one first.", n=MOST_INDICATORS)
        )
    _check_scale(least, most)
    last = session.scalar(select(func.max(Indicator.position))) or 0
    made = Indicator(
        question=worded(question, "An indicator"),
        least=least,
        most=most,
        least_word=least_word.strip(),
        most_word=most_word.strip(),
        position=last + 1,
    )
    session.add(made)
    session.flush()
    return made.id


def amend_indicator(session: Session, indicator_id: int, **fields: Unpack[IndicatorFields]) -> None:
    """Change the given fields of an indicator.

    Raises WorkshopError: when the question is blank, the scale has no two ends, or an answer given already
    is not on it.
    """
    one = _indicator_of(session, indicator_id)
    if unknown := fields.keys() - IndicatorFields.__annotations__.keys():
        raise WorkshopError(say("An indicator has no {names}.", names=", ".join(sorted(unknown))))
    if "question" in fields:
        fields["question"] = worded(fields["question"], "An indicator")
    least, most = fields.get("least", one.least), fields.get("most", one.most)
    _check_scale(least, most)
    given = select(IndicatorAnswer.value).where(IndicatorAnswer.indicator_id == indicator_id)
    if any(not least <= value <= most for value in session.scalars(given)):
        raise WorkshopError(
            say("Answers lie outside that scale already: choose one that holds them.")
        )
    for name, value in fields.items():
        setattr(one, name, value.strip() if isinstance(value, str) else value)


def remove_indicator(session: Session, indicator_id: int) -> None:
    """Delete an indicator with all answers to it."""
    session.delete(_indicator_of(session, indicator_id))


def answer_indicators(
    session: Session, participant_id: int, weeks: int, values: Mapping[int, int | None]
) -> None:
    """Set what a person answers.

    weeks: how long after the residential, one of `WEEKS`.
    values: the answer by the id of the indicator; None deletes it.

    Raises WorkshopError: when an answer is not on the scale of its indicator, or it is not asked then.
    """
    person = person_of(session, participant_id)
    if weeks not in WEEKS:
        raise WorkshopError(
            say(
                "Indicators are asked on the residential and after 6 and 12 weeks, not {n}.",
                n=weeks,
            )
        )
    for indicator_id, value in values.items():
        one = _indicator_of(session, indicator_id)
        if value is not None and not one.least <= value <= one.most:
            raise WorkshopError(
                say(
                    "“{question}” is answered from {least} to {most}, not {value}.",
                    question=one.question,
                    least=one.least,
                    most=one.most,
                    value=value,
                )
            )
        _set_answer(session, one.id, person.id, weeks, value)


def import_forms(
    session: Session, reading: Reading[FormEntry], answers: Mapping[str, str] = NO_ANSWERS
) -> ImportOutcome:
    """Import forms that came back: what became of commitments, and answers to indicators.

    Each line of a form counts once, however often it is imported. One that differs from what came before
    counts only if that is answered.

    answers: to the questions of the plan; the others have the answers assumed.
    """
    plan = planned_forms(session, reading, answers)
    rows: list[ImportedRow] = []
    for one in plan.heard:
        if one.counts:
            _take(session, one)
        rows.append(ImportedRow(one.line, one.name, one.effect, one.told))
    return ImportOutcome.of(rows, plan.refused, reading.unmapped)


def _indicator_of(session: Session, indicator_id: int) -> Indicator:
    found = session.get(Indicator, indicator_id)
    if found is None:
        raise WorkshopError(say("That indicator is no longer there: look at the list again."))
    return found


def _take(session: Session, heard: Heard) -> None:
    if heard.commitment_id is not None and heard.state is not None:
        note_follow_up(
            session,
            heard.commitment_id,
            heard.state,
            date.today(),
            heard.note,
            heard.day,
            heard.form.code,
        )
    elif heard.indicator_id is not None:
        person, weeks = heard.form.participant_id, heard.form.weeks
        answer_indicators(session, person, weeks, {heard.indicator_id: heard.value})


def _set_answer(
    session: Session, indicator_id: int, participant_id: int, weeks: int, value: int | None
) -> None:
    key = {"indicator_id": indicator_id, "participant_id": participant_id, "weeks": weeks}
    if value is None:
        session.execute(delete(IndicatorAnswer).filter_by(**key))
        return
    found = session.scalars(select(IndicatorAnswer).filter_by(**key)).first()
    if found is None:
        session.add(IndicatorAnswer(**key, value=value))
    else:
        found.value = value
    session.flush()


def _check_scale(least: int, most: int) -> None:
    if not 0 <= least < most <= HIGHEST:
        raise WorkshopError(
            say(
                "A scale goes from a smaller to a greater number, 0 to {most}: give two of them.",
                most=HIGHEST,
            )
        )
