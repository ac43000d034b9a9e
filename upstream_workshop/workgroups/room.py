"""Choices and workgroups: their tables, and what of them may be told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from sqlalchemy.orm import Session

from upstream_workshop.naming import Reason
from upstream_workshop.privacy import (
    PRIVATE,
    PUBLIC,
    cohort,
    name,
    organisation,
    person,
    private,
    words,
)
from upstream_workshop.readers.reading import ImportOutcome
from upstream_workshop.room import (
    BEFORE_IMPORT,
    BEFORE_REMOVAL,
    NO_ANSWERS,
    Answers,
    Import,
    Room,
    row,
)
from upstream_workshop.workgroups import report
from upstream_workshop.workgroups.model import (
    Choice,
    Commitment,
    Member,
    PairRule,
    PlacingRules,
    Workgroup,
)
from upstream_workshop.workgroups.queries import ChoiceRow, CommitmentRow, MemberRow, WorkgroupRow
from upstream_workshop.workgroups.report import WorkgroupsReport


def import_choices(
    session: Session, _name: str, reading: Any, _answers: Answers = NO_ANSWERS
) -> ImportOutcome:
    """Take in a list of choices; its services are loaded when there is one."""
    from upstream_workshop.workgroups import services

    return services.import_choices(session, reading)


ROOM: Final = Room(
    key="workgroups",
    columns={
        Choice: {"rank": PUBLIC},
        PlacingRules: {
            "minimum": PRIVATE,
            "maximum": PRIVATE,
            "per_organisation": PRIVATE,
            "needs_lead": PRIVATE,
        },
        PairRule: {"kind": PRIVATE},
        Workgroup: {
            "title": words("Workgroup"),
            "position": PUBLIC,
            "question": words("Workgroup’s question"),
            "will_not_do": words("What a workgroup will not do"),
            "asset_kind": words("What a workgroup will share"),
            "asset_title": words("What a workgroup will share"),
            "audience": words("For whom a workgroup works"),
            "supporter": cohort("Who supports a workgroup"),
            "first_meeting": cohort("First meeting of a workgroup"),
            "hours_each": words("Hours in a workgroup"),
            "sign_off": cohort("Who signs off a workgroup’s work"),
        },
        Member: {"locked": PUBLIC, "reason": private("Reason for a move")},
        Commitment: {"what": words("Commitment"), "due": PUBLIC, "done": PUBLIC},
    },
    rows={
        WorkgroupsReport: row(),
        ChoiceRow: row(Choice, participant_id=person(Reason.CHOICE), ranks=PUBLIC),
        MemberRow: row(
            Member,
            participant_id=person(Reason.MEMBER),
            name=name("Name", Reason.MEMBER, "participant_id"),
            organisation=organisation("Organisation", Reason.MEMBER),
            rank=replace(PUBLIC, reason=Reason.CHOICE),
        ),
        CommitmentRow: row(
            Commitment,
            participant_id=person(Reason.COMMITMENT),
            who=name("Name", Reason.COMMITMENT, "participant_id"),
        ),
        WorkgroupRow: row(
            Workgroup,
            lead_id=person(Reason.LEAD),
            deputy_id=person(Reason.LEAD),
            lead=name("Name", Reason.LEAD, "lead_id"),
            deputy=name("Name", Reason.LEAD, "deputy_id"),
            completeness=PUBLIC,
        ),
    },
    report=report.read,
    in_order=(WorkgroupRow, CommitmentRow),
    goes={
        "choice": ("choice of a theme to work on", "choices of themes to work on"),
        "member": ("seat in a workgroup", "seats in workgroups"),
        "pair_rule": ("rule on who sits together", "rules on who sits together"),
    },
    stays={
        "commitment.participant_id": ("commitment", "commitments"),
        "workgroup.deputy_id": ("workgroup without its deputy", "workgroups without their deputy"),
        "workgroup.lead_id": ("workgroup without its lead", "workgroups without their lead"),
    },
    imports={"choices": Import(import_choices)},
    backups={"import_choices": BEFORE_IMPORT, "save_placement": BEFORE_REMOVAL},
)
