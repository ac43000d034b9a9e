"""What each edition tells, found by a mark in every cell of the file and looked for in every byte."""

from __future__ import annotations

import dataclasses
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from exports import catalogue
from exports.archive import archive
from exports.editions.disclosing import declared, reworded, rows_in
from exports.editions.editions import edited
from exports.output import (
    EVERYBODY,
    FACILITATOR,
    ORGANISER,
    PARTICIPANTS,
    WORKGROUPS,
    Output,
    for_others,
    one,
)
from tests.exports.conftest import AT
from tests.exports.planted import documents
from tests.marks import Cell, mark, marked
from upstream_workshop import rooms
from upstream_workshop.evidence.report import EvidenceReport
from upstream_workshop.people import services as people
from upstream_workshop.privacy import Privacy
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.base import Base
from upstream_workshop.whole.report import Report, read_report

STRICTER = list(Privacy)  # from what may be told to anybody to what may be told to nobody


@pytest.fixture
def report(furnished_workshop: Workshop) -> Report:
    """Everything furnished and marked; the first person refused everything, the second agreed to it."""
    with furnished_workshop.change("Mark") as session:
        for row in read_report(session, AT).people:
            people.amend_participant(session, row.id, interests=("words",))
        mark(session)
    with furnished_workshop.read() as session:
        refuses, agrees = sorted(row.id for row in read_report(session, AT).people)[:2]
    with furnished_workshop.change("Ask") as session:
        no, yes = ({"attribution": answer, "directory": answer} for answer in ("no", "yes"))
        people.amend_participant(session, refuses, **no)
        people.amend_participant(session, agrees, **yes)
    with furnished_workshop.read() as session:
        return read_report(session, AT)


def fields(row: object) -> Iterator[tuple[object, str, object]]:
    """Every row within, every field of it that is no row, and what that holds."""
    for field in dataclasses.fields(row):  # type: ignore[arg-type]
        found = getattr(row, field.name)
        inner = rows_in(found)
        if not inner:
            yield row, field.name, found
        for held in inner:
            yield from fields(held)


def told(report: Report) -> dict[Privacy, set[Cell]]:
    """The marks a report holds, by the class of their column."""
    found: dict[Privacy, set[Cell]] = {privacy: set() for privacy in Privacy}
    for cell in marked(repr(report)):
        found[cell.privacy].add(cell)
    return found


def everything(report: Report, edition: str, folder: Path, session: Path) -> set[Cell]:
    """The marks in an archive of the report, as it stands."""
    out = folder / f"{edition}.zip"
    archive.pack(session, report, out, edition)
    return {cell for text in documents(out).values() for cell in marked(text)}


def test_a_value_is_never_told_more_freely_than_the_column_it_was_read_from(report: Report) -> None:
    seen = set()
    for part in report.parts:
        for row, name, found in fields(part):
            for cell in marked(repr(found)):
                said = declared(row)[name]
                loose = f"{type(row).__name__}.{name} holds {cell.table}.{cell.column}"
                assert STRICTER.index(said.privacy) >= STRICTER.index(cell.privacy), loose
                seen.add((cell.table, cell.column))
    assert len(seen) > 25


