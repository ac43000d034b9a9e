"""The questions about a new session: what is held, when and where, and which file it goes into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from resources.dates import day_words
from resources.words import count, say
from ui.widgets import Field, FormDialog, ask_new_file, label
from ui.widgets.inputs.date_field import DateField
from upstream_workshop.agenda.templates import Template, load_template, template_names
from upstream_workshop.errors import WorkshopError
from upstream_workshop.file_names import file_name
from upstream_workshop.storage.files import disk


@dataclass(frozen=True, slots=True)
class NewSession:
    """What was answered about a new session."""

    path: Path
    title: str
    starts: date
    place: str


def ask_new_session(
    parent: QWidget | None, template: Template, folder: Path, suffix: str, today: date
) -> NewSession | None:
    """Ask for title, first day and place, then for a file that is named after the title.

    folder: where the file is offered.
    suffix: that of session files.
    today: the first day that is offered.

    Returns None if either question is cancelled.
    """
    form = new_session_form(parent, template, today)
    try:
        if form.exec() != QDialog.DialogCode.Accepted:
            return None
        answers = form.answers()
    finally:
        form.deleteLater()
    offered = disk.free_name(folder / file_name(answers["title"], set(), suffix))
    path = ask_new_file(parent, say("New session"), offered, f"*{suffix}")
    return None if path is None else NewSession(path, **answers)


def new_session_form(parent: QWidget | None, template: Template, today: date) -> FormDialog:
    """Return the form; it shows which days the template fills from the chosen first day."""
    fields = (
        Field("title", say("Title"), needed=True),
        Field("starts", say("First day"), "date", needed=True),
        Field(
            "place", say("Place"), hint=say("such as a venue and its town; blank: not known yet")
        ),
    )
    values = {"title": template.title, "starts": today}
    form = FormDialog(parent, say("New session"), fields, values, say("Make it"))
    days = label(role="small", wrap=True)
    starts = form.control("starts")
    assert isinstance(starts, DateField)  # as for all fields of the kind "date"

    def tell() -> None:
        first = starts.day()
        days.setText("" if first is None else filled(template, first))
        starts.setAccessibleDescription(days.text())

    starts.textChanged.connect(tell)
    tell()
    form.add_note(days)
    return form


def filled(template: Template, starts: date) -> str:
    """Return how many blocks the template has, and its days from the first one on."""
    days = max(block.day for block in template.blocks)
    blocks = count(len(template.blocks), "{n} block", "{n} blocks")
    if days == 1:
        return say(
            "{template}: {blocks} on {first}.",
            template=template.title,
            blocks=blocks,
            first=day_words(starts),
        )
    return count(
        days,
        "{template}: {blocks} in {n} day, from {first} to {last}.",
        "{template}: {blocks} in {n} days, from {first} to {last}.",
        template=template.title,
        blocks=blocks,
        first=day_words(starts),
        last=day_words(starts + timedelta(days=days - 1)),
    )


def templates_offered(own: Path) -> list[tuple[str, str, str]]:
    """Return the name, title and description of each template; of one that cannot be read, why."""
    return [_described(name, own) for name in template_names(own)]


def _described(name: str, own: Path) -> tuple[str, str, str]:
    try:
        found = load_template(name, own)
    except WorkshopError as refusal:
        return name, name, str(refusal)
    return found.name, found.title, found.summary
