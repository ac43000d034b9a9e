"""The list of questions to put to a room, kept as data, each with a way to answer it seated."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass

import resources


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answers in order; `script` is what to say so that nobody need stand."""

    question: str
    options: tuple[str, ...]
    script: str


@functools.cache
def library() -> tuple[Question, ...]:
    """Every question there is, in the order of a first morning."""
    parsed = tomllib.loads(resources.path("people/prompts.toml").read_text("utf-8"))
    return tuple(
        Question(row["question"], tuple(row["options"]), row["script"]) for row in parsed["prompt"]
    )
