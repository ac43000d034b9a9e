"""The archive: whole, provable, and in each edition as silent as it says."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from exports import archive
from exports.editions import edited
from exports.seal import MANIFEST, SESSION
from tests.core import furnished
from upstream_workshop import schema
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people import services as people
from upstream_workshop.report import Report, read_report
from upstream_workshop.workshop import Workshop


@pytest.fixture
def full(workshop: Workshop) -> Workshop:
    furnished.furnish(workshop)
    with workshop.change("Sign up") as session:
        her = people.add_participant(
            session, "Gwŷn Ŵyllt", "Cyngor Môn", "Clerk", email="gwyn@example.org"
        )
        people.set_needs(session, her, "step-free", "no nuts")
        people.check_in(session, her, 1)
    return workshop


def told(workshop: Workshop) -> Report:
    with workshop.read() as session:
        return read_report(session)


def everything(path: Path) -> dict[str, str]:
    """What can be read in an archive, document by document."""
    with zipfile.ZipFile(path) as opened:
        contents = {name: opened.read(name) for name in opened.namelist()}
    found = {}
    for name, content in contents.items():
        if name.endswith(".pdf"):
            pages = PdfReader(io.BytesIO(content)).pages
            found[name] = " ".join(page.extract_text() for page in pages)
        else:
            found[name] = content.decode("utf-8-sig", "replace")
    return found


def test_the_full_archive_is_sound_while_the_session_stays_open(
    full: Workshop, tmp_path: Path
) -> None:
    path = tmp_path / "a.zip"
    told_shares: list[float] = []
    archive.seal(full, told(full), path, progress=lambda share, _: told_shares.append(share))
    assert archive.verify(path) == archive.Verdict(True)
    assert told_shares == sorted(told_shares)
    names = set(everything(path))
    assert {"README.txt", SESSION, MANIFEST, "summary.pdf", "summary.html"} <= names
    assert {"data/session.json", "data/people.csv"} <= names
    with full.change("still open") as session:
        people.add_participant(session, "After")


def test_the_session_inside_opens_as_it_was(full: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    report = told(full)
    archive.seal(full, report, path)
    with zipfile.ZipFile(path) as opened:
        inside = Path(opened.extract(SESSION, tmp_path / "out"))
    with Workshop.open(inside) as again:
        assert told(again).people == report.people


def test_the_manifest_says_what_and_how_long(full: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    archive.seal(full, told(full), path)
    manifest = json.loads(everything(path)[MANIFEST])
    assert manifest["edition"] == "full"
    assert manifest["session format"] == schema.FORMAT
    assert manifest["delete by"] > manifest["sealed"]
    assert set(manifest["members"]) == set(everything(path)) - {MANIFEST}


def test_the_cohort_edition_has_no_address_and_no_need(full: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    archive.seal(full, told(full), path, "cohort")
    assert archive.verify(path).sound
    words = everything(path)
    assert SESSION not in words
    for secret in ("gwyn@example.org", "step-free", "no nuts"):
        assert not [name for name, said in words.items() if secret in said]
    assert "Gwŷn Ŵyllt" in words["summary.pdf"]


def test_the_redacted_edition_names_nobody_on_the_list(full: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    report = told(full)
    archive.seal(full, report, path, "redacted")
    assert archive.verify(path).sound
    words = everything(path)
    for person in report.people:
        assert not [
            name for name, said in words.items() if person.name in said or person.name in name
        ]
    assert "Cyngor Môn" in words["summary.pdf"]
    assert "Participant 1" in words["summary.pdf"]


def test_a_redacted_name_is_the_same_everywhere(full: Workshop) -> None:
    report = told(full)
    hidden = edited(report, "redacted")
    aliases = {a.id: b.name for a, b in zip(report.people, hidden.people, strict=True)}
    assert len(set(aliases.values())) == len(aliases)
    for group in hidden.workgroups:
        for member in group.members:
            assert member.name == aliases[member.participant_id]


def test_an_unknown_edition_and_a_bad_folder_are_refused(full: Workshop, tmp_path: Path) -> None:
    with pytest.raises(WorkshopError, match="secret"):
        archive.seal(full, told(full), tmp_path / "a.zip", "secret")
    (tmp_path / "file").write_text("x")
    with pytest.raises(WorkshopError, match="cannot be written"):
        archive.seal(full, told(full), tmp_path / "file" / "a.zip")
