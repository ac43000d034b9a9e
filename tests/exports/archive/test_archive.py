"""The archive: whole, provable, and in each edition as silent as it says."""

from __future__ import annotations

import io
import json
import random
import zipfile
from pathlib import Path

import pikepdf
import pytest

from exports import catalogue, operations
from exports.archive.verify import Verdict, verify
from exports.editions.editions import edited
from exports.seal import MANIFEST, SESSION
from tests.exports.planted import in_word
from tests.exports.printed import pages_of
from tests.exports.sealing import seal_archive
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps import services as maps
from upstream_workshop.maps.factors.services import add_factor
from upstream_workshop.people import services as people
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.people.queries import needs
from upstream_workshop.people.rules import folded
from upstream_workshop.session_file import schema
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import services as themes
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.whole.report import Report, read_report


@pytest.fixture
def full(furnished_workshop: Workshop) -> Workshop:
    with furnished_workshop.change("Sign up") as session:
        her = people.add_participant(
            session, "Gwŷn Ŵyllt", "Cyngor Môn", "Clerk", email="gwyn@example.org"
        )
        people.set_needs(session, her, "step-free", "no nuts")
        attendance_services.check_in(session, her, 1)
    return furnished_workshop


def told(workshop: Workshop) -> Report:
    with workshop.read() as session:
        return read_report(session)


def documents(path: Path) -> dict[str, bytes]:
    """Every member of an archive."""
    with zipfile.ZipFile(path) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def everything(path: Path) -> dict[str, str]:
    """What can be read in an archive, document by document."""
    found = {}
    for name, content in documents(path).items():
        if name.endswith(".pdf"):
            found[name] = " ".join(pages_of(content))
        elif name.endswith(".docx"):
            found[name] = in_word(content)
        else:
            found[name] = content.decode("utf-8-sig", "replace")
    return found


def test_the_full_archive_is_sound_while_the_session_stays_open(
    full: Workshop, tmp_path: Path
) -> None:
    path = tmp_path / "a.zip"
    told_shares: list[float] = []
    seal_archive(full, told(full), path, progress=lambda share, _: told_shares.append(share))
    assert verify(path) == Verdict(True)
    assert told_shares == sorted(told_shares)
    names = set(everything(path))
    assert {"README.txt", SESSION, MANIFEST, "summary.pdf", "summary.html"} <= names
    assert {"data/session.json", "data/people.csv"} <= names
    with full.change("still open") as session:
        people.add_participant(session, "After")


