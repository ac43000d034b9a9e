"""Drafts, the responses to them, and what is done because of those."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from upstream_workshop.errors import WorkshopError
from upstream_workshop.framework import queries, services
from upstream_workshop.framework.drafts import services as drafts
from upstream_workshop.framework.drafts.draft_comparison import (
    Mark,
    compare_drafts,
    compare_words,
    new_text,
    old_text,
)
from upstream_workshop.framework.drafts.queries import DraftRow
from upstream_workshop.framework.drafts.queries import drafts as rows_of
from upstream_workshop.framework.kinds import Channel, Disposition, DraftState
from upstream_workshop.framework.responses import queries as response_queries
from upstream_workshop.framework.responses import services as responses
from upstream_workshop.framework.responses.typed_responses import read_response
from upstream_workshop.framework.statements import services as statements
from upstream_workshop.framework.templates.frame_templates import USUAL, frame_template
from upstream_workshop.people.services import add_participant
from upstream_workshop.session_file.workshop import Workshop

DAY = date(2020, 4, 2)


def furnish(session: Session) -> DraftRow:
    """A draft with two statements on purpose and one on the mindset."""
    frame = services.make_frame(session, "Ours", frame_template(USUAL), examples=False)
    slots = {one.key: one.id for one in queries.frames(session)[0].slots}
    for key, text in (
        ("purpose", "Good lives for everybody"),
        ("purpose", "Public money spent well"),
        ("mindset", "We ask before we tell"),
    ):
        statements.add_statement(session, slots[key], text)
    drafts.freeze_draft(session, frame, DAY)
    return rows_of(session)[-1]


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60)
def test_either_version_is_in_the_comparison(old: str, new: str) -> None:
    pieces = compare_words(old, new)
    assert (old_text(pieces), new_text(pieces)) == (old, new)
    assert all(one.text for one in pieces)
    assert all(a.mark is not b.mark for a, b in pairwise(pieces))


def test_only_the_words_that_differ_are_marked() -> None:
    pieces = compare_words("We ask before we tell", "We listen before we tell")
    assert [(one.mark, one.text) for one in pieces] == [
        (Mark.SAME, "We "),
        (Mark.REMOVED, "ask"),
        (Mark.ADDED, "listen"),
        (Mark.SAME, " before we tell"),
    ]


def test_a_draft_stays_as_it_was_frozen(workshop: Workshop) -> None:
    with workshop.change("Furnish") as session:
        first = furnish(session)
        old = first.statements[0]
        assert old.statement_id
        statements.reword_statement(session, old.statement_id, "Good lives for all")
        drafts.freeze_draft(session, first.frame_id, DAY)
    with workshop.read() as session:
        one, two = rows_of(session)
    assert (one.number, two.number) == (1, 2)
    assert one.statements[0].text == "Good lives for everybody"
    changes = [each for each in compare_drafts(one, two) if each.changed]
    assert [old_text(each.pieces) for each in changes] == ["Good lives for everybody"]
    assert [new_text(each.pieces) for each in changes] == ["Good lives for all"]


def test_a_typed_line_names_statement_person_and_organisation(workshop: Workshop) -> None:
    with workshop.change("Furnish") as session:
        draft = furnish(session)
    people = {7: "Ada Bell", 8: "Adam Khan"}
    number = next(one.number for one in draft.statements if one.text.startswith("Public"))
    found = read_response(f"{number} ada b: who decides?", draft, people)
    assert (found.participant_id, found.author, found.text) == (7, "", "who decides?")
    assert found.draft_statement_id == draft.statements[1].id
    guest = read_response("1. Gwen, Gwynedd: whose purpose?", draft, people)
    assert (guest.author, guest.organisation) == ("Gwen", "Gwynedd")
    assert (guest.draft_statement_id, guest.slot_key) == (None, draft.statements[0].slot_key)
    whole = read_response(": One thing: be shorter", draft, people)
    assert (whole.author, whole.text, whole.slot_key) == ("", "One thing: be shorter", "")
    for refused in ("9.9 what?", "ada: hm", "  ", "Ada Bell:"):
        with pytest.raises(WorkshopError):
            read_response(refused, draft, people)


def test_a_draft_is_published_when_all_is_answered_or_for_a_reason(workshop: Workshop) -> None:
    with workshop.change("Furnish") as session:
        draft = furnish(session)
        table = responses.add_roundtable(session, draft.id, "First", DAY)
        typed = read_response("1.1 Gwen: for whom?", draft, {})
        (asked,) = responses.note_responses(session, table, [typed])
    with pytest.raises(WorkshopError, match="1 response"), workshop.change("Publish") as session:
        drafts.publish_draft(session, draft.id, DAY)
    with workshop.change("Publish") as session:
        drafts.publish_draft(session, draft.id, DAY, "The council meets")
        assert rows_of(session)[0].override == "The council meets"
    with pytest.raises(WorkshopError, match="why"), workshop.change("Answer") as session:
        responses.answer_response(session, asked, Disposition.PARTLY)
    with workshop.change("Answer") as session:
        responses.answer_response(session, asked, Disposition.ACCEPTED)
        drafts.publish_draft(session, draft.id, DAY)
        (row,) = rows_of(session)
    assert (row.state, row.override) == (DraftState.PUBLISHED, "")


def test_what_was_changed_because_of_whom_is_kept(workshop: Workshop) -> None:
    with workshop.change("Furnish") as session:
        draft = furnish(session)
        ada = add_participant(session, "Ada Bell", organisation="Leeds")
        typed = read_response("1.1 ada: for whom?", draft, {ada: "Ada Bell"})
        asked = responses.add_response(session, draft.id, typed, Channel.WRITTEN, DAY)
        changed = draft.statements[0].statement_id
        assert changed
        responses.change_because(session, asked, changed, "Good lives for all who live here")
    with workshop.read() as session:
        (row,) = response_queries.responses(session)
    assert (row.who, row.organisation, row.about) == ("Ada Bell", "Leeds", "1.1")
    assert row.earlier == row.of == "Good lives for everybody"
    assert row.changed == "Good lives for all who live here"


def test_what_is_replaced_is_read_in_whole_phrases() -> None:
    old = "We stay for as long as it takes, not for as long as a grant lasts"
    new = "We say beforehand how long we stay, and it is longer than a grant lasts"
    assert [one.text for one in compare_words(old, new)] == [
        "We ",
        "stay for as long as it takes, not for as long as",
        "say beforehand how long we stay, and it is longer than",
        " a grant lasts",
    ]
