"""Frames that are described in a file, as those of the sample: statements, findings, drafts, a roundtable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from upstream_workshop.evidence import queries as evidence
from upstream_workshop.evidence.codebook import queries as codebook
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.framework import queries, services
from upstream_workshop.framework.drafts.queries import DraftRow, drafts
from upstream_workshop.framework.drafts.services import freeze_draft
from upstream_workshop.framework.kinds import Disposition
from upstream_workshop.framework.responses import services as responses
from upstream_workshop.framework.responses.typed_responses import read_response
from upstream_workshop.framework.statements import services as statements
from upstream_workshop.framework.templates.frame_templates import frame_template
from upstream_workshop.people.queries import roster
from upstream_workshop.workgroups.queries import workgroup_titles

Plan = Mapping[str, Any]
_MOST: Final = 6  # findings under a statement


def write_framework(session: Session, written: Plan) -> None:
    """Make both frames on what discovery found, and discuss the first in two drafts.

    written: the description, from its TOML file.
    """
    template = frame_template(written["template"])
    ours = services.make_frame(session, written["title"], template)
    group = written["group"]
    ids = {title: id_ for id_, title in workgroup_titles(session)}
    theirs = services.copy_frame(session, ours, group["title"], ids.get(group["workgroup"]))
    _fill(session, ours, written["statement"])
    _fill(session, theirs, group["statement"])
    freeze_draft(session, ours, **written["draft"])
    _discuss(session, written["roundtable"])
    freeze_draft(session, ours, **written["second_draft"])


def _fill(session: Session, frame_id: int, rows: Iterable[Plan]) -> None:
    slots = _slots(session, frame_id)
    for row in rows:
        made = statements.add_statement(session, slots[row["slot"]], row["text"])
        statements.rest_on(session, made, _found(session, row.get("codes", ())))


def _found(session: Session, paths: Iterable[str]) -> list[int]:
    """Return the ids of the first findings that have one of these codes and may be used."""
    wanted = {*paths}
    codes = {id_ for id_, path in codebook.paths(session).items() if path in wanted}
    found = (
        one.id
        for one in evidence.findings(session)
        if one.use is not Use.NEVER and codes.intersection(one.codes)
    )
    return [*found][:_MOST]


def _discuss(session: Session, table: Plan) -> None:
    """Key the responses of a roundtable about the last draft, and answer each."""
    draft = drafts(session)[-1]
    about = (table["title"], table["day"], table["questions"])
    table_id = responses.add_roundtable(session, draft.id, *about)
    people = {row.id: row.name for row in roster(session)}
    for row in table["response"]:
        typed = read_response(row["line"], draft, people)
        (made,) = responses.note_responses(session, table_id, [typed])
        responses.answer_response(session, made, Disposition(row["disposition"]), row["reason"])
        _change(session, draft, made, row)


def _change(session: Session, draft: DraftRow, response_id: int, row: Plan) -> None:
    """Reword or add the statement that a response asked for, if it did."""
    if "becomes" in row:
        changed = next(one for one in draft.statements if one.number == row["statement"])
        assert changed.statement_id is not None, "it was frozen a moment ago"
        responses.change_because(session, response_id, changed.statement_id, row["becomes"])
    elif "adds" in row:
        statements.add_statement(session, _slots(session, draft.frame_id)[row["slot"]], row["adds"])


def _slots(session: Session, frame_id: int) -> dict[str, int]:
    """Return the ids of a frame's slots by their keys."""
    frame = next(one for one in queries.frames(session) if one.id == frame_id)
    return {slot.key: slot.id for slot in frame.slots}
