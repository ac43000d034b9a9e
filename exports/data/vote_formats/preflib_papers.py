"""Ballot papers for PrefLib: orders of ranked ballots, categories of approvals."""

from __future__ import annotations

from exports.data.vote_formats.paper_orders import (
    OURS,
    Levels,
    counted_papers,
    grouped,
    levels,
    title_of,
)
from upstream_workshop.letters import one_line
from upstream_workshop.voting.kinds import VotingMethod
from upstream_workshop.voting.report import VoteReport


def fits_preflib(vote: VoteReport) -> bool:
    """Tell whether PrefLib can hold the papers of a ballot: ranks or approvals."""
    return vote.ballot.releasable and vote.ballot.method in (
        VotingMethod.RANKED,
        VotingMethod.APPROVAL,
    )


def preflib_type(vote: VoteReport) -> str:
    """Return the type of file: soc, soi, toc or toi by whether orders are strict and complete; or cat."""
    if vote.ballot.method == VotingMethod.APPROVAL:
        return "cat"
    orders = [levels(paper) for paper in counted_papers(vote)]
    strict = all(len(level) == 1 for order in orders for level in order)
    complete = all(sum(map(len, order)) == len(vote.ballot.options) for order in orders)
    return f"{'s' if strict else 't'}o{'c' if complete else 'i'}"


def write_preflib(vote: VoteReport) -> bytes:
    """Return a file of orders or categories. A rank that nobody was given is not kept, its order is."""
    approval = vote.ballot.method == VotingMethod.APPROVAL
    papers = counted_papers(vote)
    every = tuple(option.number for option in vote.ballot.options)
    if approval:
        marked = [tuple(option for option, _ in paper.marks) for paper in papers]
        orders = grouped((own, tuple(one for one in every if one not in own)) for own in marked)
    else:
        orders = grouped(levels(paper) for paper in papers)
    header = {
        "TITLE": title_of(vote),
        "DESCRIPTION": OURS,
        "DATA TYPE": preflib_type(vote),
        "NUMBER ALTERNATIVES": len(every),
        "NUMBER VOTERS": len(papers),
        f"NUMBER UNIQUE {'PREFERENCES' if approval else 'ORDERS'}": len(orders),
        **(
            {
                "NUMBER CATEGORIES": 2,
                "CATEGORY NAME 1": "Approved",
                "CATEGORY NAME 2": "Not approved",
            }
            if approval
            else {}
        ),
        **{f"ALTERNATIVE NAME {one.number}": one_line(one.wording) for one in vote.ballot.options},
    }
    lines = [f"# {key}: {value}" for key, value in header.items()]
    lines += [f"{times}: {_written(order)}" for times, order in orders]
    return ("\n".join(lines) + "\n").encode()  # fmt: skip


def _written(order: Levels) -> str:
    shown = (
        str(level[0]) if len(level) == 1 else f"{{{','.join(map(str, level))}}}" for level in order
    )
    return ",".join(shown) or "{}"
