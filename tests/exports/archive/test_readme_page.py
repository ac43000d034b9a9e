"""The page of an archive: it leads to every file, explains every table, and anybody can read it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

from exports import catalogue
from exports.archive.readme_page import NAME, OPENED_WITH, PACKAGE
from exports.dictionary.data_tables import TABLES
from tests.exports.accessible_page import Source, page_faults
from tests.exports.conftest import AT
from tests.exports.sealing import seal_archive
from upstream_workshop.privacy import Edition
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.report import Report, read_report


def archives(workshop: Workshop, folder: Path) -> dict[str, zipfile.Path]:
    """An archive of each edition."""
    with workshop.read() as session:
        report = read_report(session, AT)
    for edition in Edition:
        seal_archive(workshop, report, folder / f"{edition}.zip", edition)
    return {edition: zipfile.Path(folder / f"{edition}.zip") for edition in Edition}


def test_anybody_can_read_it_in_every_edition(furnished_workshop: Workshop, tmp_path: Path) -> None:
    found = archives(furnished_workshop, tmp_path)
    who = {}
    for edition, archive in found.items():
        assert page_faults((archive / NAME).read_bytes()) == [], edition
        page = Source((archive / NAME).read_text("utf-8"))
        who[edition] = {cell.text for cell in page.of("td")}
        assert unexplained(page, json.loads((archive / PACKAGE).read_text("utf-8"))) == []
    theirs = {"The participants", "The organiser alone", "The person whose name is on it"}
    assert theirs <= who["full"]
    assert "The organiser alone" not in who["cohort"] | who["redacted"]
    assert "The participants" in who["cohort"]
    assert "Anybody" in who["redacted"]


def unexplained(page: Source, described: Any) -> list[str]:
    """The tables of which the page does not explain every column."""
    headings = {one.text for one in page.of("th")}
    titles = {one.text for one in page.of("h3")}
    return [
        resource["path"]
        for resource in described["resources"]
        for table in TABLES.values()
        if PurePosixPath(resource["path"]).match(table.path)
        and not (set(filter(None, table.columns)) <= headings and table.path in titles)
    ]


def test_it_says_how_to_open_whatever_is_printed(report: Report) -> None:
    kept = {output.key for output in catalogue.OUTPUTS if output.in_archives}
    names = [document.name for document in catalogue.documents_of(report, kept)]
    assert {PurePosixPath(name).suffix for name in names} <= OPENED_WITH.keys()
