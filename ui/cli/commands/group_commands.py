"""The command that places people in workgroups, or repairs the groups there are."""

from __future__ import annotations

import argparse
from typing import Any, Final

from resources.words import noop, say
from ui.cli.answer import Answer
from ui.cli.sessions import opened_session
from ui.workgroups.proposals.proposal_words import way_words
from upstream_workshop.application.actions import Action
from upstream_workshop.errors import WorkshopError
from upstream_workshop.workgroups import queries, services, situation
from upstream_workshop.workgroups.kinds import PlacementStatus, Trait
from upstream_workshop.workgroups.placement.solving import best_placement
from upstream_workshop.workgroups.repairing.moves import Move, moves
from upstream_workshop.workgroups.repairing.services import repair_groups
from upstream_workshop.workgroups.rules import Placement, Problem, named_groups, without_group

_STATUS: Final = {
    PlacementStatus.OPTIMAL: noop("optimal"),
    PlacementStatus.NOBODY_CHOSE: noop("nobody chose, so that people are spread evenly"),
    PlacementStatus.INFEASIBLE: noop("infeasible"),
    PlacementStatus.TIME_LIMIT: noop("time-limit"),
}


def workgroups(asked: argparse.Namespace) -> Answer:
    """Find the proven best placement or the repair with the fewest moves, and with --save form the groups."""
    with opened_session(asked) as opened:
        before = opened.ask(queries.seats)
        if asked.repair and not before:
            raise WorkshopError(say("There are no workgroups to repair: form them first."))
        problem = opened.ask(
            situation.placing_problem,
            minimum=asked.minimum,
            maximum=asked.maximum,
            per_organisation=asked.max_per_organisation,
            together=[_pair(text) for text in asked.together],
            apart=[_pair(text) for text in asked.apart],
            per_person=asked.per_person,
            spread=None if asked.spread is None else Trait(asked.spread),
            repair=asked.repair,
        )
        placement = best_placement(problem)
        if asked.save and placement.seats:
            keep = repair_groups if asked.repair else services.save_placement
            opened.do(Action(say("Form workgroups")), keep, placement.seats)
    values, lines = _told(problem, placement)
    if asked.repair:
        moved = moves(problem, before, placement.seats) if placement.seats else ()
        values["moves"] = [
            {"who": one.who, "from": one.origin, "to": one.target, "why": one.why} for one in moved
        ]
        lines = [*(_move(one) for one in moved), *lines]
    return Answer(values, tuple(lines))


def _told(problem: Problem, placement: Placement) -> tuple[dict[str, Any], list[str]]:
    formed = named_groups(problem, placement)
    values: dict[str, Any] = {
        "status": placement.status,
        "groups": [{"theme": theme, "members": list(members)} for theme, members in formed],
        "objective": list(placement.objective),
        "conflict": list(placement.conflict),
        "left_out": list(problem.left_out),
        "ways_out": [
            {"rule": way.rule.words, "number": way.number, "objective": list(way.objective)}
            for way in placement.ways_out
        ],
        "without_group": [one.title for one in without_group(problem, placement)] if formed else [],
    }
    lines = [say("Left out, since nobody chose it: {theme}", theme=one) for one in problem.left_out]
    lines += [say("No group forms around: {theme}", theme=one) for one in values["without_group"]]
    lines += [f"{theme} ({len(members)}): " + ", ".join(members) for theme, members in formed]
    lines += [say("These rules cannot all hold: {rule}", rule=rule) for rule in placement.conflict]
    lines += [say("A way out: {way}.", way=way_words(way)) for way in placement.ways_out]
    lines.append(say("Status: {status}.", status=say(_STATUS[placement.status])))
    return values, lines


def _move(move: Move) -> str:
    if not move.origin:
        return say("{who} joins {target}: {why}.", who=move.who, target=move.target, why=move.why)
    return say(
        "{who} moves from {origin} to {target}: {why}.",
        who=move.who,
        origin=move.origin,
        target=move.target,
        why=move.why,
    )


def _pair(text: str) -> tuple[str, str]:
    first, semicolon, second = (part.strip() for part in text.partition(";"))
    if not (first and semicolon and second):
        raise WorkshopError(
            say('“{text}” is not two names: write them as "First name;Second name".', text=text)
        )
    return first, second
