"""Services of the questions to the whole room and their counted answers.

Each service writes in the transaction of `session`. One that takes an id raises WorkshopError if
there is no such row.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line
from upstream_workshop.people.model import Prompt, PromptOption
from upstream_workshop.people.records import named
from upstream_workshop.people.rules import folded


def ask_room(session: Session, question: str, options: Sequence[str], script: str = "") -> int:
    """Add a question to the whole room and return its id.

    options: the labels of the answers; blank ones are left out.
    script: how the facilitator puts the question.

    Raises WorkshopError: when there are fewer than two answers or two are the same.
    """
    words = named(question, "A question")
    labels = [label for label in (one_line(option) for option in options) if label]
    if len(labels) < 2 or len({folded(label) for label in labels}) < len(labels):
        raise WorkshopError(
            say("“{words}” needs two different answers or more: write one a line.", words=words)
        )
    last = session.scalar(select(func.max(Prompt.position))) or 0
    prompt = Prompt(position=last + 1, question=words, script=script.strip())
    session.add(prompt)
    session.flush()
    session.add_all(
        PromptOption(prompt_id=prompt.id, position=place, label=label)
        for place, label in enumerate(labels, start=1)
    )
    return prompt.id


def count_answers(session: Session, prompt_id: int, counts: Sequence[int]) -> None:
    """Record how many people gave each answer to a question.

    counts: one number from 0 to 9999 for each answer, in the order of the answers.

    Raises WorkshopError: when the number of counts is wrong or a count is out of range.
    """
    prompt = session.get(Prompt, prompt_id)
    if prompt is None:
        raise WorkshopError(say("That question is no longer there: choose another."))
    where = select(PromptOption).where(PromptOption.prompt_id == prompt_id)
    options = session.scalars(where.order_by(PromptOption.position)).all()
    if len(counts) != len(options):
        raise WorkshopError(
            count(
                len(counts),
                "“{question}” has {answers} answers and {n} number was given: "
                "give one for each, 0 where nobody stood.",
                "“{question}” has {answers} answers and {n} numbers were given: "
                "give one for each, 0 where nobody stood.",
                question=prompt.question,
                answers=len(options),
            )
        )
    if any(not 0 <= number <= 9999 for number in counts):
        raise WorkshopError(say("A count is a number from 0 to 9999: give one for each answer."))
    for option, number in zip(options, counts, strict=True):
        option.count = number


def remove_prompt(session: Session, prompt_id: int) -> None:
    """Delete a question with its answers and counts."""
    prompt = session.get(Prompt, prompt_id)
    if prompt is None:
        raise WorkshopError(say("That question is no longer there: choose another."))
    session.delete(prompt)
