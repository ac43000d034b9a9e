"""Whether everything is ready for the day: checks on what was found, each with its state in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from resources.dates import long_date
from resources.words import count, say
from upstream_workshop.agenda.locks import misfit, refusal
from upstream_workshop.agenda.rules import BlockRow

LEAST_FREE: Final = 500_000_000  # bytes
LEAST_CHARGE: Final = 50  # per cent, where no cable charges it


class State(StrEnum):
    """How a check stands: ready, to be seen to, or not known to the program."""

    READY = "ready"
    MEND = "mend"
    UNKNOWN = "unknown"


class Subject(StrEnum):
    """What is checked; also what its remedy is called by."""

    DISPLAY = "display"
    PRINTER = "printer"
    BACKUPS = "backups"
    PACKS = "packs"
    LOCKS = "locks"
    DISK = "disk"
    BATTERY = "battery"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Check:
    """One line: what was checked, how it stands, and one sentence that says so."""

    subject: Subject
    state: State
    words: str


@dataclass(frozen=True, slots=True)
class Battery:
    """Per cent of charge, and whether a cable charges it."""

    charge: int
    plugged: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked at. None: could not be found out.

    packs: whether the packs that were made are of the session as it is; None while none were made.
    """

    displays: int | None = None
    printer: str | None = None  # the usual one; blank if there is none
    backups: bool | None = None  # whether the folder of backups can be written to
    second: bool = False  # whether there is a second place for them
    packs: bool | None = None
    free: int | None = None  # bytes
    battery: Battery | None = None
    has_battery: bool | None = None
    now: datetime | None = None
    zone: str = ""
    starts: date | None = None
    blocks: Sequence[BlockRow] = ()


def checks(found: Found) -> tuple[Check, ...]:
    """Every check, in the order in which a facilitator sees to them."""
    return (
        _display(found),
        _printer(found),
        _backups(found),
        _packs(found),
        _locks(found.blocks),
        _disk(found.free),
        _battery(found),
        _time(found),
    )


def locked_wrong(blocks: Sequence[BlockRow]) -> tuple[tuple[BlockRow, str], ...]:
    """Blocks to come whose fixed time cannot be kept, each with the sentence that says why."""
    bad = []
    for block in blocks:
        if block.locked_at is None or block.started_at is not None:
            continue
        row = [each for each in blocks if (each.day, each.track) == (block.day, block.track)]
        wrong = misfit(row, block.id)
        if wrong is not None and wrong.before:  # else it is told of the one that comes after it
            bad.append((block, refusal(wrong, block.title, block.locked_at)))
    return tuple(bad)


def _display(found: Found) -> Check:
    if found.displays is None:
        return _unknown(Subject.DISPLAY, say("Whether a projector is connected is not known."))
    if found.displays > 1:
        words = say("A second display is connected.")
        return Check(Subject.DISPLAY, State.READY, words)
    words = say("There is only this display: connect the projector and extend the desktop to it.")
    return Check(Subject.DISPLAY, State.MEND, words)


def _printer(found: Found) -> Check:
    if found.printer is None:
        return _unknown(Subject.PRINTER, say("Whether a printer is set up is not known."))
    if found.printer:
        words = say("The printer is {name}.", name=found.printer)
        return Check(Subject.PRINTER, State.READY, words)
    words = say("No printer is set up: add one, or take the papers to another computer as PDF.")
    return Check(Subject.PRINTER, State.MEND, words)


def _backups(found: Found) -> Check:
    if found.backups is None:
        return _unknown(Subject.BACKUPS, say("Whether backups can be written is not known."))
    if not found.backups:
        words = say("The folder of backups cannot be written to: free it or choose another disk.")
        return Check(Subject.BACKUPS, State.MEND, words)
    if not found.second:
        words = say("Backups are kept on this computer alone: keep them on a stick too.")
        return Check(Subject.BACKUPS, State.MEND, words)
    words = say("Backups are kept here and in a second place.")
    return Check(Subject.BACKUPS, State.READY, words)


def _packs(found: Found) -> Check:
    if found.packs:
        words = say("The take-home packs are made, and nothing has changed since.")
        return Check(Subject.PACKS, State.READY, words)
    words = say("The take-home packs were not made since the program was started.")
    if found.packs is False:
        words = say("The session has changed since the take-home packs were made: look again.")
    return Check(Subject.PACKS, State.MEND, words)


def _locks(blocks: Sequence[BlockRow]) -> Check:
    if not blocks:
        return Check(Subject.LOCKS, State.MEND, say("There is no plan yet: make one in Run."))
    bad = locked_wrong(blocks)
    if bad:
        return Check(Subject.LOCKS, State.MEND, bad[0][1])
    return Check(Subject.LOCKS, State.READY, say("Every fixed time of the plan can be kept."))


def _disk(free: int | None) -> Check:
    if free is None:
        return _unknown(Subject.DISK, say("How much room the disk has is not known."))
    megabytes = f"{free // 1_000_000:,}"
    if free < LEAST_FREE:
        words = say(
            "The disk has only {n} MB left: make room, or save a copy elsewhere.", n=megabytes
        )
        return Check(Subject.DISK, State.MEND, words)
    return Check(Subject.DISK, State.READY, say("The disk has {n} MB left.", n=megabytes))


def _battery(found: Found) -> Check:
    battery = found.battery
    if battery is None and found.has_battery is False:
        words = say("This computer has no battery: it runs from the mains.")
        return Check(Subject.BATTERY, State.READY, words)
    if battery is None:
        return _unknown(
            Subject.BATTERY, say("How full the battery is, is not known: look yourself.")
        )
    if battery.plugged:
        words = say("The computer is plugged in; its battery has {n} %.", n=battery.charge)
        return Check(Subject.BATTERY, State.READY, words)
    words = say("The battery has {n} % and is not charging.", n=battery.charge)
    if battery.charge < LEAST_CHARGE:
        words = say("The battery has {n} % and is not charging: plug it in.", n=battery.charge)
        return Check(Subject.BATTERY, State.MEND, words)
    return Check(Subject.BATTERY, State.READY, words)


def _time(found: Found) -> Check:
    if found.now is None:
        return _unknown(Subject.TIME, say("The time of this computer is not known."))
    clock = f"{found.now:%H:%M}"
    today = long_date(found.now.date())
    told = {"time": clock, "zone": found.zone, "day": today}
    if found.starts is None:
        words = say("It is {time} ({zone}) on {day}; this session has no first day.", **told)
        return Check(Subject.TIME, State.MEND, words)
    days = max((block.day for block in found.blocks), default=1)
    away = (found.now.date() - found.starts).days
    if 0 <= away < days:
        words = say("It is {time} ({zone}) on {day}, a day of this session.", **told)
        return Check(Subject.TIME, State.READY, words)
    if away < 0:
        left = count(-away, "in {n} day", "in {n} days")
        words = say("It is {time} ({zone}) on {day}; the first day is {left}.", left=left, **told)
        return Check(Subject.TIME, State.READY if away >= -2 else State.MEND, words)
    words = say("It is {time} ({zone}) on {day}; the days of this session are over.", **told)
    return Check(Subject.TIME, State.MEND, words)


def _unknown(subject: Subject, words: str) -> Check:
    return Check(subject, State.UNKNOWN, words)
