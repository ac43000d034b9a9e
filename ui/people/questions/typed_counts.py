"""The numbers typed for the answers to a question: which may be kept, and what is wrong with others."""

from __future__ import annotations

from resources.words import count, say


def numbers(text: str, answers: int) -> list[int]:
    """Return one number for each answer; those that were not typed are 0.

    text: a line of which `objection` finds nothing to say, or that `can_be_filled`.
    """
    typed = [int(word) for word in _words(text)]
    return typed + [0] * (answers - len(typed))


def _words(text: str) -> list[str]:
    return text.replace(",", " ").split()


def can_be_filled(text: str, answers: int) -> bool:
    """Check whether a line has numbers alone, and fewer than there are answers."""
    words = _words(text)
    return len(words) < answers and all(word.isdecimal() for word in words)


def objection(text: str, answers: int) -> str:
    """Return why a line is not yet a number for each answer, or ""; too many are refused by the service."""
    words = _words(text)
    odd = next((word for word in words if not word.isdecimal()), "")
    if odd:
        return say("“{odd}” is no number: type one for each answer.", odd=odd)
    if len(words) < answers:
        return count(
            answers,
            "{typed} of {n} number: Enter again puts 0 for the others.",
            "{typed} of {n} numbers: Enter again puts 0 for the others.",
            typed=len(words),
        )
    return ""