def test_blank_forms_are_printed_but_not_sealed(full: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    seal_archive(full, told(full), path)
    printed = {document.name for document in catalogue.documents_of(told(full))}
    forms = printed - set(documents(path))
    assert "attendance.pdf" in forms
    whole = ("attendance.pdf", "consent forms.pdf", "badges.pdf", "small badges.pdf", "blank forms.pdf",
             "sign-up sheets.pdf", "keys.pdf", "data/follow-up forms.csv")  # fmt: skip
    # these hold what is sealed in another form
    left_out = ("ballot slips/", "wall agenda/", "facilitator-agenda.pdf",
                "charter posters.pdf", "commitment calendars/", "follow-up letters/")  # fmt: skip
    pictures = {name for name in forms if name.endswith(".png")}  # kept as SVG
    for_others = {  # papers for other tools, which the sealed tables of papers hold too
        name
        for name in forms
        if name.startswith("data/ballot papers/") and not name.endswith(".csv")
    }
    assert all(name in whole or name.startswith(left_out) for name in forms - for_others - pictures)
    assert set(whole) <= forms
    assert any(name.startswith("ballot slips/") for name in forms)


def test_the_session_inside_opens_as_it_was(full: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    report = told(full)
    seal_archive(full, report, path)
    with zipfile.ZipFile(path) as opened:
        inside = Path(opened.extract(SESSION, tmp_path / "out"))
    with Workshop.open(inside) as again:
        assert told(again).people == report.people


def test_the_manifest_says_what_and_how_long(full: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    seal_archive(full, told(full), path)
    manifest = json.loads(everything(path)[MANIFEST])
    assert manifest["edition"] == "full"
    assert manifest["session format"] == schema.FORMAT
    assert manifest["delete by"] > manifest["sealed"]
    assert set(manifest["members"]) == set(everything(path)) - {MANIFEST}


def test_the_cohort_edition_has_no_address_and_no_need(full: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    seal_archive(full, told(full), path, "cohort")
    assert verify(path).sound
    words = everything(path)
    assert SESSION not in words
    for secret in ("gwyn@example.org", "step-free", "no nuts"):
        assert not [name for name, said in words.items() if secret in said]
    assert "Gwŷn Ŵyllt" in words["summary.pdf"]


def test_the_redacted_edition_names_nobody_on_the_list(full: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    report = told(full)
    seal_archive(full, report, path, "redacted")
    assert verify(path).sound
    words = everything(path)
    for person in report.people:
        assert not [
            name for name, said in words.items() if person.name in said or person.name in name
        ]
    assert "Participant 1" in words["summary.pdf"]


def test_a_redacted_name_is_the_same_everywhere(full: Workshop) -> None:
    report = told(full)
    hidden = edited(report, "redacted")
    assert sorted(person.id for person in hidden.people) == list(range(1, len(report.people) + 1))
    for person in hidden.people:
        assert person.name == f"Participant {person.id}"
    for group, before in zip(hidden.workgroups, report.workgroups, strict=True):
        assert len(group.members) == len(before.members)
        for member in group.members:
            assert member.name == f"Participant {member.participant_id}"


def numbers(report: Report, seed: int) -> list[int]:
    """The numbers people get, in the order of their names."""
    hidden = edited(report, "redacted", random.Random(seed))
    mark = {person.interests[0]: person.id for person in hidden.people if person.interests}
    return [mark[f"mark {person.id}"] for person in report.people if person.interests]


def test_a_number_and_the_order_of_rows_tell_nothing_of_the_list(workshop: Workshop) -> None:
    with workshop.change("Sign up") as session:
        for letter in "ABCDEFGHIJKLMNOP":
            her = people.add_participant(session, f"{letter}da Jones", f"{letter}ville Council")
            people.amend_participant(session, her, interests=[f"mark {her}"])
            people.add_support(session, her, "ask", "time")
            attendance_services.check_in(session, her, 1)
    report = told(workshop)
    drawn = [numbers(report, seed) for seed in range(3)]
    assert len({tuple(one) for one in drawn}) == 3
    assert sorted(drawn[0]) == list(range(1, 17)) != drawn[0]
    hidden = edited(report, "redacted", random.Random(0))
    for rows in (hidden.support, hidden.attendance):
        found = [row.participant_id for row in rows]
        assert found == sorted(found) == list(range(1, 17))
    assert [row.id for row in hidden.support] == list(range(1, 17))


LEAKS = (
    "Gwŷn Ŵyllt", "gwyn wyllt", "Ŵyllt, Gwŷn", "GWŶN", "Ŵyllt", "gwŷn", "Gwy\u0302n W\u0302yllt",
    "gwyn@example.org", "01248 555 0199",
)  # fmt: skip


def test_a_name_typed_anywhere_is_redacted(full: Workshop, tmp_path: Path) -> None:
    with full.change("Write of her everywhere") as session:
        for number, words in enumerate(LEAKS):
            card_services.add_card(session, f"Note {number}: ask {words}, or not", author=words)
            theme = themes.add_theme(session, f"Theme {number} of {words}")
            card_services.add_card(session, f"Trust in {words}’s word", theme_id=theme)
            chart = maps.add_map(session, f"Map {number} by {words}")
            add_factor(session, chart, f"Weight on {words}")
    path = tmp_path / "a.zip"
    seal_archive(full, told(full), path, "redacted")
    words = everything(path)
    for name, said in words.items():
        plain = folded(f"{name} {said}")
        for leak in ("gwyn", "wyllt", "555 0199", "example.org"):
            assert leak not in plain, (name, plain[max(0, plain.find(leak) - 60) :][:120])
    for name, content in documents(path).items():
        if name.endswith(".pdf"):
            with pikepdf.open(io.BytesIO(content)) as pdf:
                said = folded(str(dict(pdf.docinfo)) + str(pdf.open_metadata()))
                assert "gwyn" not in said
                assert "wyllt" not in said


def test_consents_are_respected_in_the_cohort_edition(full: Workshop, tmp_path: Path) -> None:
    with full.change("Consent") as session:
        for name, directory, attribution in (
            ("Agreed Allen", "yes", "yes"),
            ("Unasked Unwin", "", ""),
            ("Refused Reilly", "no", "no"),
        ):
            mail = f"{name.split()[0].lower()}@example.org"
            her = people.add_participant(session, name, "Somewhere", f"Role of {name}", email=mail)
            people.amend_participant(session, her, directory=directory, attribution=attribution)
            people.add_support(session, her, "offer", f"Cake from {her}")
            card_services.add_card(session, f"Idea {her}", author=name)
    report = told(full)
    whole, cohort = tmp_path / "full.zip", tmp_path / "cohort.zip"
    seal_archive(full, report, whole)
    seal_archive(full, report, cohort, "cohort")
    said, organisers = everything(cohort), everything(whole)
    assert "agreed@example.org" in said["data/people.csv"]
    for address in ("unasked@example.org", "refused@example.org"):
        assert address in organisers["data/people.csv"]
        assert not [name for name, words in said.items() if address in words]
    assert "Role of Refused" not in "".join(said.values())
    assert "Refused Reilly" not in said["data/people.csv"] + said["data/cards.csv"]
    assert "Agreed Allen" in said["data/cards.csv"]
    assert "directory" not in said["data/people.csv"] + said["data/session.json"]
    assert "directory" in organisers["data/people.csv"]


@pytest.mark.parametrize("edition", ["full", "cohort", "redacted"])
def test_no_byte_of_access_needs_or_diet_is_in_any_edition(
    full: Workshop, tmp_path: Path, edition: str
) -> None:
    path = tmp_path / "a.zip"
    seal_archive(full, told(full), path, edition)
    for name, content in documents(path).items():
        assert b"step-free" not in content, name
        assert b"no nuts" not in content, name
    with full.read() as session:
        assert {row.access for row in needs(session).values()} >= {"step-free"}


def test_an_unknown_edition_and_a_bad_folder_are_refused(full: Workshop, tmp_path: Path) -> None:
    with pytest.raises(WorkshopError, match="secret"):
        seal_archive(full, told(full), tmp_path / "a.zip", "secret")
    (tmp_path / "file").write_text("x")
    with pytest.raises(WorkshopError, match="is not a folder"):
        seal_archive(full, told(full), tmp_path / "file" / "a.zip")


def test_a_report_that_was_decided_on_is_sealed_without_reading_the_session_again(
    full: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = told(full)
    monkeypatch.setattr(operations, "read_copy", lambda _copy: pytest.fail("read again"))
    assert seal_archive(full, report, tmp_path / "a.zip").sound
