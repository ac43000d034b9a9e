"""The fields of a declaration: how people vote, how it is counted, who may vote."""

from __future__ import annotations

from resources.words import say
from ui.voting.wording import rule_name
from ui.widgets import Field
from upstream_workshop.voting.kinds import (
    CountingRule,
    Electorate,
    TieRule,
    VotingMethod,
    WithdrawnRule,
)

_MOST_MONEY = 10**9  # that a number field can hold


def declaration() -> tuple[Field, ...]:
    """Return the fields in the order in which they are asked."""
    rules = tuple((rule, rule_name(rule)) for rule in CountingRule)
    return (
        Field("method", say("How people vote"), "choice", _methods()),
        Field("dots", say("Dots each"), "number", least=1, most=99),
        Field("cap", say("Most dots on one option"), "number", least=1, most=99),
        Field("seats", say("How many can win"), "number", least=1, most=999),
        Field("rule", say("How it is counted"), "choice", rules),
        Field("depth", say("First ranks that count as support"), "number", least=1, most=99),
        Field("budget", say("Budget, if options cost money; 0: none"), "number", most=_MOST_MONEY),
        Field("tie_rule", say("If two are level"), "choice", _ties()),
        Field("electorate", say("Who may vote"), "choice", _electorates()),
        Field("secret", say("Secret: no name beside a vote"), "bool"),
        Field("withdrawn", say("The paper of somebody who withdraws"), "choice", _withdrawn()),
        Field("shuffled", say("Shuffle the options on each slip"), "bool"),
    )


def _methods() -> tuple[tuple[VotingMethod, str], ...]:
    return (
        (VotingMethod.DOTS, say("Dots")),
        (VotingMethod.APPROVAL, say("Approval")),
        (VotingMethod.SCORE, say("Scores 0 to 5")),
        (VotingMethod.RANKED, say("Ranked")),
    )


def _ties() -> tuple[tuple[TieRule, str], ...]:
    return (
        (TieRule.KEEP_BOTH, say("Keep both")),
        (TieRule.RUN_OFF, say("A second vote between them")),
        (TieRule.LOTS, say("Draw lots, with the seed recorded")),
    )


def _electorates() -> tuple[tuple[Electorate, str], ...]:
    return (
        (Electorate.LISTED, say("Everybody on the list")),
        (Electorate.PRESENT, say("Everybody who has come")),
        (Electorate.ORGANISATIONS, say("One person of each organisation")),
    )


def _withdrawn() -> tuple[tuple[WithdrawnRule, str], ...]:
    return (
        (WithdrawnRule.COUNTS, say("It counts")),
        (WithdrawnRule.LEFT_OUT, say("It is left out")),
    )
