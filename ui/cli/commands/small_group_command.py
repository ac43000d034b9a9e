"""The command that seats people in small groups over several rounds."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from resources.words import joined, say
from ui.cli.answer import Answer
from ui.cli.sessions import opened_session
from upstream_workshop.application.actions import Action
from upstream_workshop.workgroups.small_groups.seating_proposals import best_seating
from upstream_workshop.workgroups.small_groups.seating_situation import people_here, seating_problem
from upstream_workshop.workgroups.small_groups.seating_words import repeats_sentence
from upstream_workshop.workgroups.small_groups.services import add_small_group_rounds
from upstream_workshop.workgroups.small_groups.small_group_seating import Seating


def smallgroups(asked: argparse.Namespace) -> Answer:
    """Seat the people who are here so that no pair meets twice, and with --save store the rounds."""
    with opened_session(asked) as opened:
        problem = opened.ask(
            seating_problem, asked.size, asked.rounds, asked.serve_asks, asked.colleagues_apart
        )
        names = {row.id: row.name for row in opened.ask(people_here)}
        seating = best_seating(problem)
        if asked.save:
            opened.do(
                Action(say("Seat small groups")),
                add_small_group_rounds,
                seating.rounds,
                asked.size,
                asked.title,
            )
    return _answer(seating, names, len(problem.asks) if asked.serve_asks else None)


def _answer(seating: Seating, names: Mapping[int, str], asks: int | None) -> Answer:
    """Return what is said of a seating.

    names: of the people by their ids.
    asks: how many asks there are that a small group could serve; None if it was not to serve any.
    """
    rounds = [
        [sorted(names[one] for one in group) for group in groups] for groups in seating.rounds
    ]
    values: dict[str, object] = {
        "rounds": rounds,
        "repeats": seating.measures.repeats,
        "bound": seating.bound,
        "proven": seating.proven,
        "colleagues": seating.measures.colleagues,
    }
    if asks is not None:
        values |= {"asks": asks, "asks_served": seating.measures.served}
    lines = [
        say(
            "Round {n}, group {group}: {names}",
            n=n,
            group=group,
            names=joined(members, "{first}, {then}"),
        )
        for n, groups in enumerate(rounds, 1)
        for group, members in enumerate(groups, 1)
    ]
    return Answer(values, (*lines, repeats_sentence(seating)))
