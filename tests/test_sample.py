"""The sample residential agrees with itself: whoever changes one file is told which other one to change."""

from __future__ import annotations

import csv
import tomllib
from typing import Any

import pytest

from resources import path

Rows = list[dict[str, str]]


def rows(name: str) -> Rows:
    with path(f"sample/{name}").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told(name: str) -> dict[str, Any]:
    return tomllib.loads(path(f"sample/{name}").read_text("utf-8"))


@pytest.fixture(scope="module")
def residential() -> dict[str, Any]:
    return told("residential.toml")


@pytest.fixture(scope="module")
def people() -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in rows("people.csv")}


def test_forty_invented_people_from_sixteen_councils(
    residential: dict[str, Any], people: dict[str, dict[str, str]]
) -> None:
    assert 38 <= len(people) <= 45
    regions = {council["name"]: council["region"] for council in residential["organisations"]}
    assert len(regions) == 16
    assert {row["organisation"]: row["region"] for row in people.values()} == regions
    assert all(row["e-mail"].endswith("@example.org") for row in people.values() if row["e-mail"])
    assert set("ŵŷłń'’-") <= set("".join(people))


def test_cards_lie_in_the_themes_of_the_ballot_or_nowhere(residential: dict[str, Any]) -> None:
    cards = rows("cards.csv")
    in_order = list(dict.fromkeys(row["theme"] for row in cards if row["theme"]))
    assert in_order == residential["ballot"]["themes"]
    assert any(not row["theme"] for row in cards)
    assert len({row["text"] for row in cards}) == len(cards) > 100


def test_card_authors_sign_up(people: dict[str, dict[str, str]]) -> None:
    assert {row["author"] for row in rows("cards.csv")} - {""} <= set(people)


def test_papers_keep_to_the_dots_except_the_spoilt_one(residential: dict[str, Any]) -> None:
    ballot = residential["ballot"]
    papers = rows(ballot["file"])
    assert list(papers[0])[1:] == ballot["themes"]
    assert len(papers) == ballot["returned"] < ballot["issued"]
    spent, broken = [], []
    for paper in papers:
        dots = [int(paper[theme]) for theme in ballot["themes"] if paper[theme]]
        if max(dots) > ballot["cap"] or sum(dots) > ballot["dots"]:
            broken.append(paper["paper"])
        spent.append(sum(dots))
    assert broken == [paper["paper"] for paper in ballot["spoilt"]]
    assert min(spent) < ballot["dots"]  # somebody kept dots back


def test_the_five_winners_are_the_five_workgroups(residential: dict[str, Any]) -> None:
    ballot = residential["ballot"]
    spoilt = {paper["paper"] for paper in ballot["spoilt"]}
    count = dict.fromkeys(ballot["themes"], 0)
    for paper in rows(ballot["file"]):
        if paper["paper"] not in spoilt:
            for theme in count:
                count[theme] += int(paper[theme] or 0)
    ranked = sorted(count, key=lambda theme: -count[theme])
    assert count[ranked[4]] > count[ranked[5]]
    assert set(ranked[:5]) == set(told("charters.toml"))


def test_choices_are_made_by_people_who_came_for_groups_that_exist(
    residential: dict[str, Any], people: dict[str, dict[str, str]]
) -> None:
    groups = set(told("charters.toml"))
    away = {"withdrawn", "left"}
    gone = {row["participant"] for row in residential["attendance"] if row["state"] in away}
    choices = rows(residential["placing"]["file"])
    assert {row["participant"] for row in choices} == set(people) - gone
    for row in choices:
        named = [row[rank] for rank in ("first", "second", "third") if row[rank]]
        assert len(named) == len(set(named)) >= 2
        assert set(named) <= groups


def test_charters_are_led_by_people_who_want_to_lead(
    residential: dict[str, Any], people: dict[str, dict[str, str]]
) -> None:
    first = {row["participant"]: row["first"] for row in rows("choices.csv")}
    for title, charter in told("charters.toml").items():
        assert people[charter["lead"]]["willing to lead"] == "yes"
        assert first[charter["lead"]] == first[charter["deputy"]] == title
        assert charter["commitments"]
        for commitment in charter["commitments"]:
            assert commitment["who"] in people
            assert commitment["due"] > residential["starts"]


def test_named_loops_run_along_links(residential: dict[str, Any]) -> None:
    for drawn in residential["maps"]:
        links = {(row["from"], row["to"]) for row in rows(drawn["file"])}
        for loop in drawn["loops"]:
            names = loop["factors"]
            assert set(zip(names, names[1:] + names[:1], strict=True)) <= links, loop["name"]


def test_twelve_responses_are_told_to_the_framework_and_each_is_answered() -> None:
    written = told("framework.toml")
    answered = written["roundtable"]["response"]
    assert len(answered) == 12
    assert {one["disposition"] for one in answered} == {"accepted", "partly", "no", "later"}
    assert all(one["reason"] for one in answered)
    assert written["draft"]["day"] < written["roundtable"]["day"] < written["second_draft"]["day"]
    for text in (written["title"], written["roundtable"]["title"], written["draft"]["note"]):
        assert "made up" in text.casefold()
