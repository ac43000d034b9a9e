"""No output and no edition names a person for whom the one question answers no, looked for in every byte."""

from __future__ import annotations

import dataclasses
import json
import os
import random
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports import catalogue
from exports.archive import archive
from exports.documents.packs.belongings import groups_of
from exports.editions.editions import edited
from exports.output import EVERYBODY, FACILITATOR, Document, Exemption, Output, for_others, one
from tests import sessions
from tests.exports.conftest import AT
from tests.exports.naming import everywhere
from tests.exports.naming.everywhere import ANSWERS, PROBES, Probe
from tests.exports.planted import documents, squeezed
from upstream_workshop import rooms
from upstream_workshop.naming import NO, YES
from upstream_workshop.privacy import PERSON, Privacy
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.report import Report, read_report

LONG = bool(os.environ.get("UPSTREAM_LONG"))
# what may name everybody: whoever adds an output here has thought of everybody who reads it
EXEMPT = {
    "attendance": Exemption.SIGNING,
    "introductions-map": Exemption.ORGANISER,
    "follow-up-letters": Exemption.THEMSELVES,
    "follow-up-letters-docx": Exemption.THEMSELVES,
    "follow-up-letters-eml": Exemption.THEMSELVES,
    "answer-letters": Exemption.THEMSELVES,
    "introductions-csv": Exemption.ORGANISER,
    "project-qdpx": Exemption.ORGANISER,
    "follow-up-forms-csv": Exemption.ORGANISER,
    "statements-csv": Exemption.ORGANISER,
    "products-csv": Exemption.ORGANISER,
    "packs": Exemption.THEMSELVES,
    "badges": Exemption.THEMSELVES,
    "small-badges": Exemption.THEMSELVES,
    "facilitator-agenda": Exemption.ORGANISER,
    "consent-forms": Exemption.THEMSELVES,
    "people-csv": Exemption.ORGANISER,
    "attendance-csv": Exemption.ORGANISER,
    "matches-csv": Exemption.ORGANISER,
    "findings-csv": Exemption.ORGANISER,
    "codebook-qdc": Exemption.ORGANISER,
    "codebook-csv": Exemption.ORGANISER,
    "codebook-list": Exemption.ORGANISER,
    "cards-csv": Exemption.ORGANISER,
    "papers-csv": Exemption.ORGANISER,
    "papers-preflib": Exemption.ORGANISER,
    "papers-pabulib": Exemption.ORGANISER,
    "papers-abc": Exemption.ORGANISER,
    "papers-blt": Exemption.ORGANISER,
    "choices-csv": Exemption.ORGANISER,
    "workgroups-csv": Exemption.ORGANISER,
    "members-csv": Exemption.ORGANISER,
    "organisations-csv": Exemption.ORGANISER,
    "support-csv": Exemption.ORGANISER,
    "questions-csv": Exemption.ORGANISER,
    "themes-csv": Exemption.ORGANISER,
    "ballots-csv": Exemption.ORGANISER,
    "results-csv": Exemption.ORGANISER,
    "commitments-csv": Exemption.ORGANISER,
    "maps-csv": Exemption.ORGANISER,
    "maps-graphml": Exemption.ORGANISER,
    "maps-kumu": Exemption.ORGANISER,
    "maps-mental-modeler": Exemption.ORGANISER,
    "maps-loopy": Exemption.ORGANISER,
    "maps-prsm": Exemption.ORGANISER,
    "session-json": Exemption.ORGANISER,
    "agenda-csv": Exemption.ORGANISER,
    "agenda-ontime": Exemption.ORGANISER,
}
# where a name is in a list, and beside nothing that was said
LISTS = {
    "directory.pdf",
    "charter posters.pdf",
    "summary.pdf",
    "summary.html",
    "summary.docx",
    "charters.docx",
    "workgroups.pdf",
    "charters.pdf",
    *(f"handbook.{suffix}" for suffix in ("pdf", "html", "docx", "epub")),
    "data/people.csv",
    "data/attendance.csv",
    "data/workgroups.csv",
    "data/members.csv",
    "data/products.csv",
    "data/session.json",
}


def told(workshop: Workshop) -> Report:
    with workshop.read() as session:
        return read_report(session, AT)


def drawn(made: Iterable[Document], path: Path) -> dict[str, str]:
    """Everything that can be read in documents."""
    with zipfile.ZipFile(path, "w") as written:
        for document in made:
            written.writestr(document.name, document.make())
    return {name: squeezed(said) for name, said in documents(path).items()}


