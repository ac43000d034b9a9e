"""The columns of the catalogue: what, for whom, on which paper, and when written or printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QIcon, QPixmap

from resources.dates import day_words
from resources.words import say
from ui.kit import icons
from ui.printing.checking import CHECKING, STALE, Line
from ui.printing.pictures.first_pages import PICTURED, FirstPage
from ui.widgets import Column

_ICONS: Final = {
    "html": "browser",
    "docx": "file-text",
    "epub": "book-open",
    "eml": "envelope-simple",
    "csv": "table",
    "ics": "calendar-blank",
    "svg": "image",
    "json": "brackets-curly",
}  # by suffix


def line_columns(page: Callable[[str], FirstPage | None]) -> tuple[Column, ...]:
    """Return the columns of the catalogue.

    page: returns the first page of an output, by its key.
    """

    def picture(line: Line) -> QPixmap | QIcon | None:
        if found := page(line.id):
            return found.picture
        if line.output.suffix in PICTURED:
            return None
        return icons.icon(_ICONS.get(line.output.suffix, "file"), "soft")

    def paper(line: Line) -> str:
        found = page(line.id)
        return _paper_words(line, found.paper if found else "")

    return (
        Column(
            say("What"), lambda line: say(line.output.title), weight="strong", least=190,
            picture=picture,
        ),
        Column(say("For"), lambda line: say(line.output.audience), width=112, weight="soft"),
        Column(say("Paper"), paper, width=100, weight="soft"),
        Column(say("Made"), _made_words, width=112, weight="soft"),
    )  # fmt: skip


def _paper_words(line: Line, paper: str) -> str:
    """Return on what an output is, and in how many files if there are several."""
    if line.files is None:
        return ""
    if not line.files:
        return say("none yet")
    on = paper or line.output.suffix.upper()
    return on if line.files == 1 else say("{paper}, {n} files", paper=on, n=line.files)


def _made_words(line: Line) -> str:
    if line.written is None:
        return ""
    time = f"{line.written:%H:%M}"
    if line.state == CHECKING:
        return say("checking…")
    return say("{time}, out of date", time=time) if line.state == STALE else time


def made_sentence(line: Line) -> str:
    """Return when an output was written or printed, and what has changed since; blank if never."""
    if line.written is None:
        return ""
    when = {"day": day_words(line.written.date()), "time": f"{line.written:%H:%M}"}
    if line.state == STALE:
        return say("Made on {day}, {time}; out of date: {since}.", since=line.since, **when)
    return say("Made on {day}, {time}.", **when)
