"""What a seating reaches, in sentences."""

from __future__ import annotations

from resources.words import count, say
from upstream_workshop.workgroups.small_groups.small_group_seating import Seating, SeatingProblem


def seating_sentences(problem: SeatingProblem, found: Seating) -> tuple[str, ...]:
    """Return how many sit where, who meets again, and how many asks meet a helper, a sentence each."""
    groups = count(len(problem.sizes), "{n} group a round", "{n} groups a round")
    people = count(len(problem.people), "{n} person", "{n} people")
    together = found.measures.colleagues
    lines = [
        say("{people}, {groups}.", people=people, groups=groups),
        repeats_sentence(found),
        count(
            together,
            "{n} time two of one organisation sit together.",
            "{n} times two of one organisation sit together.",
        )
        if together
        else say("Nobody sits with a colleague."),
    ]
    if problem.asks:
        asks = count(len(problem.asks), "{n} ask", "{n} asks")
        lines.append(
            say("{served} of {asks} meet a likely helper.", served=found.measures.served, asks=asks)
        )
    return tuple(lines)


def repeats_sentence(found: Seating) -> str:
    """Return how often a pair meets again, and whether it can be less."""
    again = found.measures.repeats
    if not again:
        return say("No pair meets twice.")
    words = count(again, "{n} time a pair meets again", "{n} times a pair meets again")
    if found.proven:
        return say("{again}: proven the fewest.", again=words)
    return say(
        "{again}: the fewest found; fewer than {bound} are impossible.",
        again=words,
        bound=found.bound,
    )
