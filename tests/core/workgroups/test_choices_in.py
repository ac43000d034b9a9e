"""Choices from files: whose they are and of what is asked where it is not clear, and nothing moves unsaid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from upstream_workshop.people import services as people
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.workgroups.choice_entries import ChoiceEntry
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes.services import add_theme
from upstream_workshop.workgroups.choices import services as choice_services
from upstream_workshop.workgroups.choices.choices_plan import ChoicesPlan, planned_choices
from upstream_workshop.workgroups.queries import choices

TITLES = ("Risk", "Homes, care", "Food", "Play", "Rivers", "Roads")


@pytest.fixture
def ids(workshop: Workshop) -> dict[str, int]:
    with workshop.change("Furnish") as session:
        found = {title: add_theme(session, title) for title in TITLES}
        for name, email in (("Ann Lee", "ann@x.org"), ("Ann Roy", ""), ("Siân Prys", "s@x.org")):
            found[name] = people.add_participant(session, name, email=email)
    return found


def plan(workshop: Workshop, *entries: ChoiceEntry, **answers: str) -> ChoicesPlan:
    with workshop.read() as session:
        return planned_choices(session, Reading(entries), answers)


def test_people_are_found_by_name_or_address_and_asked_about_where_two_fit(
    workshop: Workshop, ids: Mapping[str, int]
) -> None:
    lines = (
        ChoiceEntry(2, "SIAN PRYS", ("Risk",)),
        ChoiceEntry(3, "ann@x.org", ("Food",)),
        ChoiceEntry(4, "Ann", ("Play",)),
        ChoiceEntry(5, "Nobody Here", ("Play",)),
    )
    found = plan(workshop, *lines)
    assert [one.participant_id for one in found.choices] == [ids["Siân Prys"], ids["Ann Lee"]]
    assert [(one.line, one.why) for one in found.refused] == [
        (4, "“Ann” is not on the roster"),
        (5, "“Nobody Here” is not on the roster"),
    ]
    (question,) = found.questions
    assert [answer for answer, _ in question.choices][1:] == [
        str(ids["Ann Lee"]),
        str(ids["Ann Roy"]),
    ]
    roy = plan(workshop, *lines, **{question.key: str(ids["Ann Roy"])})
    assert roy.choices[2].participant_id == ids["Ann Roy"]
    lee = plan(workshop, *lines, **{question.key: str(ids["Ann Lee"])})
    assert [one.entry.line for one in lee.choices] == [2, 3]
    twice, _person = lee.questions
    last = plan(workshop, *lines, **{question.key: str(ids["Ann Lee"]), twice.key: "last"})
    assert [one.entry.line for one in last.choices] == [2, 4]


def test_two_of_one_name_are_told_apart_by_address_or_asked(
    workshop: Workshop, ids: Mapping[str, int]
) -> None:
    with workshop.change("A namesake") as session:
        people.add_participant(session, "Ann Lee", email="other@x.org")
    sure = plan(workshop, ChoiceEntry(2, "Ann Lee", ("Risk",), "ann@x.org"))
    assert [one.participant_id for one in sure.choices] == [ids["Ann Lee"]]
    found = plan(workshop, ChoiceEntry(2, "Ann Lee", ("Risk",)))
    assert "more than once" in found.refused[0].why
    assert len(found.questions[0].choices) == 3


def test_a_list_with_commas_is_parted_by_the_themes_there_are(
    workshop: Workshop, ids: Mapping[str, int]
) -> None:
    for written in (
        "Food, Homes, care, Risk",
        "food/Homes, care / Risk",
        "Food then Homes, care + Risk",
    ):
        found = plan(workshop, ChoiceEntry(2, "Siân Prys", (written,)))
        assert found.choices[0].themes == (ids["Food"], ids["Homes, care"], ids["Risk"])
    odd = plan(workshop, ChoiceEntry(2, "Siân Prys", ("Food, Homes",)))
    assert odd.refused[0].why == "“Food, Homes” is not among the themes"


def test_what_moves_up_and_what_is_not_kept_is_said(
    workshop: Workshop, ids: Mapping[str, int]
) -> None:
    reading = Reading((
        ChoiceEntry(2, "Siân Prys", ("Risk", "Food"), blank=(1, 3)),
        ChoiceEntry(3, "Ann Lee", TITLES),
    ))  # fmt: skip
    with workshop.change("Import") as session:
        outcome = choice_services.import_choices(session, reading)
        kept = {row.participant_id: row.ranks for row in choices(session)}
    assert kept[ids["Siân Prys"]] == (ids["Risk"], ids["Food"])
    assert len(kept[ids["Ann Lee"]]) == choice_services.MOST_CHOICES
    assert outcome.rows[0].note == "Risk; Food (choice 1, 3 blank: the next moves up)"
    assert outcome.rows[1].note.endswith("(1 more is not kept)")


@pytest.mark.parametrize("written", ["Risks", "risk?!", "A", "3", "Rsik", "Food or Play"])
def test_a_title_like_a_theme_is_asked_about_once_and_left_out_until_it_is_said(
    workshop: Workshop, ids: Mapping[str, int], written: str
) -> None:
    lines = (
        ChoiceEntry(2, "Siân Prys", (written, "Roads")),
        ChoiceEntry(3, "Ann Lee", ("Rivers", written)),
    )
    if written == "risk?!":  # the signs alone differ
        lines = (replace(lines[0], themes=("Risk!!", "Roads")), lines[1])
    found = plan(workshop, *lines)
    assert not found.choices
    assert [one.line for one in found.refused] == [2, 3]
    (question, *more) = found.questions
    assert len(more) == (written == "risk?!")
    keys = [one.key for one in found.questions]
    food = plan(workshop, *lines, **dict.fromkeys(keys, str(ids["Food"])))
    chosen = [one.themes for one in food.choices]
    offered = [answer for answer, _ in question.choices]
    if str(ids["Food"]) in offered:
        assert chosen == [(ids["Food"], ids["Roads"]), (ids["Rivers"], ids["Food"])]
    else:  # what is not offered cannot be said
        assert chosen == []
    without = plan(workshop, *lines, **dict.fromkeys(keys, "choice"))
    assert [one.themes for one in without.choices] == [(ids["Roads"],), (ids["Rivers"],)]


def test_a_surname_first_is_asked_about(workshop: Workshop, ids: Mapping[str, int]) -> None:
    found = plan(workshop, ChoiceEntry(2, "Prys, Sian", ("Risk",)))
    (question,) = found.questions
    assert [answer for answer, _ in question.choices] == ["nobody", str(ids["Siân Prys"])]
