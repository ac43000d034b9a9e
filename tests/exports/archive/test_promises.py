"""Every sentence of each edition's README holds for every byte of the archive, and would be missed if not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from exports.archive import archive, promises
from exports.archive.sealed_archive import Sealed
from exports.editions import passages
from exports.editions.editions import edited
from tests import sessions
from tests.exports.conftest import AT
from tests.exports.naming import everywhere
from tests.exports.planted import documents
from upstream_workshop.people import services as people
from upstream_workshop.people.model import PrivateNeeds
from upstream_workshop.privacy import Edition
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.report import Report, read_report

LONG = bool(os.environ.get("UPSTREAM_LONG"))


def seal(workshop: Workshop, edition: str, folder: Path, keep: bool = False) -> Sealed:
    """An archive of a session, and what it was made from."""
    with workshop.read() as session:
        report = read_report(session, AT)
        needs = session.execute(select(PrivateNeeds.access, PrivateNeeds.diet)).all()
    shown, kept = archive.prepared(report, edition), frozenset[str]()
    if keep and edition != Edition.FULL:
        shown = edited(report, edition)
        kept = frozenset(one.words for one in passages.found(report, shown))
    secrets = tuple({words for row in needs for words in row if len(words) > 8})
    return sealed(workshop, report, shown, folder, secrets, kept)


def sealed(
    workshop: Workshop,
    report: Report,
    shown: Report,
    folder: Path,
    secrets: tuple[str, ...] = (),
    kept: frozenset[str] = frozenset(),
) -> Sealed:
    path, copy = folder / "sealed.zip", folder / "copy.upstream"
    for each in (path, copy):
        each.unlink(missing_ok=True)
    workshop.copy_to(copy)
    archive.pack(copy, shown, path, shown.edition)
    return Sealed(path.read_bytes(), documents(path), report, shown, secrets, kept)


def broken(found: Sealed) -> Mapping[str, list[str]]:
    """Which sentences are not true, and why."""
    faults = {
        one.sentence: list(one.faults(found))
        for _heading, promised in promises.sections(found.shown.edition)
        for one in promised
    }
    return {sentence: told for sentence, told in faults.items() if told}


@pytest.fixture
def filled(furnished_workshop: Workshop) -> Workshop:
    """Everybody everywhere, with needs, and organisations of one, of two and of three."""
    everywhere.fill(furnished_workshop)
    sign_up(furnished_workshop, {"Quandary Forum": 3, "Lighthouse Quandary": 2})
    return furnished_workshop


def sign_up(workshop: Workshop, homes: Mapping[str, int]) -> None:
    """Let so many come from each organisation, each with needs of their own."""
    with workshop.change("Sign up") as session:
        for home, number in homes.items():
            for place in range(number):
                name = f"{home[::-1].replace(' ', '').title()}{'abcdefgh'[place]} Vane"
                her = people.add_participant(session, name, home, f"Clerk of {name}")
                people.set_needs(session, her, f"A ramp for {name}", f"Barley for {name}")


@pytest.mark.parametrize("edition", Edition)
def test_every_sentence_is_true(filled: Workshop, edition: str, tmp_path: Path) -> None:
    assert broken(seal(filled, edition, tmp_path)) == {}


@pytest.mark.parametrize("edition", [Edition.COHORT, Edition.REDACTED])
def test_every_sentence_is_true_where_passages_were_kept(
    filled: Workshop, edition: str, tmp_path: Path
) -> None:
    assert broken(seal(filled, edition, tmp_path, keep=True)) == {}


@pytest.mark.parametrize("edition", Edition if LONG else [Edition.COHORT, Edition.REDACTED])
def test_every_sentence_is_true_of_the_sample(edition: str, tmp_path: Path) -> None:
    with sessions.opened(tmp_path / "sample.upstream", sessions.with_the_sample) as built:
        assert broken(seal(built, edition, tmp_path)) == {}


@pytest.mark.parametrize("edition", Edition)
def test_the_readme_is_its_sentences_and_nothing_else(edition: Edition) -> None:
    about = {
        "event": "Residential", "edition": edition, "sealed": "2026-11-05T15:30:00",
        "made by": "Upstream Workshop", "session format": 2, "delete by": "2029-11-05",
    }  # fmt: skip
    said = " ".join(promises.readme(about).decode("utf-8-sig").replace("\r\n- ", " ").split())
    expected = ["Residential"]
    for heading, promised in promises.sections(edition):
        given = {**about, "until": "Monday 5 November 2029"}
        expected += [heading, *(one.sentence.format_map(given) for one in promised)]
    assert said == " ".join(filter(None, expected))


@pytest.mark.parametrize("edition", [Edition.COHORT, Edition.REDACTED])
def test_every_sentence_would_be_missed(filled: Workshop, edition: Edition, tmp_path: Path) -> None:
    """An archive of everything that claims to be of this edition breaks what the edition promises."""
    with filled.read() as session:
        report = read_report(session, AT)
    secrets = ("Clerk of",)
    found = sealed(filled, report, replace(report, edition=edition), tmp_path, secrets)
    missed = broken(found).keys()
    unmoved = ("Choices", "Of a vote", "Slips", "Take-home packs", "The session file")
    for one in promises.LEFT_OUT[edition]:
        assert one.sentence in missed or one.sentence.startswith(unmoved), one.sentence


homes = st.dictionaries(
    st.sampled_from(["Quandary Forum", "Lighthouse Trust", "Ember Council", "Sable District"]),
    st.integers(1, 5),
    max_size=4,
)


@settings(
    max_examples=40 if LONG else 5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(homes, st.permutations(everywhere.PROBES), st.integers(0, 9), st.sampled_from(Edition))
def test_every_sentence_is_true_of_drawn_sessions(
    tmp_path_factory: pytest.TempPathFactory,
    people_of: dict[str, int],
    probes: list[everywhere.Probe],
    number: int,
    edition: Edition,
) -> None:
    folder = tmp_path_factory.mktemp("session")
    with Workshop.create(folder / "session.upstream") as workshop:
        everywhere.fill(workshop, tuple(probes[:number]))
        sign_up(workshop, people_of)
        assert broken(seal(workshop, edition, folder)) == {}
    shutil.rmtree(folder)
