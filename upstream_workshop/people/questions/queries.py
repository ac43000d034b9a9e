"""Queries for questions to the room, with how many gave which answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.people.introductions.network import TieRow as TieRow
from upstream_workshop.people.model import Prompt, PromptOption
from upstream_workshop.storage.query_cache import cached

READS_PROMPTS: Final = frozenset({"prompt", "prompt_option"})


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An answer to a question, with the number of people who gave it."""

    id: int
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class PromptRow:
    """A question to the whole room with its answers in order.

    script: what the facilitator says, so that people can answer seated.
    """

    id: int
    question: str
    script: str
    options: tuple[OptionRow, ...]

    @property
    def answered(self) -> int:
        """The number of answers that were counted."""
        return sum(option.count for option in self.options)


@cached("prompt", "prompt_option")
def prompts(session: Session) -> tuple[PromptRow, ...]:
    """Return all questions to the room in order, with their answers and counts."""
    options: dict[int, list[OptionRow]] = defaultdict(list)
    order = (PromptOption.prompt_id, PromptOption.position)
    for one in session.scalars(select(PromptOption).order_by(*order)):
        options[one.prompt_id].append(OptionRow(one.id, one.label, one.count))
    found = session.scalars(select(Prompt).order_by(Prompt.position, Prompt.id))
    return tuple(
        PromptRow(each.id, each.question, each.script, tuple(options[each.id])) for each in found
    )
