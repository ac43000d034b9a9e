"""The form of the event itself: its title, its first day and its place; and an offer to move its days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from resources.dates import long_date
from resources.words import say
from ui.widgets import Field, ask_form
from upstream_workshop.agenda import queries, services

if TYPE_CHECKING:
    from ui.kit.desk import Desk


def ask_about_event(parent: QWidget, desk: Desk) -> None:
    """Ask for title, first day and place, with what stands as answers, and keep them as one step."""
    event = desk.ask(queries.residential)
    values = {"title": event.title, "starts": event.starts, "place": event.place}
    fields = (
        Field("title", say("Title"), needed=True),
        Field("starts", say("First day"), "date", needed=True),
        Field("place", say("Place")),
    )
    answers = ask_form(parent, say("The event"), fields, values)
    if answers is None or answers == values:
        return
    label = say("Change title, dates or place")
    if event.title:
        desk.do(label, services.amend_residential, **answers)
    else:
        desk.do(label, services.found_residential, **answers)


def other_day(desk: Desk, today: date) -> str:
    """What to say where today is none of the days of a plan that has not begun; else nothing."""
    event = desk.ask(queries.residential)
    blocks = desk.ask(queries.agenda)
    if event.starts is None or not blocks or any(block.started_at for block in blocks):
        return ""
    last = max(block.day for block in blocks)
    if 0 <= (today - event.starts).days < last:
        return ""
    day = long_date(event.starts)
    if today < event.starts:
        return say("The first day of this session is {day}: today is none of its days.", day=day)
    return say(
        "The first day of this session is {day}: its days are over, and it has not begun.", day=day
    )


def move_to(desk: Desk, today: date) -> None:
    """Let the first day be today."""
    desk.do(say("Move the days"), services.amend_residential, starts=today)
