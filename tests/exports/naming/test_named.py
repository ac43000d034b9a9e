"""How many people each output names is what can be read in it, and who of them never said yes is counted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exports import catalogue
from exports.named import Named, named, named_by_archive
from exports.output import for_others
from tests import sessions
from tests.exports.naming import everywhere
from tests.exports.naming.everywhere import PROBES
from tests.exports.naming.test_naming import drawn, sealed, told
from tests.exports.planted import squeezed
from upstream_workshop.naming import NO
from upstream_workshop.privacy import Edition
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.report import Report


@pytest.fixture
def filled(workshop: Workshop) -> Report:
    everywhere.fill(workshop, texts=False)
    return told(workshop)


def read_in(said: dict[str, str], report: Report) -> int:
    return sum(any(squeezed(one.name) in text for text in said.values()) for one in report.people)


@pytest.mark.parametrize("output", catalogue.OUTPUTS, ids=lambda output: output.key)
def test_as_many_are_counted_as_can_be_read(
    output: catalogue.Output, filled: Report, tmp_path: Path
) -> None:
    said = drawn(output.documents(filled), tmp_path / "out.zip")
    assert named((output,), filled, for_others(filled)).people == read_in(said, filled)


@pytest.mark.parametrize("key", ["summary-page", "workgroups", "charters", "session-json"])
def test_of_the_sample_too(key: str, tmp_path: Path) -> None:
    with sessions.opened(tmp_path / "sample.upstream", sessions.with_the_sample) as built:
        report = told(built)
    (output,) = (one for one in catalogue.OUTPUTS if one.key == key)
    said = drawn(output.documents(report), tmp_path / "out.zip")
    assert named((output,), report, for_others(report)).people == read_in(said, report)


@pytest.mark.parametrize("edition", Edition)
def test_an_archive_names_as_many_as_can_be_read(
    edition: Edition, filled: Report, tmp_path: Path
) -> None:
    if edition == Edition.FULL:
        said = drawn(catalogue.documents_of(filled, catalogue.KEPT), tmp_path / "full.zip")
    else:
        said = sealed(filled, edition, tmp_path)
    found = named_by_archive(edition, filled, for_others(filled))
    assert found.people == read_in(said, filled)
    assert found == named_by_archive(edition, filled, for_others(filled), conditional=0)
    assert named_by_archive(edition, filled, for_others(filled), conditional=3) == replace(
        found, conditional=3
    )
    if edition == Edition.REDACTED:
        assert found == Named(0, 0, {})
    assert bool(found.refused) == (edition == Edition.FULL)


def test_who_never_said_yes_is_counted(filled: Report) -> None:
    (people_csv,) = (one for one in catalogue.OUTPUTS if one.key == "people-csv")
    found = named((people_csv,), filled, for_others(filled))
    silent = [one for one in filled.people if one.directory == ""]
    refused = [one for one in filled.people if one.directory == NO]
    assert found == Named(len(PROBES) + 1, len(silent), {"directory": len(refused)})


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (Named(0, 0, {}), "Names nobody"),
        (Named(1, 0, {}), "Names 1 person"),
        (Named(12, 3, {"directory": 1}),
         "Names 12 people; 3 have not been asked; 1 said no to being listed"),
        (Named(12, 1, {"attribution": 2}),
         "Names 12 people; 1 has not been asked; 2 said no to being named beside their words"),
        (Named(2, 0, {}, conditional=1),
         "Names 2 people; 1 person said yes only with a condition: that is on their card in People"),
        (Named(3, 0, {"directory": 2}, conditional=2),
         "Names 3 people; 2 said no to being listed; "
         "2 people said yes only with a condition: those are on their cards in People"),
    ],
)  # fmt: skip
def test_it_is_said_in_words(found: Named, sentence: str) -> None:
    assert found.sentence == sentence


def test_a_script_is_told_the_numbers() -> None:
    found = Named(12, 3, {"directory": 1}, conditional=2)
    assert found.as_json() == {"people": 12, "not_asked": 3, "refused": {"directory": 1}}
