"""The page of an archive: it leads to every file, explains every table, and anybody can read it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from exports import catalogue
from exports.archive.readme_page import NAME, OPENED_WITH, PACKAGE
from exports.data.dictionary.data_tables import TABLES
from tests.exports.accessible_page import Source, page_faults
from tests.exports.conftest import AT
from tests.exports.sealing import seal_archive
from upstream_workshop.privacy import Edition
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.report import Report, read_report


@pytest.fixture
def archives(furnished_workshop: Workshop, tmp_path: Path) -> dict[str, zipfile.Path]:
    with furnished_workshop.read() as session:
        report = read_report(session, AT)
    for edition in Edition:
        seal_archive(furnished_workshop, report, tmp_path / f"{edition}.zip", edition)
    return {edition: zipfile.Path(tmp_path / f"{edition}.zip") for edition in Edition}


def test_anybody_can_read_it_in_every_edition(archives: dict[str, zipfile.Path]) -> None:
    for edition, archive in archives.items():
        assert page_faults((archive / NAME).read_bytes()) == [], edition


def test_it_says_who_may_see_each_file(archives: dict[str, zipfile.Path]) -> None:
    said = {
        edition: Source((archive / NAME).read_text("utf-8")).of("td")
        for edition, archive in archives.items()
    }
    who = {edition: {cell.text for cell in cells} for edition, cells in said.items()}
    assert {"The participants", "The organiser alone", "The person whose name is on it"} <= who[
        "full"
    ]
    assert "The organiser alone" not in who["cohort"] | who["redacted"]
    assert "The participants" in who["cohort"]
    assert "Anybody" in who["redacted"]


def test_every_table_is_explained_column_by_column(archives: dict[str, zipfile.Path]) -> None:
    page = Source((archives["full"] / NAME).read_text("utf-8"))
    headings = {one.text for one in page.of("th")}
    described = json.loads((archives["full"] / PACKAGE).read_text("utf-8"))
    for resource in described["resources"]:
        table = next(
            one for one in TABLES.values() if PurePosixPath(resource["path"]).match(one.path)
        )
        assert set(filter(None, table.columns)) <= headings, resource["path"]
        assert table.path in {one.text for one in page.of("h3")}


def test_it_says_how_to_open_whatever_is_printed(report: Report) -> None:
    kept = {output.key for output in catalogue.OUTPUTS if output.in_archives}
    names = [document.name for document in catalogue.documents_of(report, kept)]
    assert {PurePosixPath(name).suffix for name in names} <= OPENED_WITH.keys()
