"""Commands that compute a result: the count of a ballot."""

from __future__ import annotations

import argparse
from collections import Counter

from resources.words import noop, say
from ui.cli.answer import Answer
from ui.cli.lookup import by_name
from ui.cli.sessions import opened_session
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting import result_queries
from upstream_workshop.voting.kinds import CountingRule
from upstream_workshop.voting.rules import Tally

_NO_BALLOT = noop("There is no ballot called {name}; there is: {known}.")


def tally(asked: argparse.Namespace) -> Answer:
    """Count a ballot under one rule, the declared one unless said."""
    with opened_session(asked) as opened:
        ballot = by_name(asked.ballot, opened.ask(voting.ballots), lambda row: row.name, _NO_BALLOT)
        result = opened.ask(
            result_queries.tally,
            ballot.id,
            rule=CountingRule(asked.rule) if asked.rule else None,
            seats=asked.seats,
            budget=asked.budget,
        )
    wording = _distinct({option.number: option.wording for option in ballot.options})
    winners = [wording[number] for number in result.winners]
    values: dict[str, object] = {
        "ballot": ballot.name,
        "rule": result.rule,
        "winners": winners,
        "scores": {wording[number]: _plain(score) for number, score in result.scores},
        "ties": [[wording[number] for number in tie] for tie in result.ties],
        "left_out": result.left_out,
        "empty": result.empty,
    }
    if asked.explain:
        values["rounds"] = list(result.rounds)
    lines = [f"{_plain(score):>6}  {wording[number]}" for number, score in result.scores]
    lines += result.rounds if asked.explain else ()
    lines += [_chosen(result, winners), say("Left out: {n}.", n=result.left_out)]
    return Answer(values, tuple(lines))


def _chosen(result: Tally, winners: list[str]) -> str:
    if not winners:
        return say("No winner by {rule}.", rule=result.rule)
    return say("Winners by {rule}: {names}.", rule=result.rule, names="; ".join(winners))


def _distinct(wordings: dict[int, str]) -> dict[int, str]:
    """Return the wordings, with its number added to each that two options share."""
    often = Counter(wordings.values())
    return {
        number: f"{wording} ({number})" if often[wording] > 1 else wording
        for number, wording in wordings.items()
    }


def _plain(score: float) -> int | float:
    return int(score) if score == int(score) else round(float(score), 6)
