"""The list of backups: those in some folders with their contents, and the columns that show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from resources.dates import short_date
from resources.words import count, noop, say
from ui.kit.jobs import Ticket
from ui.widgets import Column
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.copies import backup_contents, backups
from upstream_workshop.session_file.copies.backup_contents import Inside
from upstream_workshop.session_file.copies.backups import Backup


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup in the table.

    session: the name of the session.
    backup: the file.
    inside: its contents; None if it cannot be read.
    without: names of secret votes that were open, whose slips are not in it.
    """

    session: str
    backup: Backup
    inside: Inside | None
    without: tuple[str, ...] = ()

    @property
    def id(self) -> Path:
        """The path, by which the table keeps its selection."""
        return self.backup.path


def found_in(folders: Sequence[Path], ticket: Ticket) -> tuple[BackupRow, ...]:
    """Return all backups in these folders with their contents, newest first."""
    found = [(folder, backup) for folder in folders for backup in backups.listed(folder)]
    rows = []
    for number, (folder, backup) in enumerate(found):
        ticket.progress(number / len(found))
        session = folder.name.rpartition(" ")[0] or folder.name
        rows.append(_row(session, backup))
    return tuple(sorted(rows, key=lambda row: row.backup.made, reverse=True))


def folders_in(folder: Path) -> tuple[Path, ...]:
    """Return folders that may contain backups: the given one, and some up to two levels below."""
    below = (folder, folder / "Upstream Workshop backups", folder / "backups")
    return (folder, *(found for place in below for found in backups.sessions(place)))


def _row(session: str, backup: Backup) -> BackupRow:
    try:
        return BackupRow(
            session, backup, backup_contents.inside(backup), backup_contents.open_votes(backup)
        )
    except WorkshopError:
        return BackupRow(session, backup, None)


def columns(several: bool) -> tuple[Column, ...]:
    """Return the columns of the list; `several`: whether the name of the session is one of them."""
    session = Column(say("Session"), lambda row: row.session, weight="strong")
    return (
        Column(say("When"), lambda row: when(row.backup.made), width=156, weight="strong"),
        *((session,) if several else ()),
        Column(say("What is in it"), contents),
        Column(say("Why"), lambda row: _why(row.backup.why), weight="soft"),
    )


def contents(row: BackupRow) -> str:
    """Return the numbers of people, cards and ballot papers, as far as there are any."""
    if row.inside is None:
        return say("cannot be read")
    people, cards, papers = row.inside.people, row.inside.cards, row.inside.papers
    counts = (
        (people, count(people, "{n} person", "{n} people")),
        (cards, count(cards, "{n} card", "{n} cards")),
        (papers, count(papers, "{n} paper", "{n} papers")),
    )
    parts = [words for number, words in counts if number]
    if row.without:
        parts.append(say("no slips of the open secret vote"))
    return ", ".join(parts) or say("only an agenda")


def when(made: datetime) -> str:
    """Return date and time; today and yesterday are named as such."""
    days = (date.today() - made.date()).days
    clock = f"{made:%H:%M}"
    if days in (0, 1):
        today, yesterday = say("Today {clock}", clock=clock), say("Yesterday {clock}", clock=clock)
        return today if days == 0 else yesterday
    return say("{day} {clock}", day=short_date(made), clock=clock)


_WHYS: Final = {
    "opened": noop("Session opened"),
    "closed": noop("Session closed"),
    "before an import": noop("Before an import"),
    "before a removal": noop("Before a removal"),
    "a ballot opened": noop("A ballot opened"),
    "a ballot closed": noop("A ballot closed"),
    "every ten minutes": noop("Every ten minutes"),
    "the file went missing": noop("The file went missing"),
    "somebody was erased": noop("Somebody was erased"),
}


def _why(why: str) -> str:
    """Return why a backup was made.

    A reason of another version of the app is returned unchanged.
    """
    return say(_WHYS[why]) if why in _WHYS else why
