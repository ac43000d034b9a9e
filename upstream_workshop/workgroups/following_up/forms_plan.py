"""What forms that came back say, and which lines of them count, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.dates import short_date
from resources.words import joined, say
from upstream_workshop.agenda.queries import residential
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line
from upstream_workshop.people.queries import roster
from upstream_workshop.readers.reading import (
    ImportEffect,
    Question,
    Questions,
    Reading,
    Refusal,
)
from upstream_workshop.readers.workgroups.follow_up_forms import FormEntry
from upstream_workshop.workgroups.following_up.follow_up_words import STATES
from upstream_workshop.workgroups.following_up.form_answers import SHORT, day_of, state_of, value_of
from upstream_workshop.workgroups.following_up.form_codes import (
    Form,
    form_key,
    forms,
    read_reference,
)
from upstream_workshop.workgroups.following_up.indicator_rows import (
    indicator_answers,
    indicators,
)
from upstream_workshop.workgroups.kinds import FollowUpState
from upstream_workshop.workgroups.model import Commitment, FollowUp

# what identifies a line on every copy of a form: its code, and a commitment or an indicator
Asked: TypeAlias = tuple[str, int | None, int | None]
# what a line answers: the state of a commitment with its new day and a note, or a value
Said: TypeAlias = tuple[FollowUpState | None, date | None, str, int | None]
KEEP, TAKE = "keep", "take"


@dataclass(frozen=True, slots=True)
class Heard:
    """What one line of a form says: of a commitment, or to an indicator.

    about: the words of the commitment or the indicator.
    state, day, note: what became of a commitment, and its new day if it is moved.
    value: the answer to an indicator.
    effect, counts: what importing it does, and whether it is written at all.
    """

    line: int
    name: str
    form: Form
    about: str
    commitment_id: int | None = None
    indicator_id: int | None = None
    state: FollowUpState | None = None
    day: date | None = None
    note: str = ""
    value: int | None = None
    effect: ImportEffect = ImportEffect.ADDED
    counts: bool = True

    @property
    def asked(self) -> Asked:
        """What identifies the line, on every copy of the form."""
        return self.form.code, self.commitment_id, self.indicator_id

    @property
    def said(self) -> Said:
        """What the line answers."""
        return self.state, self.day, self.note, self.value

    @property
    def told(self) -> str:
        """The answer in words, before what it is about."""
        return f"{told_answer(*self.said)}: {self.about}"


@dataclass(slots=True)
class FormsPlan:
    """What an import of forms would do, and what it asks."""

    heard: list[Heard] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    questions: tuple[Question, ...] = ()


def planned_forms(
    session: Session, reading: Reading[FormEntry], answers: Mapping[str, str]
) -> FormsPlan:
    """Return what each line says; of one that differs from what came before it is asked which counts.

    Of a day such as 12/1 it is asked which is meant. A line without an answer says nothing, and is left as
    it is.
    """
    plan, questions = FormsPlan(refused=list(reading.refused)), Questions(answers)
    understanding = _Understanding(session, questions)
    before = _heard_before(session)
    for entry in reading.entries:
        try:
            heard = understanding.of(entry)
        except WorkshopError as error:
            plan.refused.append(Refusal(entry.line, str(error)))
            continue
        if heard is None:
            continue
        counted = _counted(heard, before, questions)
        if counted.counts:
            before[heard.asked] = heard.said
        plan.heard.append(counted)
    plan.questions = questions.asked()
    return plan


def told_answer(state: FollowUpState | None, day: date | None, note: str, value: int | None) -> str:
    """Return an answer in words."""
    parts = [
        say(STATES[state]) if state is not None else str(value),
        short_date(day) if day else "",
        note,
    ]
    return joined([part for part in parts if part], "{first}, {then}")


def _counted(heard: Heard, before: Mapping[Asked, Said], questions: Questions) -> Heard:
    earlier = before.get(heard.asked)
    if earlier is None:
        return heard
    if earlier == heard.said:
        return replace(heard, effect=ImportEffect.UNCHANGED, counts=False)
    taken = questions.ask(_which(heard, earlier)) == TAKE
    effect = ImportEffect.UPDATED if taken else ImportEffect.UNCHANGED
    return replace(heard, effect=effect, counts=taken)


def _which(heard: Heard, earlier: Said) -> Question:
    code, commitment, indicator = heard.asked
    return Question(
        f"form {code} {commitment or 0} {indicator or 0} {heard.line}",
        say(
            "{name} answered to “{about}” before, and otherwise: which counts?",
            name=heard.name,
            about=heard.about[:SHORT],
        ),
        (
            (KEEP, say("As it came first: {answer}", answer=told_answer(*earlier))),
            (TAKE, say("As it is here: {answer}", answer=told_answer(*heard.said))),
        ),
        KEEP,
        heard.line,
    )


def _heard_before(session: Session) -> dict[Asked, Said]:
    """Return what was counted already, by what identifies a line."""
    uid = form_key(session)
    people = forms(uid, [row.id for row in roster(session)])
    codes = {(form.participant_id, form.weeks): form.code for form in people.values()}
    found: dict[Asked, Said] = {
        (one.form, one.commitment_id, None): (one.state, one.moved_to, one.note, None)
        for one in session.scalars(select(FollowUp).order_by(FollowUp.id))
        if one.form
    }
    for answer in indicator_answers(session):
        if code := codes.get((answer.participant_id, answer.weeks)):
            found[code, None, answer.indicator_id] = (None, None, "", answer.value)
    return found


class _Understanding:
    """The forms, commitments and indicators of a session, by which lines are understood."""

    def __init__(self, session: Session, questions: Questions) -> None:
        self._questions = questions
        self._starts = residential(session).starts
        self._names = {row.id: row.name for row in roster(session)}
        self._forms = forms(form_key(session), self._names)
        self._commitments = {one.id: one for one in session.scalars(select(Commitment))}
        self._indicators = {one.id: one for one in indicators(session)}

    def of(self, entry: FormEntry) -> Heard | None:
        """Return what a line says; None if it is not answered.

        Raises WorkshopError: when its reference or its answer is not understood.
        """
        reference = read_reference(entry.reference)
        form = self._forms.get(reference.code) if reference else None
        if reference is None or form is None:
            raise WorkshopError(
                say(
                    "“{reference}” is on no form of this session",
                    reference=entry.reference[:SHORT],
                )
            )
        name = self._names[form.participant_id]
        if reference.indicator_id is not None:
            one = self._indicators.get(reference.indicator_id)
            if one is None:
                raise WorkshopError(say("its indicator is no longer asked"))
            heard = Heard(entry.line, name, form, one.question, indicator_id=one.id)
            return replace(heard, value=value_of(one, entry.now)) if entry.now else None
        promise = self._commitments.get(reference.commitment_id or 0)
        if promise is None or promise.participant_id != form.participant_id:
            raise WorkshopError(say("{name} has no such commitment any more", name=name))
        if not (entry.now or entry.day or entry.note):
            return None
        key = f"{form.code} {promise.id}"
        day = day_of(entry.day, self._asked_on(form), key, entry.line, self._questions)
        state = state_of(entry.now, day)
        note = one_line(entry.note)
        heard = Heard(entry.line, name, form, promise.what, commitment_id=promise.id)
        return replace(
            heard, state=state, day=day if state == FollowUpState.MOVED else None, note=note
        )

    def _asked_on(self, form: Form) -> date:
        """Return the day from which a form's days are counted, the same whenever it is imported."""
        return (self._starts or date.today()) + timedelta(weeks=form.weeks)
