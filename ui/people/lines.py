"""The roster's rows and columns as data: a person, and what is known of their presence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ui.widgets import Column
from upstream_workshop.people.queries import AttendanceRow, ParticipantRow, SupportRow
from upstream_workshop.people.rules import initials

TONES: Mapping[str, str] = {
    "here": "leaf",
    "late": "sun",
    "substitute": "plum",
    "left": "plain",
    "withdrawn": "rose",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the roster, on one day."""

    person: ParticipantRow
    attendance: AttendanceRow | None

    @property
    def id(self) -> int:
        """The participant's id, by which the table keeps its selection."""
        return self.person.id

    @property
    def state(self) -> str:
        """Expected until something else is known."""
        return self.attendance.state if self.attendance else "expected"

    @property
    def place(self) -> str:
        """Role and organisation, as far as they are known."""
        return ", ".join(filter(None, (self.person.role, self.person.organisation)))


def tr(text: str) -> str:
    """The words in the user's language."""
    return QCoreApplication.translate("people", text)


def state_words(state: str) -> str:
    """How a state reads on a chip."""
    return tr("not coming") if state == "withdrawn" else tr(state)


def tone(state: str) -> str:
    """The chip's tone for a state."""
    return TONES.get(state, "plain")


def remark(line: Line) -> str:
    """The note of the day, or what the person brings to the table."""
    if line.attendance and line.attendance.note:
        return line.attendance.note
    counted = ((tr("offers"), line.person.offers), (tr("asks"), line.person.asks))
    words = [f"{word} {len(texts)}" for word, texts in counted if texts]
    return " · ".join(words) or (tr("can lead") if line.person.willing_to_lead else "")


def roster_columns() -> tuple[Column, ...]:
    """Who, from where, in which role, a remark, and the state of the day."""
    return (
        Column(
            tr("Name"),
            lambda line: line.person.name,
            width=196,
            weight="strong",
            badge=lambda line: initials(line.person.name),
        ),
        Column(tr("Organisation"), lambda line: line.person.organisation, weight="soft"),
        Column(tr("Role"), lambda line: line.person.role, weight="small"),
        Column(tr("Remark"), remark, width=122, weight="small"),
        Column(
            tr("Today"),
            lambda line: state_words(line.state),
            tone=lambda line: tone(line.state),
            width=112,
        ),
    )


def support_columns() -> tuple[Column, ...]:
    """Who offers or asks what."""
    return (
        Column(
            tr("Name"),
            lambda row: row.name,
            width=250,
            weight="strong",
            badge=lambda row: initials(row.name),
        ),
        Column(tr("Offer or ask"), _in_words),
        Column(tr("Kind"), lambda row: tr(row.kind), tone=_support_tone, width=90),
    )


def _in_words(row: SupportRow) -> str:
    return row.text


def _support_tone(row: SupportRow) -> str:
    return "leaf" if row.kind == "offer" else "sun"
