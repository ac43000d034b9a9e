"""The command that imports a foreign file."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Final

from resources.words import count, say
from ui.cli import import_answers
from ui.cli.answer import Answer
from ui.cli.sessions import opened_session
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps.importing.unclear_links import unclear_signs
from upstream_workshop.readers.file_kinds import source_of
from upstream_workshop.readers.lists.several_files import TABLE, files_in, is_folder, read_files
from upstream_workshop.readers.reading import ImportOutcome, Question, sheet_and_line
from upstream_workshop.readers.sandboxed_reader import read_sandboxed
from upstream_workshop.whole.rehearsals import Preview, Request

_MAP: Final = "map"  # the kind of import that asks about signs


def take_in(asked: argparse.Namespace) -> Answer:
    """Import a file.

    With --dry-run nothing is written; with --strict nothing is if a question is open.
    """
    said = import_answers.read_answers(asked.answers)
    said += [each for signs in asked.signs for each in import_answers.read_signs(signs)]
    said_in = asked.answers or Path("--signs")
    name = asked.into or asked.source.stem
    with opened_session(asked) as opened:
        source = _read(asked.kind, asked.source)
        with closing(opened.rehearsal()) as rehearsal:
            plain = rehearsal.preview(Request(asked.kind, name, source))
            answers = import_answers.as_asked(said, plain.questions)
            given = Request(asked.kind, name, source, None, answers)
            tried = rehearsal.preview(given) if answers else plain
        every = (*plain.questions, *tried.questions)
        import_answers.refuse_unknown(said_in, asked.source.name, every, answers)
        import_answers.refuse_unfit(said_in, every, answers)
        open_ = import_answers.open_questions(tried.questions, answers, bool(asked.into))
        if tried.outcome is None:
            return _with_questions(tried.refusal, open_)
        if asked.dry_run:
            opened.rehearse(lambda _session: None)  # refused where nothing can be written
        outcome, held = tried.outcome, asked.strict and bool(open_)
        if not asked.dry_run and not held:
            outcome = opened.take_in(asked.kind, name, tried.reading, answers=answers)
    return _answer(asked, tried, outcome, open_, held)


def _answer(
    asked: argparse.Namespace,
    tried: Preview,
    outcome: ImportOutcome,
    open_: Sequence[Question],
    held: bool,
) -> Answer:
    """Return what is said of an import.

    tried: the rehearsal of it.
    open_: the questions that nobody has answered.
    held: whether nothing was imported because of them.
    """
    notes = (*(tried.lists.notes if tried.lists else ()), *outcome.notes)
    values = outcome.summary() | {
        "notes": list(notes),
        "questions": import_answers.as_values(open_),
    }
    if asked.kind == _MAP:
        values["asked"] = import_answers.signs_asked(unclear_signs(tried.reading), open_)
    lines = (
        *_import_lines(outcome, asked.dry_run or held),
        *notes,
        *import_answers.as_lines(open_),
    )
    left = count(
        len(open_),
        "{n} question about {name} to be answered first: nothing was imported.",
        "{n} questions about {name} to be answered first: nothing was imported.",
        name=asked.source.name,
    )
    return Answer(values, lines, left if held else "")


def _read(kind: str, path: Path) -> Any:
    """Return what is read of a file, or for lists of all files of a folder."""
    reader = source_of(kind)
    several = reader == TABLE and is_folder(path)
    return read_files(partial(read_sandboxed, reader), files_in(path) if several else (path,))


def _with_questions(refusal: str, open_: Sequence[Question]) -> Answer:
    """Return why a file is refused, with the questions whose answers may change that.

    Raises WorkshopError: when it leaves nothing open.
    """
    if not open_:
        raise WorkshopError(refusal)
    values = ImportOutcome().summary() | {"questions": import_answers.as_values(open_)}
    return Answer(values, tuple(import_answers.as_lines(open_)), refusal)


def _import_lines(outcome: ImportOutcome, rehearsed: bool) -> tuple[str, ...]:
    numbers = {
        "added": outcome.added,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "refused": len(outcome.refused),
    }
    done = say(
        "{added} added, {updated} updated, {unchanged} unchanged, {refused} refused.", **numbers
    )
    if rehearsed:
        done = say(
            "Would be: {added} added, {updated} updated, {unchanged} unchanged, {refused} refused.",
            **numbers,
        )
    lines = [done, *(_refused(one.line, one.why) for one in outcome.refused)]
    if outcome.unmapped:
        lines.append(say("Not used: {columns}.", columns=", ".join(outcome.unmapped)))
    return tuple(lines)


def _refused(line: int, why: str) -> str:
    sheet, own = sheet_and_line(line)
    if sheet:
        return say("Sheet {sheet}, line {line}: {why}", sheet=sheet, line=own, why=why)
    return say("Line {line}: {why}", line=own, why=why)
