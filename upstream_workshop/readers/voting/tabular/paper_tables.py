"""Ballot papers from a table: our own, the grids and lists of forms, and the votes of Polis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.lists.form_headers import under_header
from upstream_workshop.readers.lists.table_kinds import Columns
from upstream_workshop.readers.reading import NO_ANSWERS, Question, Questions
from upstream_workshop.readers.voting.papers import (
    Marks,
    PaperOption,
    PapersReading,
    options_of,
    refuse_excess,
    refuse_long,
    without_long_numbers,
)
from upstream_workshop.readers.voting.tabular.cell_marks import is_grade, mark, says_nothing
from upstream_workshop.readers.voting.tabular.grade_scales import (
    NO_SCALE,
    Scale,
    fitting_scales,
    scale_words,
)
from upstream_workshop.readers.voting.tabular.listed_papers import (
    CHOSEN,
    LISTED,
    read_listed,
    read_ranked,
)
from upstream_workshop.readers.voting.tabular.paper_columns import (
    FIELDS,
    guess_columns,
    is_ours,
    is_polis,
    settled,
)
from upstream_workshop.readers.voting.tabular.paper_heads import Heads, entries_of
from upstream_workshop.readers.voting.tabular.paper_titles import (
    is_known,
    is_of_one_paper,
    option_of,
    question_of,
)

_SCALE: Final = "scale"


def read_paper_table(
    table: Table,
    mapping: Mapping[str, str] | None = None,
    answers: Mapping[str, str] = NO_ANSWERS,
) -> PapersReading:
    """Read papers, one a row.

    Raises WorkshopError: when rows are no papers, or two columns are one option.

    mapping: column title to field; by default as guessed.
    answers: to the question of which scale the grades are, where two fit.

    Without a number, a paper has its voter's name; without that, its place. What is in columns that
    are not read, and disagreement in Polis, is in `unmapped`.
    """
    titles, table = under_header(table, is_known).header, settled(table)
    mapping = guess_columns(table) if mapping is None else mapping
    if "option" not in mapping.values() and CHOSEN.intersection(mapping.values()):
        found = _read_chosen(table, mapping)
    else:
        found = _read_marked(table, titles, mapping, Questions(answers))
    refuse_excess(table.name, found)
    for option in found.options:
        refuse_long(table.name, option.wording)
    return without_long_numbers(found)


def _read_chosen(table: Table, mapping: Mapping[str, str]) -> PapersReading:
    """Read papers that name the options they choose, instead of marking each."""
    lists = [at for at, title in enumerate(table.header) if mapping.get(title) == LISTED]
    return read_listed(table, mapping, lists[0]) if lists else read_ranked(table, mapping)


def _read_marked(
    table: Table, titles: Sequence[str], mapping: Mapping[str, str], questions: Questions
) -> PapersReading:
    """Read papers that have a column for each option.

    titles: as they are written, of which two may be alike.
    """
    columns = [at for at, title in enumerate(table.header) if mapping.get(title) == "option"]
    _refuse_other_shapes(table, columns, mapping)
    question, wordings = _options(table, [titles[at] or table.header[at] for at in columns])
    options, polis = options_of(*wordings), is_polis(table)
    scale = _scale(table, columns, questions)
    heads = Heads(table, mapping, ("option",))
    marks = {row.line: _marks(row, columns, options, scale) for row in table.rows}
    if polis:
        marks = {line: _agreed(own) for line, own in marks.items()}
    entries, refused = entries_of(table.rows, heads, marks)
    unmapped = [title for title in table.header if not mapping.get(title)]
    if polis:
        unmapped += _not_agreed(table, columns)
    return PapersReading(
        tuple(entries),
        tuple(refused),
        tuple(unmapped),
        questions.asked(),
        columns=tuple((title, mapping.get(title, "")) for title in table.header),
        options=options,
        method="approval" if polis else scale.method,
        dots=scale.best * len(options) if scale.method == "dots" else 0,
        cap=scale.best,
        question=question,
        names_cards=polis,
        named=any(entry.voter or entry.email for entry in entries),
    )


def _refuse_other_shapes(table: Table, columns: Sequence[int], mapping: Mapping[str, str]) -> None:
    """Refuse a table whose rows are no papers. Raises WorkshopError.

    One column of marks may be that of an option, unless another says what each mark is for.
    """
    if len(columns) > 1 and all(is_of_one_paper(table.header[at]) for at in columns):
        raise WorkshopError(
            say(
                "{table} has a column for each paper (line 1): turn it round, so that each paper has a "
                "row and each option a column.",
                table=table.name,
            )
        )
    if len(columns) == 1 and not all(mapping.get(title) for title in table.header):
        raise WorkshopError(
            say(
                "{table} has marks in one column only, “{title}”: give each paper a row and each option "
                "a column.",
                table=table.name,
                title=table.header[columns[0]],
            )
        )
    if not columns:
        raise WorkshopError(
            say(
                "{table} has no options (line 1): add one column for each option.", table=table.name
            )
        )


def _options(table: Table, titles: Sequence[str]) -> tuple[str, list[str]]:
    """Return the question above a grid, or nothing, and the options by their titles."""
    questions = set(map(question_of, titles))
    question = next(iter(questions)) if len(questions) == 1 and not is_ours(table) else ""
    wordings = [option_of(title) if question else title.strip() for title in titles]
    seen: set[str] = set()
    for wording in wordings:
        if wording.casefold() in seen:
            raise WorkshopError(
                say(
                    "{name} has two columns called {title} (line 1): give each option its own.",
                    name=table.name,
                    title=wording,
                )
            )
        seen.add(wording.casefold())
    return question, wordings


def _scale(table: Table, columns: Sequence[int], questions: Questions) -> Scale:
    """Return the scores of the grades on the papers; which scale they are of is asked if two fit."""
    cells = {row.cells[at] for row in table.rows for at in columns}
    scales = {str(at): scale for at, scale in enumerate(fitting_scales(cells), 1)}
    if len(scales) < 2:
        return next(iter(scales.values()), NO_SCALE)
    choices = tuple((key, scale_words(one)) for key, one in scales.items())
    what = say("How many points is each grade on the papers?")
    return scales[questions.ask(Question(_SCALE, what, choices, choices[0][0]))]


def _marks(
    row: Row, columns: Sequence[int], options: Sequence[PaperOption], scale: Scale
) -> Marks | str:
    """Return the marks of a row, or why they cannot be taken."""
    marks = []
    for at, option in zip(columns, options, strict=True):
        cell = row.cells[at].strip()
        value = mark(cell, scale, option.wording)
        if value is None:
            return _no_mark(cell[:40], option.wording)
        if not says_nothing(cell):
            marks.append((option.key, value))
    return tuple(marks)


def _no_mark(cell: str, option: str) -> str:
    if is_grade(cell):
        return say(
            "“{cell}” under {title} is a grade of no scale that has all the grades here",
            cell=cell,
            title=option,
        )
    return say("“{cell}” under {title} is not a whole number", cell=cell, title=option)


def _agreed(marks: Marks | str) -> Marks | str:
    """Return the agreements among the votes of Polis."""
    return marks if isinstance(marks, str) else tuple(one for one in marks if one[1] == 1)


def _not_agreed(table: Table, columns: Sequence[int]) -> Iterator[str]:
    cells = [row.cells[at].strip() for row in table.rows for at in columns]
    against, passed = cells.count("-1"), cells.count("0")
    if against:
        yield count(against, "{n} disagreement (-1)", "{n:,} disagreements (-1)")
    if passed:
        yield count(passed, "{n} pass (0)", "{n:,} passes (0)")


COLUMNS: Final = Columns(FIELDS, settled, guess_columns, read_paper_table)
