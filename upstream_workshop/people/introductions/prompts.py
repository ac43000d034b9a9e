"""The library of questions to the room, read from a data file.

Each question has a script by which people can answer it without standing up.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass

import resources


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the room.

    options: the answers in order.
    script: what the facilitator says, so that people can answer seated.
    """

    question: str
    options: tuple[str, ...]
    script: str


@functools.cache
def library() -> tuple[Question, ...]:
    """Return all questions of the library, in the order in which a first morning uses them."""
    parsed = tomllib.loads(resources.path("people/prompts.toml").read_text("utf-8"))
    return tuple(
        Question(row["question"], tuple(row["options"]), row["script"]) for row in parsed["prompt"]
    )
