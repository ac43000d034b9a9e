"""The declaration of the workgroups room: its tables, their privacy classes and its import."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any, Final

from sqlalchemy.orm import Session

from resources.words import noop
from upstream_workshop.naming import Reason
from upstream_workshop.privacy import (
    COHORT,
    PRIVATE,
    PUBLIC,
    cohort,
    key,
    name,
    organisation,
    person,
    private,
    public,
    words,
)
from upstream_workshop.readers.reading import ImportOutcome, Question
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
from upstream_workshop.workgroups.charters.commitment_rows import CommitmentRow
from upstream_workshop.workgroups.following_up.indicator_changes import IndicatorMean
from upstream_workshop.workgroups.following_up.indicator_rows import (
    IndicatorChangeRow,
    IndicatorRow,
)
from upstream_workshop.workgroups.kinds import FollowUpState
from upstream_workshop.workgroups.model import (
    Choice,
    Commitment,
    FollowUp,
    Indicator,
    IndicatorAnswer,
    Member,
    PairRule,
    PlacingRules,
    SmallGroupRound,
    SmallGroupSeat,
    Workgroup,
)
from upstream_workshop.workgroups.queries import ChoiceRow, MemberRow, WorkgroupRow
from upstream_workshop.workgroups.report import WorkgroupsReport
from upstream_workshop.workgroups.small_groups.queries import (
    SmallGroupRoundRow,
    SmallGroupRow,
    SmallGroupSeatRow,
)


def import_choices(
    session: Session, _name: str, reading: Any, answers: Answers = NO_ANSWERS
) -> ImportOutcome:
    """Import a list of choices; its services are loaded only here."""
    from upstream_workshop.workgroups.choices import services as choice_services

    return choice_services.import_choices(session, reading, answers)


def ask_choices(
    session: Session, _name: str, reading: Any, answers: Answers, _rows: Collection[Any]
) -> tuple[Question, ...]:
    """Ask who is meant by a name, and which of several lines of a person counts."""
    from upstream_workshop.workgroups.choices.choices_plan import planned_choices

    return planned_choices(session, reading, answers).questions


def import_forms(
    session: Session, _name: str, reading: Any, answers: Answers = NO_ANSWERS
) -> ImportOutcome:
    """Import forms that came back; its services are loaded only here."""
    from upstream_workshop.workgroups.following_up import services as following_up

    return following_up.import_forms(session, reading, answers)


def ask_forms(
    session: Session, _name: str, reading: Any, answers: Answers, _rows: Collection[Any]
) -> tuple[Question, ...]:
    """Ask which of two answers to one line of a form counts."""
    from upstream_workshop.workgroups.following_up.forms_plan import planned_forms

    return planned_forms(session, reading, answers).questions


ROOM: Final = Room(
    key="workgroups",
    columns={
        Choice: {"rank": PUBLIC},
        PlacingRules: {
            "minimum": PRIVATE,
            "maximum": PRIVATE,
            "per_organisation": PRIVATE,
            "needs_lead": PRIVATE,
            "per_person": PRIVATE,
            "spread": private(noop("What is spread over workgroups")),
        },
        PairRule: {"kind": PRIVATE},
        Workgroup: {
            "title": words(noop("Workgroup")),
            "position": PUBLIC,
            "question": words(noop("Workgroup’s question")),
            "will_not_do": words(noop("What a workgroup will not do")),
            "asset_kind": words(noop("What a workgroup will share")),
            "asset_title": words(noop("What a workgroup will share")),
            "audience": words(noop("For whom a workgroup works")),
            "supporter": cohort(noop("Who supports a workgroup")),
            "first_meeting": cohort(noop("First meeting of a workgroup")),
            "meets_at": COHORT,
            "hours_each": words(noop("Hours in a workgroup")),
            "sign_off": cohort(noop("Who signs off a workgroup’s work")),
        },
        Member: {"locked": PUBLIC, "reason": private(noop("Reason for a move"))},
        Commitment: {"what": words(noop("Commitment")), "due": PUBLIC, "done": PUBLIC},
        FollowUp: {
            "state": public(*FollowUpState),
            "noted": PUBLIC,
            "note": cohort(noop("What became of a commitment")),
            "due": PUBLIC,
            "moved_to": PUBLIC,
            "form": private(noop("Form that came back")),
        },
        Indicator: {
            "question": words(noop("Indicator")),
            "least": PUBLIC,
            "most": PUBLIC,
            "least_word": words(noop("Scale of an indicator")),
            "most_word": words(noop("Scale of an indicator")),
            "position": PUBLIC,
        },
        IndicatorAnswer: {"weeks": PRIVATE, "value": PRIVATE},
        SmallGroupRound: {
            "title": words(noop("Round of small groups")),
            "position": PUBLIC,
            "size": PUBLIC,
            "held": PUBLIC,
        },
        SmallGroupSeat: {"group_number": PUBLIC},
    },
    rows={
        WorkgroupsReport: row(form_key=private(noop("Key of forms"))),
        IndicatorRow: row(Indicator),
        IndicatorChangeRow: row(
            indicator_id=key("indicator"),
            question=words(noop("Indicator")),
            organisation=organisation("Organisation"),
            change=PUBLIC,
        ),
        IndicatorMean: row(weeks=PUBLIC, answers=PUBLIC, mean=PUBLIC),
        ChoiceRow: row(Choice, participant_id=person(Reason.CHOICE), ranks=PUBLIC),
        MemberRow: row(
            Member,
            participant_id=person(Reason.MEMBER),
            name=name(noop("Name"), Reason.MEMBER, "participant_id"),
            organisation=organisation("Organisation", Reason.MEMBER),
            rank=replace(PUBLIC, reason=Reason.CHOICE),
        ),
        CommitmentRow: row(
            Commitment,
            participant_id=person(Reason.COMMITMENT),
            who=name(noop("Name"), Reason.COMMITMENT, "participant_id"),
            state=public(*FollowUpState),
            noted=PUBLIC,
            note=cohort(noop("What became of a commitment")),
        ),
        WorkgroupRow: row(
            Workgroup,
            lead_id=person(Reason.LEAD),
            deputy_id=person(Reason.LEAD),
            lead=name(noop("Name"), Reason.LEAD, "lead_id"),
            deputy=name(noop("Name"), Reason.LEAD, "deputy_id"),
            completeness=PUBLIC,
        ),
        SmallGroupRoundRow: row(
            SmallGroupRound, number=PUBLIC, block=words(noop("Block of the agenda"))
        ),
        SmallGroupRow: row(number=PUBLIC),
        SmallGroupSeatRow: row(
            SmallGroupSeat,
            participant_id=person(Reason.SMALL_GROUP),
            name=name(noop("Name"), Reason.SMALL_GROUP, "participant_id"),
            organisation=organisation("Organisation", Reason.SMALL_GROUP),
        ),
    },
    report=report.read,
    in_order=(WorkgroupRow, IndicatorRow, IndicatorChangeRow, SmallGroupRoundRow, SmallGroupRow),
    goes={
        "choice": (noop("choice of a theme to work on"), noop("choices of themes to work on")),
        "indicator_answer": (noop("answer to an indicator"), noop("answers to indicators")),
        "member": (noop("seat in a workgroup"), noop("seats in workgroups")),
        "small_group_seat": (noop("place in a small group"), noop("places in small groups")),
        "pair_rule": (noop("rule on who sits together"), noop("rules on who sits together")),
    },
    stays={
        "commitment.participant_id": (noop("commitment"), noop("commitments")),
        "workgroup.deputy_id": (
            noop("workgroup without its deputy"),
            noop("workgroups without their deputy"),
        ),
        "workgroup.lead_id": (
            noop("workgroup without its lead"),
            noop("workgroups without their lead"),
        ),
    },
    imports={
        "choices": Import(import_choices, ask_choices),
        "forms": Import(import_forms, ask_forms),
    },
    backups={
        "import_choices": BEFORE_IMPORT,
        "import_forms": BEFORE_IMPORT,
        "save_placement": BEFORE_REMOVAL,
    },
)
