"""The agenda table: what it says of each block, and its columns as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from resources.words import say
from ui.widgets import Column
from upstream_workshop.agenda import rules
from upstream_workshop.agenda.instants import in_minutes
from upstream_workshop.agenda.kinds import Attribution, Category
from upstream_workshop.agenda.lateness import forecasts
from upstream_workshop.agenda.rules import BlockRow


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One line of the table: a block, whether it is over, how late it ended or will, and its chip."""

    id: int
    block: BlockRow
    over: bool
    late: int
    chip: str
    tone: str


def plan_rows(blocks: Sequence[BlockRow], day: int, now: datetime) -> tuple[PlanRow, ...]:
    """The blocks of one day by time, the main room before the others."""
    shown = sorted(
        (block for block in blocks if block.day == day),
        key=lambda block: (block.starts, block.track, block.position),
    )
    late = {actual.id: actual.drift for actual in rules.actuals(shown)}
    ends = forecasts.forecast(blocks, now)
    for block in shown:
        if block.id in ends and block.lasts:
            late[block.id] = in_minutes(ends[block.id] - block.ends * 60)
    return tuple(
        PlanRow(
            block.id,
            block,
            block.ended_at is not None or block.dropped,
            late.get(block.id, 0),
            *_chip(block),
        )
        for block in shown
    )


def day_columns() -> tuple[Column, ...]:
    """Start, minutes, title, minutes late, and what there is to know in a word."""
    return (
        Column(say("Starts"), _starts, width=78, weight="strong", faded=_over),
        Column(say("Minutes"), _minutes, width=62, weight="soft", right=True),
        Column(
            say("Title"),
            lambda row: str(row.block.title),
            weight="strong",
            faded=_over,
            stays=True,
        ),
        Column(say("Late"), _late, width=48, weight="late", right=True),
        Column(
            say("About"),
            lambda row: str(row.chip),
            lambda row: str(row.tone),
            width=132,
            stays=False,
        ),
    )


def room_names() -> dict[str, str]:
    """What the rail calls the rooms a block may belong to, by their key."""
    return {
        "run": say("Run"),
        "people": say("People"),
        "evidence": say("Evidence"),
        "themes": say("Themes"),
        "vote": say("Vote"),
        "workgroups": say("Workgroups"),
        "maps": say("Maps"),
        "framework": say("Framework"),
        "sharing": say("Sharing"),
        "print": say("Print"),
    }


def attributions() -> dict[Attribution, str]:
    """Who may be named for what is said in a block, in words."""
    return {
        Attribution.NOT_SAID: say("not said"),
        Attribution.OPEN: say("anybody"),
        Attribution.ASK: say("whoever agrees, when asked"),
        Attribution.CHATHAM: say("nobody: Chatham House Rule"),
    }


def colours() -> dict[Category, str]:
    """What a block can be coloured by, in words."""
    return {
        Category.NONE: say("none"),
        Category.PLAIN: say("grey"),
        Category.RIVER: say("teal"),
        Category.LEAF: say("green"),
        Category.SUN: say("orange"),
        Category.ROSE: say("red"),
        Category.PLUM: say("purple"),
    }


def signed(minutes: int) -> str:
    """Minutes with their sign, and a real minus: +3, −2."""
    return f"{minutes:+d}".replace("-", "−")


def _starts(row: PlanRow) -> str:
    return rules.clock_time(row.block.starts)


def _minutes(row: PlanRow) -> str:
    return f"{row.block.lasts} m"


def _late(row: PlanRow) -> str:
    return signed(row.late) if row.late else ""


def _over(row: PlanRow) -> bool:
    return row.over


def _chip(block: BlockRow) -> tuple[str, str]:
    """The most telling word about a block, and the tone that repeats it."""
    if block.running:
        return (say("paused"), "sun") if block.paused_at else (say("now"), "river")
    if block.dropped:
        return say("dropped"), "plain"
    if block.marker:
        return say("moment"), "plain"
    if block.locked_at is not None and block.position:
        return say("fixed"), "plum"
    if block.protected:
        return say("protected"), "leaf"
    if block.track:
        return block.track, "plain"
    if block.buffer:
        return say("buffer, min {least}", least=block.minimum or 0), "plain"
    if block.optional:
        return say("optional"), "plain"
    return room_names().get(block.room, "") if block.room != "run" else "", "plain"
