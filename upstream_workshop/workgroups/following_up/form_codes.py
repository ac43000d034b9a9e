"""Forms that people fill in weeks later: which one is whose, and which line of it asks what.

A form has a code of its session, person and number of weeks, and each of its lines a reference that begins
with the code. So a form that comes back says by itself what it answers, and a second copy is known as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.agenda.model import Residential

WEEKS: Final = (0, 6, 12)  # after the residential, when indicators are asked; 0 is on its last day
REFERENCE, ABOUT, DUE, NOW, NEW_DAY, NOTE = (
    "reference", "about", "by when", "now", "new day", "note",
)  # fmt: skip
_REFERENCE: Final = re.compile(r"([0-9A-F]{8})-?([CI])([0-9]{1,18})")
_COMMITMENT, _INDICATOR = "C", "I"


@dataclass(frozen=True, slots=True)
class Form:
    """Whose form it is, and after how many weeks it asks."""

    code: str
    participant_id: int
    weeks: int


@dataclass(frozen=True, slots=True)
class FormReference:
    """What one line of a form asks for: the id of a commitment, or else of an indicator."""

    code: str
    commitment_id: int | None = None
    indicator_id: int | None = None

    def __str__(self) -> str:
        """Return it as it is printed."""
        if self.commitment_id is not None:
            return f"{self.code}-{_COMMITMENT}{self.commitment_id}"
        return f"{self.code}-{_INDICATOR}{self.indicator_id}"


def form_key(session: Session) -> str:
    """Return the id of the residential, by which its forms are told from those of others."""
    return session.scalars(select(Residential.uid)).first() or ""


def form_code(key: str, participant_id: int, weeks: int) -> str:
    """Return the code of a person's form: eight letters and digits.

    key: of the session, as `form_key` returns it.
    """
    told = f"{key}|{participant_id}|{weeks}"
    return sha256(told.encode()).hexdigest()[:8].upper()


def forms(key: str, people: Iterable[int]) -> dict[str, Form]:
    """Return every form there can be of these people, by its code."""
    found = (
        Form(form_code(key, person, weeks), person, weeks) for person in people for weeks in WEEKS
    )
    return {form.code: form for form in found}


def read_reference(written: str) -> FormReference | None:
    """Return what a reference means, however it is spaced; None if it is none of ours."""
    found = _REFERENCE.fullmatch("".join(written.split()).upper())
    if found is None:
        return None
    code, kind, id_ = found.groups()
    if kind == _COMMITMENT:
        return FormReference(code, commitment_id=int(id_))
    return FormReference(code, indicator_id=int(id_))


def weeks_due(last_day: date | None, today: date) -> int:
    """Return which of `WEEKS` a form of today asks for: the nearest to the time since the last day."""
    gone = (today - last_day).days / 7 if last_day is not None else 0
    return min(WEEKS, key=lambda weeks: abs(weeks - gone))
