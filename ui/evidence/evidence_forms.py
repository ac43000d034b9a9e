"""The forms of the Evidence page: a finding, a visit, a code, and choosing one of several."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.evidence.discovery import Discovery
from ui.evidence.views.matrix_view import Cell
from ui.widgets import Field, ask_form
from upstream_workshop.evidence.attribution import use_words
from upstream_workshop.evidence.codebook.queries import CodeRow
from upstream_workshop.evidence.kinds import STANDING_WORDS, Standing, Use
from upstream_workshop.evidence.queries import FindingRow, VisitRow
from upstream_workshop.evidence.sources.queries import SourceRow


def ask_finding(over: QWidget, finding: FindingRow) -> dict[str, Any] | None:
    """Ask for the fields of a finding; return those that were changed, or None."""
    fields = (
        Field("text", say("Finding"), "long", needed=True),
        Field(
            "kind_name", say("Kind"), hint=say("driver, barrier, enabler, or a word of your own")
        ),
        Field("organisation", say("Organisation")),
        Field("quote", say("Quote"), "long"),
        Field("role", say("Role of who said it")),
        Field("source", say("Where it is written down")),
        Field("noted_by", say("Noted by")),
        Field("use", say("How it may be used"), "choice", _uses()),
        Field("standing", say("What they say of it"), "choice", _standings()),
    )
    now = {field.key: getattr(finding, field.key) for field in fields}
    return _changed(ask_form(over, say("A finding"), fields, now), now)


def ask_visit(over: QWidget, visit: VisitRow | None) -> dict[str, Any] | None:
    """Ask for the fields of a visit, a new one for None, whose organisation is asked too."""
    fields = (
        Field("day", say("Day"), "date"),
        Field("met", say("Who was met"), "long"),
        Field("consent", say("How what was said may be used"), "choice", _uses()),
        Field("note", say("Note"), "long"),
    )
    if visit is None:
        home = Field("organisation", say("Organisation"), needed=True)
        found = ask_form(over, say("A visit"), (home, *fields), {"consent": Use.COHORT})
        return _typed(found) if found else None
    now = {field.key: getattr(visit, field.key) for field in fields}
    return _changed(ask_form(over, visit.organisation, fields, now), now)


def ask_source(over: QWidget, source: SourceRow) -> dict[str, Any] | None:
    """Ask for the fields of a source; return those that were changed, or None."""
    fields = (
        Field("title", say("Title"), needed=True),
        Field("organisation", say("Organisation")),
        Field("use", say("How what it says may be used"), "choice", _uses()),
    )
    now = {field.key: getattr(source, field.key) for field in fields}
    return _changed(ask_form(over, source.title, fields, now), now)


def ask_code(over: QWidget, title: str, code: CodeRow | None = None) -> tuple[str, str] | None:
    """Ask for the name of a code and what it means."""
    fields = (
        Field("name", say("Name"), needed=True),
        Field("description", say("What it means"), "long"),
    )
    now = {"name": code.name, "description": code.description} if code else {}
    found = ask_form(over, title, fields, now)
    return (found["name"], found["description"]) if found else None


def ask_summary(over: QWidget, cell: Cell) -> str | None:
    """Ask for one line on what an organisation says of a code; blank for none, None if cancelled."""
    stale = say("The findings have changed since this was written: read it again.")
    hint = stale if cell.summary is not None and cell.summary.stale else ""
    fields = (Field("text", say("What they say, in one line"), hint=hint),)
    now = {"text": cell.summary.text if cell.summary else ""}
    found = ask_form(over, cell.title, fields, now)
    return found["text"] if found else None


def ask_one(over: QWidget, title: str, choices: Iterable[tuple[int, str]]) -> int | None:
    """Ask for one of several things by name; return its id."""
    offered = tuple((f"{id_}", name) for id_, name in choices)
    if not offered:
        return None
    fields = (Field("one", title, "choice", offered),)
    found = ask_form(over, title, fields, {"one": offered[0][0]})
    return int(found["one"]) if found else None


def ask_split(
    over: QWidget, code: CodeRow, findings: Iterable[FindingRow]
) -> tuple[str, list[int]] | None:
    """Ask for the name of a new code and which findings get it in place of another."""
    rows = tuple(findings)
    fields = (
        Field("name", say("Name of the new code"), needed=True),
        *(Field(f"{row.id}", row.text, "bool") for row in rows),
    )
    found = ask_form(over, say("Split “{code}”", code=code.name), fields)
    return (found["name"], [row.id for row in rows if found[f"{row.id}"]]) if found else None


def ask_theme(over: QWidget, title: str) -> str | None:
    """Ask for the title of the theme that cards are put into; blank for none, None if cancelled."""
    fields = (Field("title", say("Theme for the cards"), hint=say("empty: loose cards")),)
    found = ask_form(over, say("Make cards"), fields, {"title": title})
    return found["title"] if found else None


def ask_kind(over: QWidget, gathered: Discovery) -> tuple[str, str] | None:
    """Ask for a kind and its new name."""
    kinds = tuple(dict.fromkeys(one.kind_name for one in gathered.findings if one.kind_name))
    if not kinds:
        return None
    fields = (
        Field("kind", say("Kind"), "choice", kinds),
        Field("name", say("New name"), needed=True),
    )
    found = ask_form(over, say("Rename a kind"), fields, {"kind": kinds[0]})
    return (found["kind"], found["name"]) if found else None


def _uses() -> tuple[tuple[str, str], ...]:
    return tuple((str(use), use_words(use)) for use in Use)


def _standings() -> tuple[tuple[str, str], ...]:
    return tuple((str(one), say(STANDING_WORDS[one])) for one in Standing)


def _typed(answers: dict[str, Any]) -> dict[str, Any]:
    """Return answers with members of enumerations for their values."""
    kinds = {"use": Use, "consent": Use, "standing": Standing}
    return {key: kinds[key](value) if key in kinds else value for key, value in answers.items()}


def _changed(found: dict[str, Any] | None, now: dict[str, Any]) -> dict[str, Any] | None:
    """Return the answers that differ; None if none do, or there are none."""
    answers = _typed(found or {})
    return {key: value for key, value in answers.items() if value != now[key]} or None
