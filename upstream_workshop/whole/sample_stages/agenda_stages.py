"""The sample's agenda: laid out before the residential, and run with delays."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from upstream_workshop.agenda import queries as agenda_queries
from upstream_workshop.agenda import services as agenda
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.whole.sample_stages.sample_files import Plan

# minutes by which the blocks, in turn, run over (+) or under (-); locked ones, like lunch, do not
_DRIFT = (3, -1, 4, 2, -3, 0, 5, -2)


def found(session: Session, plan: Plan) -> None:
    """Create the event and the agenda of its two days."""
    agenda.found_residential(session, plan["title"], plan["starts"], plan["place"])
    agenda.lay_out(session, load_template(plan["template"]))


def run(session: Session, plan: Plan) -> None:
    """Record when blocks started and ended, with delays; each track ends its day on time."""
    blocks = agenda_queries.agenda(session)
    last = {(block.day, block.track): block.id for block in blocks}
    for turn, block in enumerate(blocks):
        day = plan["starts"] + timedelta(days=block.day - 1)
        late = 0 if block.locked_at is not None else _DRIFT[turn % len(_DRIFT)]
        running_day.start(session, block.id, _at(day, block.starts + late))
        if block.id in last.values():
            running_day.finish(session, _at(day, block.ends), block.track)


def _at(day: datetime, minutes: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minutes)
