"""The form of a block: its fields as data, and the way from words to what the plan keeps."""

from __future__ import annotations

import re
from typing import Any, TypeAlias, cast

from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.agenda.plan.rows import attributions, colours, room_names
from ui.widgets import Field, ask_form
from upstream_workshop.agenda import rules
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.services import BlockDetails
from upstream_workshop.errors import WorkshopError

Asked: TypeAlias = tuple[str, int, tuple[int, str] | None, BlockDetails]
_TIME = re.compile(r"(\d{1,2})[:.h ]?(\d{2})")


def ask_block(
    parent: QWidget, title: str, block: BlockRow | None, after: BlockRow | None = None
) -> Asked | None:
    """Ask about a block, new or known; None when the user left it. Raises WorkshopError.

    after: the block that a new one follows, whose day and track it gets.
    """
    new = {"day": after.day if after else 1, "track": after.track if after else ""}
    answers = ask_form(parent, title, _fields(), new if block is None else _values(block))
    return None if answers is None else read_answers(answers)


def read_answers(answers: dict[str, Any]) -> Asked:
    """Title, minutes, day and track, and details as the words mean them. Raises WorkshopError naming them."""
    read = dict(answers)
    title, minutes = read.pop("title"), read.pop("minutes")
    place = (read.pop("day"), read.pop("track")) if "day" in read else None
    read["locked_at"] = _time(answers["locked_at"])
    read["minimum"] = _minutes(answers["minimum"])
    return title, minutes, place, cast("BlockDetails", read)


def _values(block: BlockRow) -> dict[str, Any]:
    values = {field.key: getattr(block, field.key) for field in _fields()}
    values["locked_at"] = "" if block.locked_at is None else rules.clock_time(block.locked_at)
    values["minimum"] = "" if block.minimum is None else str(block.minimum)
    return values


def _fields() -> tuple[Field, ...]:
    rooms = tuple(room_names().items())
    return (
        Field("title", say("Title"), needed=True),
        Field("minutes", say("Minutes"), "number", least=0, most=1439),
        Field("day", say("Day"), "number", least=1, most=31),
        Field("track", say("Track"), hint=say("blank: the main room")),
        Field(
            "locked_at",
            say("Locked to a time"),
            hint=say("12:30, or blank: it follows the block before it"),
        ),
        Field(
            "minimum",
            say("Can shrink to, in minutes"),
            hint=say("blank: it cannot shrink"),
        ),
        Field("optional", say("Optional: it may be dropped"), "bool"),
        Field("buffer", say("Buffer: slack that may be spent"), "bool"),
        Field("protected", say("Protected: never shortened"), "bool"),
        Field("room", say("Page it belongs to"), "choice", choices=rooms),
        Field(
            "attribution",
            say("Who may be named for what is said"),
            "choice",
            choices=tuple(attributions().items()),
        ),
        Field("category", say("Colour"), "choice", choices=tuple(colours().items())),
        Field("purpose", say("Purpose, as the room sees it")),
        Field("lead", say("Who leads it")),
        Field("place", say("Where people go for it")),
        Field("materials", say("Materials")),
        Field("notes", say("Note to self, never shown to the room"), "long"),
    )


def _time(words: str) -> int | None:
    if not words.strip():
        return None
    found = _TIME.fullmatch(words.strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise WorkshopError(say("“{words}” is no time of day: write it as 12:30.", words=words))
    return int(found[1]) * 60 + int(found[2])


def _minutes(words: str) -> int | None:
    if not words.strip():
        return None
    if not words.strip().isdecimal():
        raise WorkshopError(
            say(
                "“{words}” is no number of minutes: write a number, or leave it blank.", words=words
            )
        )
    return int(words)
