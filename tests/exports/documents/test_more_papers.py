"""Papers for the room: badges, a day on the wall, posters of charters, sign-up sheets, forms directory."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from exports import catalogue
from exports.documents.agenda.wall_agenda import wall_agenda_pdf
from exports.documents.charter_paper import charter_posters_pdf
from exports.documents.forms.badges import badges_pdf
from exports.documents.forms.sign_up_sheets import to_sign
from exports.documents.people.introductions_map import introductions_map_pdf
from exports.drawing.pages.office_paper import A4, LETTER, VARIABLE, page_size
from exports.drawing.pages.output_sizes import LABELS
from exports.editions.editions import edited
from tests.exports.printed import pages_of
from upstream_workshop.people.introductions.network import TieRow
from upstream_workshop.people.kinds import Consent, Phase, TieKind
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.privacy import Edition
from upstream_workshop.whole.report import Report
from upstream_workshop.workgroups.small_groups.queries import (
    SmallGroupRoundRow,
    SmallGroupRow,
    SmallGroupSeatRow,
)


def pages(content: bytes) -> list[str]:
    return [" ".join(page.split()) for page in pages_of(content)]


def sizes(content: bytes) -> list[tuple[float, float, float]]:
    """The size of each piece of text and its place, read back."""
    found: list[tuple[float, float, float]] = []

    def visit(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.append((size, matrix[4], matrix[5]))

    PdfReader(io.BytesIO(content)).pages[0].extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("key", LABELS)
def test_badges_lie_on_the_sheet_and_each_person_has_one(report: Report, key: str) -> None:
    labels = LABELS[key]
    people = tuple(
        replace(report.people[0], id=n, name=f"Gwenllian{n} Angharad-Prys") for n in range(23)
    )
    made = badges_pdf(report.with_values(people=people), chosen=key)
    read = pages(made)
    assert len(read) == -(-23 // labels.each)
    for one in people:
        assert sum(one.name.split()[0] in page.split() for page in read) == 1
    page = page_size(labels.paper)
    places = list(labels.places())
    assert len(set(places)) == labels.each
    for x, y in places:
        assert 0 <= x <= page[0] - labels.width
        assert 0 <= y <= page[1] - labels.height
    assert all(size >= 12 for size, *_ in sizes(made))


@pytest.mark.parametrize("key", LABELS)
def test_all_that_a_badge_says_is_on_it(report: Report, key: str) -> None:
    """Also of a person with long names from an organisation with a long one, whose small group is known."""
    person = replace(
        report.people[0],
        name="Gwenhwyfar Angharad Llŵyd-Rhydderch Cadwaladr-Prys",
        pronouns="they/them, or she/her among friends",
        organisation="Bath and North East Somerset, Swindon and Wiltshire Integrated Care Board",
    )
    rounds = (SmallGroupRoundRow(1, 1, "", 1, False, None, "", in_groups((person,))),)
    made = badges_pdf(report.with_values(people=(person,), small_group_rounds=rounds), chosen=key)
    _left, low = next(LABELS[key].places())
    lines = sorted({(round(y, 1), size) for size, _x, y in sizes(made)}, reverse=True)
    assert lines[0][0] + lines[0][1] * 0.7 <= low + LABELS[key].height
    assert lines[-1][0] >= low
    for (upper, size), (lower, below) in pairwise(lines):
        assert upper - size * 0.22 >= lower + below * 0.68 - 0.5, "no line is over another"


@pytest.mark.parametrize("key", LABELS)
def test_a_name_on_a_badge_can_be_read_at_two_metres(report: Report, key: str) -> None:
    people = (replace(report.people[0], name="Ade Okafor"),)
    assert max(sizes(badges_pdf(report.with_values(people=people), chosen=key)))[0] >= 40


@pytest.mark.parametrize("paper", [A4, LETTER])
def test_badges_are_on_sheets_of_the_paper_at_hand(
    report: Report, paper: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, paper)
    for document in catalogue.documents_of(report, ("badges", "small-badges")):
        box = PdfReader(io.BytesIO(document.make())).pages[0].mediabox
        assert (float(box.width), float(box.height)) == pytest.approx(page_size(paper), abs=0.01)


def test_a_badge_bears_pronouns_if_given_and_the_first_small_group(report: Report) -> None:
    ann, bob, eve = (
        replace(report.people[0], id=n, name=name, pronouns=said)
        for n, (name, said) in enumerate((("Ann", "she/her"), ("Bob", ""), ("Eve", "hi/ei")), 1)
    )
    rounds = tuple(
        SmallGroupRoundRow(n, n, "", 2, False, None, "", groups)
        for n, groups in enumerate((in_groups((ann,), (bob,)), in_groups((bob,), (ann, eve))), 1)
    )
    seated = report.with_values(people=(ann, bob, eve), small_group_rounds=rounds)
    (read,) = pages(badges_pdf(seated))
    assert ("she/her" in read, "hi/ei" in read) == (True, True)
    assert (read.count("Group 1"), read.count("Group 2")) == (1, 1)  # Eve sits in no first group
    (unseated,) = pages(badges_pdf(seated.with_values(small_group_rounds=())))
    assert "Group" not in unseated


def in_groups(*groups: tuple[ParticipantRow, ...]) -> tuple[SmallGroupRow, ...]:
    return tuple(
        SmallGroupRow(number, tuple(SmallGroupSeatRow(one.id, one.name, "") for one in group))
        for number, group in enumerate(groups, 1)
    )


@pytest.mark.parametrize("blocks", [1, 9, 40])
def test_a_day_is_on_one_page_however_full_it_is(report: Report, blocks: int) -> None:
    day = tuple(
        replace(report.agenda[0], id=n, day=1, starts=540 + n, title=f"Block{n} of the day")
        for n in range(blocks)
    )
    (read,) = pages(wall_agenda_pdf(report.with_values(agenda=day), 1))
    assert all(f"Block{n} " in read for n in range(blocks))


def test_each_charter_fills_one_page_of_its_poster(report: Report) -> None:
    made = charter_posters_pdf(report)
    read = PdfReader(io.BytesIO(made))
    assert len(read.pages) == len(report.workgroups)
    assert {tuple(map(round, page.mediabox[2:])) for page in read.pages} == {(842, 1191)}


def test_people_sign_up_for_groups_or_for_themes_while_there_are_none(report: Report) -> None:
    assert [title for title, _ in to_sign(report)] == [one.title for one in report.workgroups]
    themes = {title for title, _ in to_sign(report.with_values(workgroups=()))}
    assert themes
    assert themes <= {one.title for one in report.themes}


def test_the_directory_shows_the_addresses_of_those_who_agreed(report: Report) -> None:
    agreed, silent, refused = report.people[:3]
    people = (
        replace(agreed, directory=Consent.YES, email="yes@example.org"),
        replace(silent, directory=Consent.NOT_ASKED, email="silent@example.org"),
        replace(refused, directory=Consent.NO, email="no@example.org"),
    )
    changed = report.with_values(people=people, attendance=())
    (document,) = catalogue.documents_of(changed, ("directory",))
    made = document.make()
    read = " ".join(pages(made))
    assert "yes@example.org" in read
    assert b"mailto:yes@example.org" in b" ".join(
        str(note.get_object()["/A"]["/URI"]).encode()
        for page in PdfReader(io.BytesIO(made)).pages
        for note in page.get("/Annots", ())
    )
    assert silent.name in read
    assert refused.name not in read
    assert "silent@" not in read
    assert "no@" not in read


def test_a_document_can_be_stopped_while_it_is_drawn(report: Report, tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    def progress(_share: float, _name: str) -> None:
        looks.append(1)
        if len(looks) == 5:
            raise StoppedError

    people = tuple(replace(report.people[0], id=n, name=f"Person {n}") for n in range(300))
    looks: list[int] = []
    with pytest.raises(StoppedError):
        catalogue.write_all(
            report.with_values(people=people), tmp_path / "out", ("consent-forms",), progress
        )
    assert not list(tmp_path.glob("out/*.pdf"))


@pytest.mark.parametrize("number", [2, 40, 200])
def test_the_introductions_say_every_tie_in_letters_that_can_be_read(
    report: Report, number: int
) -> None:
    people = tuple(
        replace(report.people[0], id=n, name=f"Gwen{n}", organisation=f"Council {n % 17}")
        for n in range(1, number + 1)
    )
    ties = tuple(
        TieRow(n, n, n % number + 1, tuple(TieKind)[n % 3], Phase.BEFORE)
        for n in range(1, number + 1)
    )
    made = introductions_map_pdf(report.with_values(people=people, ties=ties))
    picture, *words = pages(made)
    for one in people:
        assert one.name in picture.split()
    said = " ".join(words).replace(",", " ").split()
    for person in people:  # in a row of its own, and in those of the two beside it
        assert said.count(person.name) == 1 + sum(person.id in tie.pair for tie in ties)
    assert all(size >= 12 for size, *_ in sizes(made))


def test_only_the_facilitator_gets_the_introductions(report: Report) -> None:
    assert catalogue.documents_of(report, ["introductions-map"])
    for edition in (Edition.COHORT, Edition.REDACTED):
        other = edited(report, edition)
        assert not catalogue.documents_of(other, ["introductions-map", "introductions-csv"])
