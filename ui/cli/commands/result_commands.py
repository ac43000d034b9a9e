"""Commands that compute a result: the count of a ballot, a placement."""

from __future__ import annotations

import argparse
from collections import Counter

from resources.words import noop, say
from ui.cli.answer import Answer
from ui.cli.lookup import by_name
from ui.cli.sessions import opened_session
from upstream_workshop.application.actions import Action
from upstream_workshop.errors import WorkshopError
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting.kinds import CountingRule
from upstream_workshop.voting.rules import Tally
from upstream_workshop.workgroups import services as group_services
from upstream_workshop.workgroups import situation
from upstream_workshop.workgroups.kinds import PlacementStatus
from upstream_workshop.workgroups.placement.solving import best_placement
from upstream_workshop.workgroups.rules import named_groups

_NO_BALLOT = noop("There is no ballot called {name}; there is: {known}.")
_STATUS = {
    PlacementStatus.OPTIMAL: noop("optimal"),
    PlacementStatus.INFEASIBLE: noop("infeasible"),
    PlacementStatus.TIME_LIMIT: noop("time-limit"),
}


def tally(asked: argparse.Namespace) -> Answer:
    """Count a ballot under one rule, the declared one unless said."""
    with opened_session(asked) as opened:
        ballot = by_name(asked.ballot, opened.ask(voting.ballots), lambda row: row.name, _NO_BALLOT)
        result = opened.ask(
            voting.tally,
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


def workgroups(asked: argparse.Namespace) -> Answer:
    """Find the proven best placement, and with --save form the groups."""
    with opened_session(asked) as opened:
        problem = opened.ask(
            situation.placing_problem,
            minimum=asked.minimum,
            maximum=asked.maximum,
            per_organisation=asked.max_per_organisation,
            together=[_pair(text) for text in asked.together],
            apart=[_pair(text) for text in asked.apart],
        )
        placement = best_placement(problem)
        formed = named_groups(problem, placement)
        if asked.save and placement.seats:
            opened.do(
                Action(say("Form workgroups")), group_services.save_placement, placement.seats
            )
    values = {
        "status": placement.status,
        "groups": [{"theme": theme, "members": list(members)} for theme, members in formed],
        "objective": list(placement.objective),
        "conflict": list(placement.conflict),
    }
    lines = [f"{theme} ({len(members)}): " + ", ".join(members) for theme, members in formed]
    lines += [say("These rules cannot all hold: {rule}", rule=rule) for rule in placement.conflict]
    lines.append(say("Status: {status}.", status=say(_STATUS[placement.status])))
    return Answer(values, tuple(lines))


def _distinct(wordings: dict[int, str]) -> dict[int, str]:
    """Return the wordings, with its number added to each that two options share."""
    often = Counter(wordings.values())
    return {
        number: f"{wording} ({number})" if often[wording] > 1 else wording
        for number, wording in wordings.items()
    }


def _pair(text: str) -> tuple[str, str]:
    first, semicolon, second = (part.strip() for part in text.partition(";"))
    if not (first and semicolon and second):
        raise WorkshopError(
            say('“{text}” is not two names: write them as "First name;Second name".', text=text)
        )
    return first, second


def _plain(score: float) -> int | float:
    return int(score) if score == int(score) else round(float(score), 6)
