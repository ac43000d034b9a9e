"""Tables of the session as CSV files, which the import page reads back without loss."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, TypeAlias

from exports.drawing.paper import clock
from resources.words import say
from upstream_workshop.agenda.rules import ended
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.report import EvidenceReport, NamedFinding
from upstream_workshop.naming import UNNAMED, WITHHELD, Reason, may_name
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.privacy import Edition
from upstream_workshop.readers.codebooks import written_path
from upstream_workshop.readers.formats.formulas import guarded
from upstream_workshop.voting.report import VoteReport
from upstream_workshop.whole.report import Report

Cell: TypeAlias = str | int | float  # typed text, or a number of this program
_RANKS: Final = ("first", "second", "third", "fourth", "fifth")


def people_csv(report: Report) -> bytes:
    """Return the roster.

    The full edition has everybody with their pronouns, consents and e-mail addresses; other
    editions have only the people who agreed to be listed, without pronouns and consents.
    """
    header = (
        "name", "organisation", "role", "e-mail", "region", "interests", "offers", "asks",
        "willing to lead",
    )  # fmt: skip
    if report.edition != Edition.FULL:
        listed = tuple(row for row in report.people if may_name(row, Reason.LISTED))
        return written_csv(header, (_person(row) for row in listed))
    more = ("pronouns on the badge", "photo", "attribution", "directory")
    rows = (
        (*_person(row), row.pronouns, row.photo, row.attribution, row.directory)
        for row in report.people
    )
    return written_csv((*header, *more), rows)


def matches_csv(report: Report) -> bytes:
    """Return each ask with a person who may help, as the facilitator confirmed."""
    names = {person.id: person.name for person in report.people}
    asks = {row.id: row for row in report.support}
    rows = (
        (
            asks[match.ask_id].text,
            names.get(asks[match.ask_id].participant_id, say(UNNAMED)),
            names.get(match.helper_id, say(UNNAMED)),
            match.reason,
        )
        for match in report.matches
        if match.ask_id in asks
    )
    return written_csv(("ask", "asked by", "helper", "reason"), rows)


def quoted_code(path: str) -> str:
    """Return the path of a code for a list of codes: in quotation marks if a separator is in it."""
    plain = not set(';,|\n"') & set(path) and path == path.strip()
    return path if plain else '"' + path.replace('"', '""') + '"'


def _written_paths(found: EvidenceReport) -> Mapping[str, str]:
    """Return the path of each code as it is read again, by its path as it is shown."""
    names: dict[int | None, tuple[str, ...]] = {None: ()}
    for code in found.codes:  # each after the one that it is below
        names[code.id] = (*names[code.parent_id], code.name)
    return {code.path: written_path(names[code.id]) for code in found.codes}


def findings_csv(report: Report) -> bytes:
    """Return all findings that may be used, with all that is known of them."""
    header = ("text", "kind", "organisation", "codes", "quote", "role", "use", "standing")
    paths = _written_paths(report.part(EvidenceReport))
    rows = (
        (
            one.text, one.kind_name, one.organisation,
            "; ".join(quoted_code(paths.get(path, path)) for path in one.codes), one.quote,
            one.role, Use.NAMED if isinstance(one, NamedFinding) else Use.COHORT,
            one.standing,
        )
        for one in report.part(EvidenceReport).findings
    )  # fmt: skip
    return written_csv(header, rows)


def cards_csv(report: Report) -> bytes:
    """Return all revealed cards with the titles of their themes.

    What says the same as another card follows it, with that one's text in the last column.
    """
    held = [(card, theme.title) for theme in report.themes for card in theme.cards]
    held += [(card, "") for card in report.loose_cards]
    rows: list[tuple[str, ...]] = []
    for card, title in held:
        rows.append((card.text, title, card.table, card.author, ""))
        rows += ((each.text, title, each.table, each.author, card.text) for each in card.others)
    return written_csv(("text", "theme", "table", "author", "same as"), rows)


def themes_csv(report: Report) -> bytes:
    """Return all themes in order, also those without a card."""
    rows = ((one.title, one.description, one.state, len(one.cards)) for one in report.themes)
    return written_csv(("theme", "description", "state", "cards"), rows)


def papers_csv(report: Report, vote: VoteReport) -> bytes:
    """Return the papers of a ballot, except spoilt ones.

    The first column is the paper's number or, on a ballot that is not secret, the voter's name; a
    voter who must not be named has a placeholder.
    """
    options = vote.ballot.options
    names = voter_names(report, vote)
    rows = []
    for paper in vote.papers:
        if not paper.spoilt:
            marks = dict(paper.marks)
            cells = (marks.get(option.number, "") for option in options)
            rows.append((names[paper.id], *cells))
    return written_csv(("paper", *(option.wording for option in options)), rows)


def voter_names(report: Report, vote: VoteReport) -> dict[int, str]:
    """Return by which name or number each paper of a ballot is called, by its id.

    It is the voter's name on a ballot that is not secret, or a placeholder with a number for one who
    must not be named.
    """
    named = {} if vote.ballot.secret else {person.id: person.name for person in report.people}
    found: dict[int, str] = {}
    for paper in vote.papers:
        voter = paper.number
        if paper.participant_id == WITHHELD:
            unnamed = sum(name.startswith(say(UNNAMED)) for name in found.values())
            voter = f"{say(UNNAMED)} ({unnamed + 1})" if unnamed else say(UNNAMED)
        found[paper.id] = named.get(paper.participant_id or WITHHELD, voter)
    return found


def choices_csv(report: Report) -> bytes:
    """Return each person's chosen themes in order."""
    names = {person.id: person.name for person in report.people}
    titles = report.theme_titles()
    return written_csv(
        ("participant", *_RANKS),
        (
            (
                names.get(row.participant_id, say(UNNAMED)),
                *(titles.get(theme_id, "") for theme_id in row.ranks[: len(_RANKS)]),
                *("" for _ in _RANKS[len(row.ranks) :]),
            )
            for row in report.choices
        ),
    )