def printed(report: Report, folder: Path) -> dict[str, str]:
    """Everything that can be read in what others get, as it is printed."""
    shared = for_others(report)
    made = (
        document
        for output in catalogue.OUTPUTS
        if not output.exemption
        for document in output.documents(report, shared)
    )
    return drawn(made, folder / "printed.zip")


def sealed(report: Report, edition: str, folder: Path) -> dict[str, str]:
    """Everything that can be read in an archive."""
    path = folder / f"{edition}.zip"
    path.unlink(missing_ok=True)
    archive.pack(folder / "no session", report, path, edition)
    return {name: squeezed(said) for name, said in documents(path).items()}


def assert_unnamed(said: dict[str, str], probes: Iterable[Probe]) -> None:
    """Whoever is in no list is nowhere; whoever is not to be quoted is in lists alone."""
    for probe in probes:
        where = {name for name, text in said.items() if squeezed(probe.name) in text}
        if probe.directory == NO:
            traces = (probe.surname, squeezed(probe.home))
            assert not [n for n, text in said.items() if any(t in text for t in traces)], probe
        elif probe.attribution == NO:
            assert where <= LISTS, probe
        else:
            assert where, probe


def listings(report: Report, name: str) -> int:
    """How often a summary lists somebody: who took part, members, and leads and deputies twice."""
    groups = report.workgroups
    seats = sum(one.name == name for group in groups for one in group.members)
    parts = sum(name in (group.lead, group.deputy) for group in groups)
    return 1 + seats + parts


@pytest.fixture
def filled(workshop: Workshop) -> Report:
    everywhere.fill(workshop)
    return told(workshop)


def test_what_is_printed_for_others(filled: Report, tmp_path: Path) -> None:
    said = printed(filled, tmp_path)
    assert_unnamed(said, PROBES)
    for probe in PROBES:
        if probe.directory != NO and probe.attribution == NO:
            often = {
                said[name].count(squeezed(probe.name))
                for name in ("summary.html", "summary.pdf", "summary.docx")
            }
            assert often == {listings(filled, probe.name)}, probe


def test_the_edition_for_the_cohort(filled: Report, tmp_path: Path) -> None:
    said = sealed(filled, "cohort", tmp_path)
    assert_unnamed(said, PROBES)
    values = json.loads((zipfile.ZipFile(tmp_path / "cohort.zip")).read("data/session.json"))
    for probe in PROBES:
        if probe.directory != NO and probe.attribution == NO:
            places = set(places_of(values, probe.name))
            assert places <= {"people.name", "members.name", "workgroups.lead", "workgroups.deputy"}


def test_no_id_leads_from_words_to_whom_they_are_not_to_be_named_of(filled: Report) -> None:
    cohort = edited(filled, "cohort")
    named = {row.id: row.name for row in cohort.people}
    refuse = {probe.name for probe in PROBES if NO in (probe.attribution, probe.directory)}
    rows = (*cohort.support, *cohort.choices, *(p for vote in cohort.votes for p in vote.papers))
    promises = [row for group in cohort.workgroups for row in group.commitments]
    for row in (*rows, *promises):
        assert named.get(row.participant_id or 0) not in refuse, row
    assert not {named.get(match.helper_id) for match in cohort.matches} & refuse
    known = {row.name for row in filled.people}
    assert {row.id for row in cohort.people if row.name in known} <= {
        row.id for row in filled.people
    }
    assert all(row.id < 0 for row in cohort.people if row.name not in known)


def test_the_place_in_a_list_does_not_tell_who_is_not_named(filled: Report) -> None:
    cohort = edited(filled, "cohort")
    lists = (cohort.people, *(group.members for group in cohort.workgroups))
    for rows in lists:
        unnamed = [row.name == "A participant" for row in rows]
        assert unnamed == sorted(unnamed)


