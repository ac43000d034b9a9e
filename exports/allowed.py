"""What a redacted report may tell, column by column: a text that is not listed here is left out.

So is a column that is added tomorrow, until somebody decides that it may be told.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from upstream_workshop.agenda.queries import BlockRow, ResidentialRow
from upstream_workshop.maps.queries import FactorRow, LinkRow, MapRow
from upstream_workshop.people import queries as people
from upstream_workshop.themes.queries import CardRow, ThemeRow
from upstream_workshop.voting import queries as voting
from upstream_workshop.workgroups.queries import CommitmentRow, MemberRow, WorkgroupRow

Value = TypeVar("Value")

# what somebody typed, and each column's name for people to read
TYPED: Final[Mapping[type, Mapping[str, str]]] = {
    ResidentialRow: {"title": "Event", "place": "Place of the event"},
    BlockRow: {"title": "Agenda", "track": "Track of the agenda", "purpose": "Purpose in the agenda"},
    people.OrganisationRow: {"name": "Organisation"},
    people.ParticipantRow: {
        "organisation": "Organisation", "interests": "Interests", "offers": "Offer", "asks": "Ask",
    },
    people.SupportRow: {"organisation": "Organisation", "text": "Offer or ask"},
    people.PromptRow: {"question": "Question to the room"},
    people.OptionRow: {"label": "Answer to a question"},
    ThemeRow: {"title": "Theme", "description": "Description of a theme"},
    CardRow: {"text": "Card"},
    voting.BallotRow: {"name": "Ballot", "question": "Question of a ballot"},
    voting.OptionRow: {"wording": "Option of a ballot"},
    WorkgroupRow: {
        "title": "Workgroup", "question": "Workgroup’s question",
        "will_not_do": "What a workgroup will not do",
        "asset_kind": "What a workgroup will share", "asset_title": "What a workgroup will share",
        "audience": "For whom a workgroup works", "hours_each": "Hours in a workgroup",
    },
    MemberRow: {"organisation": "Organisation"},
    CommitmentRow: {"what": "Commitment"},
    MapRow: {"title": "Map", "loop_names": "Name of a loop"},
    FactorRow: {"label": "Factor of a map"},
    LinkRow: {"strength": "Strength of a link"},
}  # fmt: skip
# what the program itself wrote: numbers in place of names
_OURS: Final[Mapping[type, Collection[str]]] = {
    people.ParticipantRow: ("name",),
    people.SupportRow: ("name",),
    voting.PaperRow: ("number",),
    WorkgroupRow: ("lead", "deputy"),
    MemberRow: ("name",),
    CommitmentRow: ("who",),
}
# told by what each person agreed to, or that very answer
_AGREED: Final = ("email", "photo", "attribution", "directory")
_COLOURS: Final = frozenset(("river", "leaf", "sun", "rose", "plum", "plain"))
# what the program reads: one of these words or nothing
_READ: Final[Mapping[str, Collection[str]]] = {
    "attribution": ("open", "ask", "chatham"),
    "category": _COLOURS,
    "colour": _COLOURS,
    "edition": ("full", "cohort", "redacted"),
    "kind": ("offer", "ask", "R", "B", "?"),
    "method": ("dots", "approval", "score", "ranked"),
    "room": ("run", "people", "evidence", "themes", "vote", "workgroups", "sharing", "maps", "framework",
             "print"),
    "rule": ("most-votes", "borda", "instant-runoff", "schulze", "equal-shares", "phragmen"),
    "sign": ("+", "-"),
    "spoilt": ("spoilt",),
    "state": ("expected", "here", "late", "substitute", "left", "withdrawn", "candidate", "on the ballot",
              "chosen", "parked", "merged", "draft", "open", "closed", "revealed", "confirmed",
              "dismissed"),
    "tie_rule": ("keep both", "run-off", "lots"),
}  # fmt: skip

Change = Callable[[str, str], str]  # a text and its column's name to what may be told of it


def told(value: Value, change: Change) -> Value:
    """The same frozen value with what was typed put another way, and what is not allowed left out."""
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        each: Any = tuple(told(one, change) for one in value) if isinstance(value, tuple) else value
        return each  # type: ignore[no-any-return]
    typed, ours = TYPED.get(type(value), {}), _OURS.get(type(value), ())
    parts: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        found = getattr(value, field.name)
        if field.name in typed:
            parts[field.name] = _changed(found, change, typed[field.name])
        elif not _is_text(found):
            parts[field.name] = told(found, change)
        elif field.name not in ours:
            known = _READ.get(field.name, ())
            parts[field.name] = found if found in known else "" if isinstance(found, str) else ()
    return replace(value, **parts)


def retold(value: Value, change: Change) -> Value:
    """The same frozen value with what was typed put another way, in an edition that leaves no column out."""
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        each: Any = (
            tuple(retold(one, change) for one in value) if isinstance(value, tuple) else value
        )
        return each  # type: ignore[no-any-return]
    typed, ours = TYPED.get(type(value), {}), _OURS.get(type(value), ())
    parts: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        found = getattr(value, field.name)
        if not _is_text(found):
            parts[field.name] = retold(found, change)
        elif field.name not in (*ours, *_AGREED) and found not in _READ.get(field.name, ()):
            column = typed.get(field.name) or field.name.replace("_", " ").capitalize()
            parts[field.name] = _changed(found, change, column)
    return replace(value, **parts)


def _changed(found: Any, change: Change, column: str) -> Any:
    """A text, texts, or texts each after a key of the program's own."""
    if isinstance(found, str):
        return change(found, column)
    return tuple(
        change(one, column) if isinstance(one, str) else (one[0], change(one[1], column))
        for one in found
    )


def _is_text(found: Any) -> bool:
    if isinstance(found, tuple):
        return any(map(_is_text, found))
    return isinstance(found, str)
