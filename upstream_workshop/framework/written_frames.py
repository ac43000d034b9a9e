"""Frames that are described in a file, as those of the sample, with what their statements rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from upstream_workshop.evidence import queries as evidence
from upstream_workshop.evidence.codebook import queries as codebook
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.framework import queries, services
from upstream_workshop.framework.statements import services as statements
from upstream_workshop.framework.templates.frame_templates import frame_template
from upstream_workshop.workgroups.queries import workgroup_titles

_MOST: Final = 6  # findings under a statement


def write_framework(session: Session, written: Mapping[str, Any]) -> None:
    """Make both frames and put their statements on what discovery found.

    written: the description, from its TOML file.
    """
    template = frame_template(written["template"])
    ours = services.make_frame(session, written["title"], template)
    group = written["group"]
    ids = {title: id_ for id_, title in workgroup_titles(session)}
    theirs = services.copy_frame(session, ours, group["title"], ids.get(group["workgroup"]))
    _fill(session, ours, written["statement"])
    _fill(session, theirs, group["statement"])


def _fill(session: Session, frame_id: int, rows: Iterable[Mapping[str, Any]]) -> None:
    frame = next(one for one in queries.frames(session) if one.id == frame_id)
    slots = {slot.key: slot.id for slot in frame.slots}
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
