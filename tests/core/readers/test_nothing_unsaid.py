"""Whatever a file has more than its reader takes is said: a column, a sheet, a section, an entry."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.core.readers.maps import map_samples
from upstream_workshop import rooms
from upstream_workshop.readers.file_kinds import COLUMNS, READERS, source_of
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.rehearsals import Preview, Rehearsal, Request

# a header and two rows of each kind that is read from tables
TABLES = {
    "people": (("Name", "Organisation"), ("Siân Prys", "Môn"), ("Ade Okafor", "Kent")),
    "cards": (("text", "theme"), ("Trust", "Time"), ("Risk", "Time")),
    "forms": (("reference", "now"), ("0A1B2C3D-C1", "done"), ("0A1B2C3D-C2", "done")),
    "choices": (("participant", "first"), ("Siân Prys", "Trust"), ("Ade", "Time")),
    "ballot-papers": (("paper", "Trust", "Time"), ("1", "1", ""), ("2", "", "1")),
    "map": (("from", "to", "sign"), ("Trust", "Time", "+"), ("Time", "Risk", "-")),
    "agenda": (("start", "minutes", "title"), ("9:00", "30", "Welcome"), ("10:00", "30", "Talk")),
    "findings": (
        ("text", "organisation"),
        ("Nobody signs", "Kent"),
        ("One form is enough", "Leeds"),
    ),
    "responses": (("text", "author"), ("Too slow", "Ann Lee"), ("Well said", "Bo Sten")),
    "codebook": (
        ("code", "description"),
        ("Risk", "What may go wrong"),
        ("Trust", "Who relies on whom"),
    ),
}
ODD = "colour of the socks"


def preview(workshop: Workshop, kind: str, path: Path) -> Preview:
    with closing(Rehearsal(workshop.snapshot(whole=True))) as rehearsal:
        return rehearsal.preview(Request(kind, "Made up", READERS[source_of(kind)](path)))


def said(found: Preview) -> str:
    """All that a preview says of a file besides what its rows do, and what is kept to be given back."""
    reading, lists, outcome = found.reading, found.lists, found.outcome
    notes = (*(lists.notes if lists else ()), *(outcome.notes if outcome else ()))
    unmapped = outcome.unmapped if outcome else reading.unmapped
    refused = [one.why for one in (outcome.refused if outcome else reading.refused)]
    kept = getattr(reading, "carried", "")
    return " ".join((kept, *notes, *unmapped, *refused, *(one.what for one in found.questions)))


def test_every_kind_that_is_imported_is_here() -> None:
    assert set(TABLES) == set(COLUMNS)
    assert set(rooms.imports()) - set(TABLES) == {"draft", "source"}  # texts, no tables


@pytest.mark.parametrize("kind", TABLES)
def test_a_column_more_is_said(workshop: Workshop, tmp_path: Path, kind: str) -> None:
    header, *rows = TABLES[kind]
    lines = [(*header, ODD), *((*row, "red and blue") for row in rows)]
    path = tmp_path / "list.csv"
    path.write_text("\n".join(map(",".join, lines)), "utf-8")
    assert ODD in said(preview(workshop, kind, path))


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("odd", [True, False])
def test_a_sheet_more_is_said(workshop: Workshop, tmp_path: Path, kind: str, odd: bool) -> None:
    book = Workbook()
    book.active.title = "First"
    other = book.create_sheet("Spare rows")
    for row in TABLES[kind]:
        book.active.append(row)
        other.append(["x", "y", "z"] if odd else row)
    book.save(tmp_path / "list.xlsx")
    assert "Spare rows" in said(preview(workshop, kind, tmp_path / "list.xlsx"))


def _kumu() -> str:
    found = json.loads(map_samples.FILES["kumu"]) if "kumu" in map_samples.FILES else {
        "elements": [{"label": "A"}], "connections": []}  # fmt: skip
    return json.dumps(found | {ODD: [{"a": 1}]})


PAPERS = "# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n"
FILES: dict[str, tuple[str, str, Callable[[], str]]] = {
    "preflib order": ("ballot-papers", "a.toc", lambda: f"# {ODD}: x\n{PAPERS}1: 1,2\n"),
    "preflib category": ("ballot-papers", "a.cat", lambda: (
        f"# CATEGORY NAME 2: {ODD}\n{PAPERS}1: {{1}},{{2}},{{}}\n")),
    "pabulib section": ("ballot-papers", "a.pb", lambda: (
        "META\nkey;value\nPROJECTS\nproject_id;name\n1;A\n2;B\nVOTES\nvoter_id;vote\n1;1\n"
        "COLOUR OF THE SOCKS\nk\nred\n")),
    "pabulib column": ("ballot-papers", "a.pb", lambda: (
        f"META\nkey;value\nPROJECTS\nproject_id;name\n1;A\n2;B\nVOTES\nvoter_id;vote;{ODD}\n1;1;red\n")),
    "abcvoting": ("ballot-papers", "a.abc.yaml", lambda: f"profile: [[0], [1]]\n{ODD}: red\n"),
    "blt": ("ballot-papers", "a.blt", lambda: f'2 1\n[{ODD}]\n1 1 0\n0\n"A"\n"B"\n"T"\n'),
    "ontime": ("agenda", "a.json", lambda: json.dumps({
        "rundown": [{"type": "event", "title": "A", "timeStart": 0, "duration": 60000}], ODD: {"a": 1}})),
    "kumu": ("map", "a.json", _kumu),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_an_entry_more_is_said(workshop: Workshop, tmp_path: Path, name: str) -> None:
    kind, file, text = FILES[name]
    (tmp_path / file).write_text(text(), "utf-8")
    assert ODD in said(preview(workshop, kind, tmp_path / file)).casefold()
