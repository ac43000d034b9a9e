"""The archive an organiser keeps: one sealed zip that can be read with no app at all, and proved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from exports import catalogue
from exports.archive.drawing_processes import draw
from exports.drawing.paper import day_words, event_title
from exports.editions.editions import edited
from exports.editions.passages import without_passages
from exports.files import file_name
from exports.seal import ARCHIVE, MANIFEST, SESSION, Content, Progress, write_sealed
from upstream_workshop import __version__
from upstream_workshop.errors import meant
from upstream_workshop.privacy import Edition
from upstream_workshop.session_file.schema import FORMAT
from upstream_workshop.storage.files.writing import NOTHING, refuse
from upstream_workshop.whole.erasing import forget_secrets
from upstream_workshop.whole.report import Report

YEARS_KEPT: Final = 3  # unless the organiser says otherwise
_LEFT_OUT: Final = {
    Edition.FULL: (
        "Access needs and diet, also in the session file. It holds e-mail addresses and what people\n"
        "consented to: keep it where only the organiser can read it."
    ),
    Edition.COHORT: (
        "E-mail addresses of all who have not agreed to be in the directory; more of whoever would\n"
        "rather not be listed; the names of whoever would rather not be quoted; notes on attendance\n"
        "and placing, the facilitator's notes, access needs, diet, and the session file. What in any\n"
        "text might still have named somebody who would rather not was looked at by whoever sealed\n"
        "this, and kept, changed or cut to “[…]”."
    ),
    Edition.REDACTED: (
        "Names. Whoever is on the list of people reads “Participant” and a number, the same one\n"
        "throughout, drawn by lot; a first or last name that could be anybody's, or a word, reads\n"
        "“[name]”. Organisations with fewer than three people read “[organisation]”; addresses, links,\n"
        "handles, telephone numbers and postcodes read as what they are. What else might have named\n"
        "somebody was looked at by whoever sealed this, and kept, changed or cut to “[…]”. Roles,\n"
        "regions, authors, first wordings, session leads, outside supporters, first meetings,\n"
        "sign-offs, tables, numbers of slips, times of arrival, notes, access needs, diet and the\n"
        "session file are left out."
    ),
}


def pack(
    session_copy: Path,
    report: Report,
    out: Path,
    edition: Edition = Edition.FULL,
    progress: Progress | None = None,
    keep_until: date | None = None,
    over: str = NOTHING,
) -> None:
    """Seal a report into a zip, and for the full edition a copy of the session by `Workshop.copy_to`.

    The copy loses what no archive holds. A report that is of this edition already is sealed as it stands.
    `over` as in `writing`. May run off the UI thread. Raises WorkshopError.
    """
    edition = meant(Edition, edition, "There is no {given} edition: choose from {known}.")
    tell = progress or _tell_nobody
    refuse(out, ARCHIVE, over)
    shown = prepared(report, edition)
    about = _about(shown, edition, keep_until)
    contents: dict[str, Content] = {"README.txt": _readme(about)}
    if edition == Edition.FULL:
        forget_secrets(session_copy)
        contents[SESSION] = session_copy
    contents |= draw(shown, catalogue.KEPT, lambda share, doing: tell(0.9 * share, doing))
    write_sealed(out, contents, about, lambda share, doing: tell(0.9 + share / 10, doing), over)
    tell(1.0, "")


def prepared(report: Report, edition: Edition) -> Report:
    """What an archive of this edition tells, with all cut that may name somebody it does not name."""
    if report.edition == edition:
        return report
    return without_passages(report, edited(report, edition))


def delete_by(sealed: date) -> date:
    """When an archive sealed on this day should be deleted, unless the organiser says otherwise."""
    return sealed.replace(year=sealed.year + YEARS_KEPT, day=min(sealed.day, 28))


def archive_name(report: Report, edition: Edition) -> str:
    """A file name to offer; of a redacted one it says nothing of the event, whose title may name somebody."""
    title = "Residential" if edition == Edition.REDACTED else event_title(report)
    return file_name(f"{title} archive {edition}", set(), ".zip")


def _about(report: Report, edition: Edition, keep_until: date | None) -> Mapping[str, Any]:
    made = report.made_at
    until = keep_until or delete_by(made.date())
    return {
        "made by": f"Upstream Workshop {__version__}",
        "session format": FORMAT,
        "event": report.event.title,
        "edition": edition,
        "sealed": made.isoformat(timespec="seconds"),
        "delete by": until.isoformat(),
    }


def _readme(about: Mapping[str, Any]) -> bytes:
    until = day_words(date.fromisoformat(about["delete by"]))
    words = f"""{about["event"] or "Residential"}
Archive, {about["edition"]} edition, sealed {about["sealed"]} by {about["made by"]}.

What is in it
  summary.pdf, summary.html   the report: open either in any reader or browser
  the other PDF files         agenda, lists, charters, packs and posters as they were printed
  data/                       tables (CSV) for any spreadsheet, and everything as JSON
  {SESSION}            the session itself, if it is in this edition: open it with
                              Upstream Workshop; it is an SQLite database (format {about["session format"]})
  {MANIFEST}               size and SHA-256 of every file here, and where in the zip it lies

What is left out
{_LEFT_OUT[about["edition"]]}
Of a vote whose result was not shown to the room, all but how many slips there were; of a secret one
also in the session file. Slips of a secret vote stand in the order of what they say: the numbers they
had are kept nowhere.

To prove that nothing has changed
  With Upstream Workshop: Print & archive, Verify. Or: upstream-workshop verify THIS.zip
  Without it: unpack, and compare each file's SHA-256 with {MANIFEST}.
  The last 64 characters of the zip are the SHA-256 of everything before them.

Delete by {until}
"""
    return words.replace("\n", "\r\n").encode("utf-8-sig")


def _tell_nobody(_share: float, _doing: str) -> None:
    pass