def test_the_full_edition_tells_no_secret(
    report: Report, workshop: Workshop, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.upstream"
    workshop.copy_to(copy)
    found = everything(report, "full", tmp_path, copy)
    with workshop.read() as session:
        assert session.execute(select(Base.metadata.tables["private_needs"])).all()
    assert {cell for cell in found if cell.privacy is Privacy.SECRET} == set()
    assert {cell.privacy for cell in found} >= set(Privacy) - {Privacy.SECRET}


def test_the_cohort_is_told_what_it_may_know(
    report: Report, workshop: Workshop, tmp_path: Path
) -> None:
    shown = edited(report, "cohort")
    found = told(shown)
    assert found[Privacy.SECRET] == found[Privacy.PRIVATE] == set()
    for privacy in (Privacy.WORDS, Privacy.ORGANISATION, Privacy.COHORT):
        assert found[privacy] == told(report)[privacy] - set(refused(report, privacy)), privacy
    personal = {cell for cell in found[Privacy.PERSONAL] if cell.table == "participant"}
    refuses, agrees = sorted(row.id for row in report.people)[:2]
    assert {cell.row for cell in personal if cell.column == "email"} == {agrees}
    assert refuses not in {cell.row for cell in personal if cell.column in ("role", "region")}
    assert everything(shown, "cohort", tmp_path, tmp_path / "none") <= marked(repr(shown))


def refused(report: Report, privacy: Privacy) -> Iterator[Cell]:
    """What the first person keeps from the cohort, of words, and who is not told to have said something."""
    if privacy is Privacy.COHORT:
        yield from marked(repr([one.role for one in report.part(EvidenceReport).unattributed]))
    if privacy is Privacy.WORDS:
        first = min(report.people, key=lambda row: row.id)
        assert first.interests
        yield from marked(repr(first.interests))


def test_the_redacted_edition_is_told_words_alone(report: Report, tmp_path: Path) -> None:
    shown = edited(report, "redacted")
    found = told(shown)
    hidden = set(Privacy) - {Privacy.WORDS, Privacy.ORGANISATION}
    assert {privacy: found[privacy] for privacy in hidden if found[privacy]} == {}
    assert found[Privacy.WORDS]
    printed = everything(shown, "redacted", tmp_path, tmp_path / "none")
    assert {cell for cell in printed if cell.privacy in hidden} == set()


def test_rewording_asks_for_every_text_by_its_column_and_for_nothing_else(report: Report) -> None:
    seen: dict[str, set[str]] = {}

    def note(text: str, column: str) -> str:
        seen.setdefault(column, set()).add(text)
        return text

    assert reworded(report, note) == report
    labels = {said.label for fields in rooms.disclosures().values() for said in fields.values()}
    assert set(seen) <= labels - {""}
    asked = {cell for texts in seen.values() for cell in marked(" ".join(texts))}
    assert asked >= told(report)[Privacy.WORDS]
    left = told(reworded(report, lambda _text, _column: ""))
    assert left[Privacy.WORDS] == set()
    assert {cell.column for cell in left[Privacy.PERSONAL]} >= {"name", "email"}


def test_what_nobody_declared_is_in_no_edition_but_the_full_one(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in list(rooms.disclosures()):
        if kind.__name__ in ("CardRow", "OtherWording", "WorkgroupRow", "ProductRow"):
            unsaid = {**rooms.disclosures(), kind: {}}
            monkeypatch.setattr(rooms, "disclosures", lambda unsaid=unsaid: unsaid)
    before = {cell.table for cell in marked(repr(report))}
    assert {"card", "workgroup"} <= before
    for edition in ("cohort", "redacted"):
        after = {cell.table for cell in marked(repr(edited(report, edition)))}
        assert not {"card", "workgroup"} & after


def test_papers_for_others_tell_what_the_cohort_may_know(report: Report, tmp_path: Path) -> None:
    told_all = (ORGANISER, FACILITATOR)
    others = [output for output in catalogue.OUTPUTS if output.audience not in told_all]
    allowed = marked(repr(edited(report, "cohort")))
    shared = for_others(report)
    for output in others:
        zipped = tmp_path / f"{output.key}.zip"
        with zipfile.ZipFile(zipped, "w") as written:
            for document in output.documents(report, shared):
                written.writestr(document.name, document.make())
        own = {"participant", "peer_support"} if output.audience == PARTICIPANTS else set()
        found = {cell for text in documents(zipped).values() for cell in marked(text)}
        assert {cell for cell in found - allowed if cell.table not in own} == set(), output.key
    assert len(others) > 4


@pytest.mark.parametrize("audience", [EVERYBODY, WORKGROUPS, PARTICIPANTS])
def test_a_paper_for_others_cannot_tell_more(report: Report, audience: str) -> None:
    files = one("all.html", lambda shown: repr(shown).encode())
    (document,) = Output("all", "All", audience, "html", files).documents(report)
    assert marked(document.make().decode()) == marked(repr(edited(report, "cohort")))
