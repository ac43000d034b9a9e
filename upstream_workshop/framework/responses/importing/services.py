"""The service that imports responses to a draft; what was imported before is not repeated."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.framework.drafts.queries import DraftRow, DraftStatementRow, drafts
from upstream_workshop.framework.kinds import Channel
from upstream_workshop.framework.model import Response
from upstream_workshop.framework.responses.importing.draft_choice import (
    draft_questions,
    newest,
)
from upstream_workshop.framework.responses.services import add_response
from upstream_workshop.framework.responses.typed_responses import TypedResponse
from upstream_workshop.letters import one_line
from upstream_workshop.people.queries import roster
from upstream_workshop.people.rules import folded
from upstream_workshop.readers.reading import (
    NO_ANSWERS,
    ImportedRow,
    ImportEffect,
    ImportOutcome,
    Reading,
)
from upstream_workshop.readers.responses.response_tables import ResponseEntry
from upstream_workshop.readers.responses.word_comments import CommentsReading, bare


def import_responses(
    session: Session,
    reading: Reading[ResponseEntry],
    answers: Mapping[str, str] = NO_ANSWERS,
) -> ImportOutcome:
    """Import responses; one with the same words, author and place as one that is here is not repeated.

    answers: to which draft they are, unless a document says so by its marks.

    Raises WorkshopError if there is no draft, or a document is of a draft that is not in this session.
    """
    draft = _draft(session, reading, answers)
    in_word = isinstance(reading, CommentsReading)
    keys = {*session.scalars(select(Response.outside_key).where(Response.draft_id == draft.id))}
    people = _people(session)
    rows, lost = [], 0
    for entry in reading.entries:
        about = _about(entry, draft)
        lost += bool(entry.about.strip()) and about is None
        key = _key(entry)
        if key not in keys:
            keys.add(key)
            channel = Channel.WORD if in_word else Channel.WEB
            day = _day(entry.received)
            add_response(
                session,
                draft.id,
                _typed(entry, about, people),
                channel,
                day,
                outside_key=key,
            )
            effect = ImportEffect.ADDED
        else:
            effect = ImportEffect.UNCHANGED
        where = about.number if about else say("the whole")
        rows.append(ImportedRow(entry.line, entry.text, effect, where))
    notes = reading.notes if isinstance(reading, CommentsReading) else ()
    return ImportOutcome.of(rows, reading.refused, reading.unmapped, (*notes, *_lost(lost)))


def _draft(
    session: Session, reading: Reading[ResponseEntry], answers: Mapping[str, str]
) -> DraftRow:
    there = drafts(session)
    if not there:
        raise WorkshopError(say("There is no draft to respond to yet: freeze one first."))
    if isinstance(reading, CommentsReading):
        return _marked(there, reading)
    questions = draft_questions(session, reading)
    wanted = int(questions[0].answer(answers)) if questions else there[0].id
    return next(one for one in there if one.id == wanted)


def _marked(there: tuple[DraftRow, ...], reading: CommentsReading) -> DraftRow:
    """Return the draft that a document is of, by its marks."""
    marks = {entry.mark for entry in reading.entries}
    for draft in there:
        if marks & {bare(one.uid) for one in draft.statements}:
            return draft
    if marks - {""}:
        raise WorkshopError(
            say("This document is of a draft that is not in this session: open that session first.")
        )
    return newest(there)


def _about(entry: ResponseEntry, draft: DraftRow) -> DraftStatementRow | None:
    """Return the row that a response is about; a slot as a row without text."""
    if entry.mark:
        hit = next((one for one in draft.statements if bare(one.uid) == entry.mark), None)
        return hit if hit is None or entry.beside else _slot(hit)
    said = folded(entry.about).rstrip(".")
    for one in draft.statements:
        if said and said in (one.number, folded(one.text)):
            return one
        if said and said in (folded(one.slot_name), one.slot_key, one.number.split(".")[0]):
            return _slot(one)
    return None


def _slot(one: DraftStatementRow) -> DraftStatementRow:
    number = one.number.split(".")[0]
    return DraftStatementRow(one.id, None, number, one.slot_key, one.slot_name, "")


def _typed(
    entry: ResponseEntry, about: DraftStatementRow | None, people: Mapping[str, int]
) -> TypedResponse:
    return TypedResponse(
        entry.text,
        about.id if about and about.text else None,
        about.slot_key if about else "",
        people.get(folded(entry.author)) if entry.author.strip() else None,
        one_line(entry.author),
        entry.organisation,
    )


def _people(session: Session) -> dict[str, int]:
    """Return the participants by their names, without names that several have."""
    found: dict[str, list[int]] = {}
    for one in roster(session):
        found.setdefault(folded(one.name), []).append(one.id)
    return {name: ids[0] for name, ids in found.items() if len(ids) == 1}


def _key(entry: ResponseEntry) -> str:
    """Return what identifies a response, whichever file of the same it stands in."""
    parts = (
        (entry.foreign_id,)
        if entry.foreign_id
        else (entry.mark, folded(entry.about), folded(entry.author), folded(entry.text))
    )
    return hashlib.sha256("\n".join((entry.received, *parts)).encode()).hexdigest()[:32]


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said.strip()[:10])
    except ValueError:
        return None


def _lost(number: int) -> tuple[str, ...]:
    if not number:
        return ()
    return (
        count(
            number,
            "{n} response names a statement that the draft does not have: it is about the whole.",
            "{n} responses name statements that the draft does not have: they are about the whole.",
        ),
    )
