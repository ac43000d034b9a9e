"""What somebody of a sign-up list needs, which is private, told apart from what the room may see."""

from __future__ import annotations

from resources.words import say
from upstream_workshop.letters import loosened
from upstream_workshop.readers.reading import Question, Questions
from upstream_workshop.readers.signup import answers, texts
from upstream_workshop.readers.signup.answers import Meaning
from upstream_workshop.readers.signup.entries.row_cells import RowCells, parts_of_cells
from upstream_workshop.readers.signup.word_lists import any_words


def public_parts(
    questions: Questions, line: int, name: str, field: str, given: RowCells
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what of a field others may see, and what names a need: private until said otherwise."""
    public, private = list[str](), list[str]()
    for number, part in enumerate(parts_of_cells(given, field), start=1):
        is_need = any_words("need", "diet").search(loosened(part))
        key = f"need {line} {number}" if field == "asks" else f"need {line} {field} {number}"
        kept = is_need and _keeps_private(questions, key, line, name, part)
        (private if kept else public).append(part)
    return tuple(public), tuple(private)


def _keeps_private(questions: Questions, key: str, line: int, name: str, part: str) -> bool:
    what = say(
        "{name} writes: “{part}”. Is that an access need, to be kept private?",
        name=name[:60],
        part=part[:120],
    )
    choices = (
        ("private", say("Yes, keep it private")),
        ("public", say("No, the room may see it")),
    )
    return questions.ask(Question(key, what, choices, "private", line)) == "private"


def needs_of(given: RowCells, field: str) -> tuple[str, ...]:
    """Return what somebody needs; a mere yes with the question it answers."""
    found = []
    for title, cell in given.get(field, ()):
        if texts.is_nothing(cell):
            continue
        own = loosened(title) == field
        yes = not own and answers.read_answer(cell, (cell,)).meaning is Meaning.YES
        found.append(f"{title}: {cell}" if yes else cell)
    return tuple(found)
