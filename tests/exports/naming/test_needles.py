"""Every output and edition is searched, byte by byte, for every value of people of each state of consent."""

from __future__ import annotations

import dataclasses
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from exports import catalogue
from exports.archive import archive
from tests.exports.naming import needles
from tests.exports.naming.needles import PRIVATE, SECRET, WRITTEN, Needle
from tests.exports.naming.test_naming import LISTS, drawn, printed, sealed, told
from tests.exports.planted import squeezed
from upstream_workshop import rooms
from upstream_workshop.naming import Reason
from upstream_workshop.privacy import COHORT, Disclosure
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.report import Report

NAMES = ("first", "last")
Allowed = Callable[[Needle, str, str], bool]  # of whom, which value, in which document


@pytest.fixture(scope="module")
def people() -> tuple[Needle, ...]:
    return needles.made_up()


@pytest.fixture(scope="module")
def filled(people: tuple[Needle, ...], tmp_path_factory: pytest.TempPathFactory) -> Report:
    with Workshop.create(tmp_path_factory.mktemp("needles") / "needles.upstream") as workshop:
        needles.fill(workshop, people)
        return told(workshop)


def leaks(said: dict[str, str], people: Iterable[Needle], allowed: Allowed) -> list[str]:
    """Return each value that stands where it may not, with the state of the person it is of."""
    return [
        f"{name}: {part} of {one.directory}, {one.attribution}"
        for one in people
        for part, value in one.words.items()
        for name, text in said.items()
        if squeezed(value) in text and not allowed(one, part, name)
    ]


LISTED = ("people.csv", "directory.pdf")  # where those who agreed are listed with their address


def for_the_cohort(one: Needle, part: str, document: str) -> bool:
    """Whether the cohort may read a value of somebody in a document."""
    if part in SECRET + PRIVATE:
        return False
    if part in ("email", "mailbox", "domain"):
        return one.directory == "yes" and (one.quoted or document.endswith(LISTED))
    if part == "phone":
        return one.quoted
    if part in NAMES and not one.quoted:
        return one.listed and document in LISTS
    return one.listed


def on_paper(one: Needle, part: str, document: str) -> bool:
    """Whether others may read a value on paper, where what a role or a region is may stay in a text."""
    return for_the_cohort(one, part, document) or part in ("role", "region", "interest")


def for_anybody(one: Needle, part: str, _document: str) -> bool:
    """Whether anybody may read a value: what somebody wants is told, and not of whom."""
    return part == "interest" and one.listed


def test_what_was_written_is_what_is_kept(filled: Report, people: tuple[Needle, ...]) -> None:
    kept = {row.name: (row.directory, row.attribution, row.photo) for row in filled.people}
    for one in people:
        written = (one.directory, one.attribution, one.photo)
        assert kept[one.name] == tuple(WRITTEN[answer] for answer in written), one


def test_what_is_printed_for_others(
    filled: Report, people: tuple[Needle, ...], tmp_path: Path
) -> None:
    assert leaks(printed(filled, tmp_path), people, on_paper) == []


@pytest.mark.parametrize(
    ("edition", "allowed"), [("cohort", for_the_cohort), ("redacted", for_anybody)]
)
def test_an_edition(
    filled: Report, people: tuple[Needle, ...], edition: str, allowed: Allowed, tmp_path: Path
) -> None:
    said = sealed(filled, edition, tmp_path)
    assert leaks(said, people, allowed) == []
    with zipfile.ZipFile(tmp_path / f"{edition}.zip") as opened:
        packed = b"".join(one.comment + one.extra for one in opened.infolist()) + opened.comment
    assert leaks({"zip": squeezed(packed.decode("latin-1"))}, people, allowed) == []


def test_whatever_is_made(filled: Report, people: tuple[Needle, ...], tmp_path: Path) -> None:
    """Nothing has access needs or words of a consent; each other value is found, so it would be."""
    said = drawn(catalogue.documents_of(filled), tmp_path / "all.zip")
    never = (*SECRET, "condition")
    assert leaks(said, people, lambda _one, part, _name: part not in never) == []
    assert parts_in(leaks(said, people, lambda *_: False)) >= {*needles.PARTS, "email"} - {*never}


def parts_in(found: Iterable[str]) -> set[str]:
    """Return which values were found."""
    return {line.split(": ")[1].split()[0] for line in found}


def made_told(kind: str, field: str, **how: Any) -> dict[type, dict[str, Disclosure]]:
    """Return the classes of all fields, but for one that is told wrongly."""
    return {
        row: {
            name: dataclasses.replace(said, **how)
            if (row.__name__, name) == (kind, field)
            else said
            for name, said in fields.items()
        }
        for row, fields in rooms.disclosures().items()
    }


@pytest.mark.parametrize(
    ("kind", "field", "how"),
    [
        ("AttendanceRow", "note", {"privacy": COHORT.privacy}),
        ("MemberRow", "reason", {"privacy": COHORT.privacy}),
        ("MatchRow", "reason", {"privacy": COHORT.privacy}),
        ("PaperRow", "participant_id", {"reason": Reason.LISTED}),
        ("ChoiceRow", "participant_id", {"reason": Reason.MEMBER}),
        ("CommitmentRow", "who", {"reason": Reason.MEMBER}),
    ],
)
def test_a_wrong_disclosure_is_found(
    kind: str,
    field: str,
    how: dict[str, Any],
    filled: Report,
    people: tuple[Needle, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So the search finds what a column that is declared wrongly would tell."""
    wrong = made_told(kind, field, **how)
    monkeypatch.setattr(rooms, "disclosures", lambda: wrong)
    assert leaks(sealed(filled, "cohort", tmp_path), people, for_the_cohort)


def test_an_archive_of_everything_is_found(
    filled: Report, people: tuple[Needle, ...], tmp_path: Path
) -> None:
    path = tmp_path / "wrong.zip"
    archive.pack(
        tmp_path / "none", dataclasses.replace(filled, edition="redacted"), path, "redacted"
    )
    with zipfile.ZipFile(path) as opened:
        said = {name: squeezed(opened.read(name).decode("latin-1")) for name in opened.namelist()}
    assert parts_in(leaks(said, people, for_anybody)) >= {
        "first",
        "last",
        "role",
        "region",
        "home",
        "initiative",
    }