def places_of(value: Any, name: str, within: str = "") -> Iterator[str]:
    """Under which names a text stands in a JSON document."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str) and name.casefold() in inner.casefold():
                yield f"{within}.{key}"
            yield from places_of(inner, name, key)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, str) and name.casefold() in inner.casefold():
                yield within
            yield from places_of(inner, name, within)


def test_the_redacted_edition_names_nobody(filled: Report, tmp_path: Path) -> None:
    said = sealed(filled, "redacted", tmp_path)
    for probe in PROBES:
        traces = (probe.surname, squeezed(probe.home))
        assert not [n for n, text in said.items() if any(t in text for t in traces)], probe


def test_what_may_name_everybody_is_written_here_and_does(filled: Report, tmp_path: Path) -> None:
    exempt = {output.key: output.exemption for output in catalogue.OUTPUTS if output.exemption}
    assert exempt == EXEMPT
    said = drawn(catalogue.documents_of(filled, ("attendance", "people-csv")), tmp_path / "e.zip")
    for probe in PROBES:
        assert all(squeezed(probe.name) in text for text in said.values())


def test_a_pack_names_its_owner_and_the_others_as_they_agreed(
    filled: Report, tmp_path: Path
) -> None:
    packs = drawn(catalogue.documents_of(filled, ("packs",)), tmp_path / "packs.zip")
    for owner in PROBES:
        text = packs[f"take-home packs/{owner.name}.pdf"]
        her = next(row for row in filled.people if row.name == owner.name)
        (group,) = groups_of(filled, her)
        member = squeezed(f"{owner.name}, lead" if group.lead == owner.name else owner.name)
        assert text.count(squeezed(owner.name)) > 2
        assert member in text
        for words in ("A word of offer", "A word of ask", "Themes you chose", "Write page"):
            assert squeezed(words) in text, owner
        others = {one.name for one in group.members}
        for other in PROBES:
            if other is not owner and other.directory == NO:
                assert other.surname not in text, (owner, other)
            elif other is not owner and other.attribution == NO:
                listed = other.name in others or other.directory == YES  # with their address
                assert (squeezed(other.name) in text) == listed, (owner, other)


def test_no_pack_is_in_an_edition_for_others(filled: Report) -> None:
    for edition in ("cohort", "redacted"):
        assert catalogue.documents_of(edited(filled, edition), ("packs",)) == ()


@pytest.mark.parametrize("audience", [EVERYBODY, FACILITATOR])
def test_a_made_up_output_reaches_no_name_past_the_question(filled: Report, audience: str) -> None:
    """Whatever it prints, and whomever it says it is for."""
    files = one("all.html", lambda report: repr(report).encode(), lambda report: report.people)
    (document,) = Output("all", "All", audience, "html", files).documents(filled)
    said = document.make().decode()
    for probe in PROBES:
        assert (probe.name in said) == (probe.directory != NO), probe
        assert (f"{probe.name} said" in said) == (NO not in (probe.directory, probe.attribution))


def test_a_name_without_a_reason_is_in_no_edition(
    filled: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever column is added tomorrow, and forgotten."""
    careless = {
        kind: {
            name: dataclasses.replace(said, reason=None)
            if said.privacy is Privacy.PERSONAL or said.key == PERSON
            else said
            for name, said in fields.items()
        }
        for kind, fields in rooms.disclosures().items()
    }
    monkeypatch.setattr(rooms, "disclosures", lambda: careless)
    for edition in ("cohort", "redacted"):
        shown = edited(filled, edition, random.Random(1))
        assert {row.name for row in shown.people} <= {""}
        assert {row.name for group in shown.workgroups for row in group.members} <= {""}
        assert not [row for row in shown.attendance if row.participant_id]
        assert {card.author for card in shown.loose_cards} == {""}


def probes(names: list[str]) -> st.SearchStrategy[tuple[Probe, ...]]:
    answer = st.sampled_from(ANSWERS)
    states = st.lists(st.tuples(answer, answer, answer), min_size=1, max_size=len(names))
    return states.map(
        lambda drawn: tuple(Probe(name, *state) for name, state in zip(names, drawn, strict=False))
    )


@settings(
    max_examples=60 if LONG else 6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.permutations([probe.name for probe in PROBES]).flatmap(probes), st.booleans())
def test_whoever_answers_whatever(
    tmp_path_factory: pytest.TempPathFactory, who: tuple[Probe, ...], texts: bool
) -> None:
    folder = tmp_path_factory.mktemp("session")
    with Workshop.create(folder / "session.upstream") as workshop:
        everywhere.fill(workshop, who, texts)
        report = told(workshop)
    assert_unnamed(printed(report, folder), who)
    assert_unnamed(sealed(report, "cohort", folder), who)


def test_the_sample(tmp_path: Path) -> None:
    with sessions.opened(tmp_path / "sample.upstream", sessions.with_the_sample) as built:
        report = told(built)
    found = [
        Probe(row.name, row.attribution, row.directory, row.photo)
        for row in report.people
        if NO in (row.attribution, row.directory)
    ]
    assert {one.directory for one in found} == {"yes", NO}
    for said in (printed(report, tmp_path), sealed(report, "cohort", tmp_path)):
        for her in found:
            where = {name for name, text in said.items() if squeezed(her.name) in text}
            assert where <= (LISTS if her.directory != NO else set()), her
