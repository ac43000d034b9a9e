"""A result on paper tells how it was counted where the numbers alone do not."""

from __future__ import annotations

import dataclasses

import pytest

from exports.editions.editions import edited
from exports.summary import summary_page, summary_pdf
from tests.exports.documents.test_catalogue import words_of
from upstream_workshop.privacy import Edition
from upstream_workshop.voting.kinds import CountingRule, VotingMethod
from upstream_workshop.voting.report import GroupedDivision
from upstream_workshop.voting.result_queries import Grouping
from upstream_workshop.voting.results import divisions
from upstream_workshop.voting.rules import tally
from upstream_workshop.whole.report import Report

PAPERS = [{1: 1, 2: 2}, {2: 1, 1: 2}, {1: 1}, {2: 1, 1: 2}, {1: 1, 2: 2}]


@pytest.mark.parametrize("rule", [CountingRule.STV, CountingRule.SCHULZE, CountingRule.BORDA])
def test_rounds_are_told_where_the_chart_does_not_explain_them(
    revealed: Report, rule: CountingRule
) -> None:
    vote = next(vote for vote in revealed.votes if vote.tally is not None)
    ballot = dataclasses.replace(vote.ballot, method=VotingMethod.RANKED, rule=rule, seats=2)
    counted = tally(PAPERS, ballot.terms, rule)
    report = revealed.with_values(votes=(dataclasses.replace(vote, ballot=ballot, tally=counted),))
    texts = [
        words_of("summary.pdf", summary_pdf(report)),
        words_of("summary.html", summary_page(report)),
    ]
    for text in texts:
        told = [" ".join(sentence.split()) in " ".join(text.split()) for sentence in counted.rounds]
        assert counted.rounds
        assert all(told) if rule != CountingRule.BORDA else not told[0]


def test_a_place_that_stays_empty_is_said(revealed: Report) -> None:
    vote = next(vote for vote in revealed.votes if vote.tally is not None)
    ballot = dataclasses.replace(vote.ballot, method=VotingMethod.APPROVAL, seats=3)
    counted = tally([{1: 1}, {1: 1}], ballot.terms, CountingRule.APPROVAL)
    report = revealed.with_values(votes=(dataclasses.replace(vote, ballot=ballot, tally=counted),))
    assert "2 places stay empty" in words_of("summary.pdf", summary_pdf(report))


def test_where_groups_differ_is_told_of_those_that_may_be_named(revealed: Report) -> None:
    vote = next(vote for vote in revealed.votes if vote.tally is not None)
    papers = [("Leeds", {1})] * 6 + [("Kent", {2})] * 5 + [("Powys", {1})]
    found = GroupedDivision(Grouping.ORGANISATION, divisions(papers, (1, 2)))
    report = revealed.with_values(votes=(dataclasses.replace(vote, divisions=(found,)),))
    first = vote.ballot.wording(1)
    for edition in (Edition.FULL, Edition.COHORT):
        text = words_of("summary.html", summary_page(edited(report, edition)))
        told = f"{first}: at least 90 % in Leeds; about 20 % in all others."
        assert told in " ".join(text.split())
        assert "Powys" not in text
    text = words_of("summary.html", summary_page(edited(report, Edition.REDACTED)))
    assert "% in" not in text