def commitments_csv(report: Report) -> bytes:
    """Return the commitments of all groups."""
    return written_csv(
        ("workgroup", "who", "what", "by when", "done", "state", "noted", "note"),
        (
            (group.title, row.who, row.what, row.due.isoformat() if row.due else "",
             "yes" if row.done else "", row.state, row.noted.isoformat() if row.noted else "",
             row.note)
            for group in report.workgroups
            for row in group.commitments
        ),
    )  # fmt: skip


def attendance_csv(report: Report) -> bytes:
    """Return the stored attendance of each person and day."""
    names = {person.id: person.name for person in report.people}
    return written_csv(
        ("day", "name", "state", "at", "left at", "stands for", "note"),
        (
            (
                row.day, names.get(row.participant_id, say(UNNAMED)), row.state, _moment(row.at),
                _moment(row.left_at), names.get(row.stands_for_id or WITHHELD, ""), row.note,
            )
            for row in report.attendance
        ),
    )  # fmt: skip


def _moment(at: datetime | None) -> str:
    return at.isoformat(timespec="minutes") if at else ""


def _person(row: ParticipantRow) -> tuple[str, ...]:
    return (
        row.name, row.organisation, row.role, row.email, row.region, "\n".join(row.interests),
        "\n".join(row.offers), "\n".join(row.asks), "yes" if row.willing_to_lead else "",
    )  # fmt: skip


def planned_actual_csv(report: Report) -> bytes:
    """Return every block that has ended: times as 09:05, lengths and drift in minutes."""
    header = (
        "day", "track", "block", "planned start", "planned end", "planned minutes",
        "actual start", "actual end", "actual minutes", "drift",
    )  # fmt: skip
    rows = (
        (
            row.day, row.track, row.title, clock(row.starts), clock(row.starts + row.minutes),
            row.minutes, clock(row.started), clock(row.started + row.lasted), row.lasted, row.drift,
        )
        for row in ended(report.agenda)
    )  # fmt: skip
    return written_csv(header, rows)


def written_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as UTF-8 with a mark, in which no cell is run as a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow([_harmless(cell) for cell in header])
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")  # Excel needs the mark to detect UTF-8


def _harmless(cell: Cell) -> Cell:
    return guarded(cell) if isinstance(cell, str) else cell
