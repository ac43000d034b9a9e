"""The columns of the catalogue: what, for whom, how many files, and when written or printed."""

from __future__ import annotations

from resources.dates import day_words
from resources.words import say
from ui.printing.checking import CHECKING, STALE, Line
from ui.widgets import Column


def line_columns() -> tuple[Column, ...]:
    """Return the columns of the catalogue."""
    return (
        Column(say("What"), lambda line: say(line.output.title), weight="strong", least=230),
        Column(say("For"), lambda line: say(line.output.audience), width=128, weight="soft"),
        Column(say("Files"), _files_words, width=112, weight="soft"),
        Column(say("Made"), _made_words, width=150, weight="soft", stays=True),
    )


def _files_words(line: Line) -> str:
    if line.files is None:
        return ""
    return f"{line.files} {line.output.suffix.upper()}" if line.files else say("none yet")


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
