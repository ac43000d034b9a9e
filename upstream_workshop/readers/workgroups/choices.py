"""Sign-up choices from a table: who, and the titles of the first, second … fifth choice of theme.

Forms ask in four ways, and all are read: a column for each choice, a grid with a column for each theme
and its rank below, one cell with all themes in order, and names in one column, two, or as an e-mail.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.lists.choice_columns import (
    FIELDS,
    GRID,
    NAMES,
    ORDER,
    RANKING,
    guess_columns,
    of_unsaid_order,
    settled,
)
from upstream_workshop.readers.lists.ranked_cells import RANKS, rank_in
from upstream_workshop.readers.lists.table_kinds import Columns
from upstream_workshop.readers.reading import NO_ANSWERS, Question, Questions, Reading, Refusal
from upstream_workshop.readers.workgroups.choice_entries import ChoiceEntry, Meant, choice_entry

UP, LEAVE, ORDERED = "up", "leave", "ordered"
RANKED, POINTS = "ranked", "points"


def read_choices(
    table: Table,
    mapping: Mapping[str, str] | None = None,
    answers: Mapping[str, str] = NO_ANSWERS,
) -> Reading[ChoiceEntry]:
    """Return entries in the file's order; a line without a name or with a rank twice is refused.

    `mapping` (column title to field) corrects the guess. It is asked whether a list in one cell is in
    order where nothing says so, and what a blank first choice means.

    Raises WorkshopError: without a column of names, or without one of choices.
    """
    table = settled(table)
    mapping = guess_columns(table) if mapping is None else mapping
    _refuse_without(table, set(mapping.values()))
    questions = Questions(answers)
    meant = Meant(
        _unordered(table, mapping, questions), _points_are_asked_for(table, mapping, questions)
    )
    found = [choice_entry(table, mapping, row, meant) for row in table.rows]
    entries = [one for one in found if isinstance(one, ChoiceEntry)]
    refused = [one for one in found if isinstance(one, Refusal)]
    if _leaves_blanks(entries, questions):
        refused += [
            Refusal(e.line, say("the first choice is blank")) for e in entries if 1 in e.blank
        ]
        entries = [entry for entry in entries if 1 not in entry.blank]
    return Reading(
        tuple(entries),
        tuple(sorted(refused, key=lambda one: one.line)),
        tuple(title for title in table.header if not mapping.get(title)),
        questions.asked(),
        columns=tuple((title, mapping.get(title, "")) for title in table.header),
    )  # fmt: skip


def _refuse_without(table: Table, fields: set[str]) -> None:
    names = fields.intersection(NAMES)
    choices = fields.intersection((*RANKS, RANKING, GRID))
    for field, there in (("participant", names), ("first", choices)):
        if not there:
            raise WorkshopError(
                say(
                    "{table}, line 1, has no column “{field}”: the columns are participant, "
                    "first, second … fifth.",
                    table=table.name,
                    field=field,
                )
            )  # fmt: skip


def _unordered(table: Table, mapping: Mapping[str, str], questions: Questions) -> set[str]:
    """Return the columns of lists that are in no order, by what is answered."""
    found = set()
    for title in of_unsaid_order(table, mapping):
        question = Question(
            f"order {title}",
            say("Are the choices under “{title}” in order, the first one first?", title=title),
            ((ORDERED, say("In order")), (LEAVE, say("In no order: leave out lists of several"))),
            ORDERED,
        )
        if questions.ask(question) == LEAVE:
            found.add(title)
    return found


def _points_are_asked_for(table: Table, mapping: Mapping[str, str], questions: Questions) -> bool:
    """Tell whether the numbers of a grid are points, by what is answered; ranks that are said are none."""
    grid = [at for at, title in enumerate(table.header) if mapping.get(title) == GRID]
    rows = [[row.cells[at].strip() for at in grid if row.cells[at].strip()] for row in table.rows]
    numbers = [[int(cell) for cell in cells if cell.isdecimal()] for cells in rows]
    worded = any(rank_in(cell) and not cell.isdecimal() for cells in rows for cell in cells)
    if worded or len(grid) < 2 or any(ORDER.search(table.header[at]) for at in grid):
        return False
    orders = [sorted(own) == list(range(1, len(own) + 1)) for own in numbers if own]
    question = Question(
        "grid",
        say("What are the numbers of the themes?"),
        ((RANKED, say("Choices, 1 for the first")), (POINTS, say("Points, most for the first"))),
        RANKED if 2 * sum(orders) >= len(orders) else POINTS,
    )
    return questions.ask(question) == POINTS


def _leaves_blanks(entries: Sequence[ChoiceEntry], questions: Questions) -> bool:
    blank = sum(1 in entry.blank for entry in entries)
    if not blank:
        return False
    question = Question(
        "blank first choice",
        count(
            blank,
            "On {n} line the first choice is blank: what of the others?",
            "On {n:,} lines the first choice is blank: what of the others?",
        ),
        ((UP, say("The next choice counts as the first")), (LEAVE, say("Leave these lines out"))),
        UP,
    )
    return questions.ask(question) == LEAVE


COLUMNS: Final = Columns(FIELDS, settled, guess_columns, read_choices)
