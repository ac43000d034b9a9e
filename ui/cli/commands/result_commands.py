"""Commands that compute a result: the count of a ballot."""

from __future__ import annotations

import argparse
from collections import Counter

from resources.words import noop, say
from ui.cli.answer import Answer
from ui.cli.lookup import by_name
from ui.cli.sessions import opened_session
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting.kinds import CountingRule

_NO_BALLOT = noop("There is no ballot called {name}; there is: {known}.")


def tally(asked: argparse.Namespace) -> Answer:
    """Count a ballot under one rule."""
    with opened_session(asked) as opened:
        ballot = by_name(asked.ballot, opened.ask(voting.ballots), lambda row: row.name, _NO_BALLOT)
        result = opened.ask(
            voting.tally, ballot.id, rule=CountingRule(asked.rule), seats=asked.seats
        )
    wording = _distinct({option.number: option.wording for option in ballot.options})
    winners = [wording[number] for number in result.winners]
    values = {
        "ballot": ballot.name,
        "rule": result.rule,
        "winners": winners,
        "scores": {wording[number]: _plain(score) for number, score in result.scores},
        "ties": [[wording[number] for number in tie] for tie in result.ties],
        "left_out": result.left_out,
    }
    lines = [f"{_plain(score):>6}  {wording[number]}" for number, score in result.scores]
    lines.append(say("Winners by {rule}: {names}.", rule=asked.rule, names="; ".join(winners)))
    lines.append(say("Left out: {n}.", n=result.left_out))
    return Answer(values, tuple(lines))


def _distinct(wordings: dict[int, str]) -> dict[int, str]:
    """Return the wordings, with its number added to each that two options share."""
    often = Counter(wordings.values())
    return {
        number: f"{wording} ({number})" if often[wording] > 1 else wording
        for number, wording in wordings.items()
    }


def _plain(score: float) -> int | float:
    return int(score) if score == int(score) else round(float(score), 6)
