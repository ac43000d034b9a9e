"""For every kind of foreign file: its preview changes nothing and is what is then done, as one step."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core import foreign, furnished
from tests.core.storage.test_undo import dump
from tests.core.workgroups.form_references import references
from upstream_workshop import rooms
from upstream_workshop.application.actions import Action
from upstream_workshop.application.session import OpenSession
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps import queries as maps
from upstream_workshop.people import queries as people
from upstream_workshop.readers.file_kinds import COLUMNS, READERS
from upstream_workshop.readers.formats.tables import read_table
from upstream_workshop.readers.reading import ImportEffect, ImportOutcome
from upstream_workshop.room import INTO
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import queries as themes
from upstream_workshop.voting import queries as voting
from upstream_workshop.whole.rehearsals import Preview, Request

FILES = foreign.files()


def test_every_kind_is_tried() -> None:
    assert set(FILES) == set(rooms.imports())


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenSession]:
    """A session with something in every room, for all tests here: each leaves it as it was."""
    with Workshop.create(tmp_path_factory.mktemp("kept") / "session.upstream") as workshop:
        furnished.furnish(workshop)
        opened = OpenSession(workshop)
        opened.back_up = lambda _why: None
        yield opened


@contextmanager
def left_as_it_was(opened: OpenSession) -> Iterator[dict[str, Any]]:
    before, step = dump(opened.workshop), opened.workshop.last_step
    yield before
    while opened.workshop.last_step is not step:
        opened.undo()
    assert dump(opened.workshop) == before


@pytest.fixture
def opened(kept: OpenSession) -> Iterator[OpenSession]:
    with left_as_it_was(kept):
        yield kept


def added(outcome: ImportOutcome, kind: str) -> int:
    rows = [row for row in outcome.rows if FILES[kind].counts(row)]
    return sum(row.what == ImportEffect.ADDED for row in rows)


def titled(text: str, opened: OpenSession) -> str:
    """Made-up options and themes by the titles that the session knows."""
    known: list[str] = []
    if text.startswith("Theme "):
        known = [row.title for row in opened.ask(themes.themes)]
    elif text.startswith("Option "):
        ballot = next(row for row in opened.ask(voting.ballots) if row.state == "open")
        known = [option.wording for option in ballot.options]
    elif text.startswith("Form "):
        known = opened.ask(references)
    at = "ABC".find(text[-1:])
    return known[at] if 0 <= at < len(known) else text


def written(folder: Path, rows: list[list[str]]) -> Path:
    path = folder / "made up.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def read(kind: str, path: Path) -> Any:
    return read_table(path) if kind in COLUMNS else READERS[kind](path)


def tried(opened: OpenSession, request: Request) -> Preview:
    with closing(opened.rehearsal()) as rehearsal:
        return rehearsal.preview(request)


def take(opened: OpenSession, request: Request) -> ImportOutcome:
    service = rooms.imports()[request.key].take
    return opened.do(Action("Import"), service, request.name, request.reading(), request.answers)


@pytest.mark.parametrize("kind", sorted(kind for kind, file in FILES.items() if file.cells))
@given(data=st.data())
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
def test_the_preview_is_what_is_done(
    kept: OpenSession, tmp_path_factory: pytest.TempPathFactory, kind: str, data: st.DataObject
) -> None:
    columns = FILES[kind].cells
    row = st.tuples(*(st.sampled_from(cells) for cells in columns.values())).filter(any)
    rows = data.draw(st.lists(row, min_size=1, max_size=8))
    cells = [[titled(cell, kept) for cell in each] for each in (columns, *rows)]
    name = data.draw(st.sampled_from(["made up", *(row.name for row in kept.ask(voting.ballots))]))
    source = read(kind, written(tmp_path_factory.mktemp(kind), cells))
    with left_as_it_was(kept) as before:
        step = kept.workshop.last_step
        request = Request(kind, name, source)
        preview = tried(kept, request)
        choices = [(one.key, one.choices) for one in preview.questions]
        answers = {key: data.draw(st.sampled_from(some))[0] for key, some in choices}
        request = Request(kind, name, source, answers=answers)
        preview = tried(kept, request)
        assert dump(kept.workshop) == before, "trying keeps nothing"
        assert kept.workshop.last_step is step
        if preview.outcome is None:
            with pytest.raises(WorkshopError) as refused:
                take(kept, request)
            assert str(refused.value) == preview.refusal
            return
        done = take(kept, request)
        after = dump(kept.workshop)
        assert (done, done.rows) == (preview.outcome, preview.outcome.rows)
        assert FILES[kind].gain(before, after) == added(done, kind)
        counts = Counter(one.what for one in done.rows)
        assert (counts[ImportEffect.ADDED], counts[ImportEffect.UPDATED]) == (
            done.added,
            done.updated,
        )
        again = tried(kept, request)
        assert again.outcome is not None
        assert again.outcome.added == 0, "nothing is new in it"
        assert take(kept, request) == again.outcome
        assert FILES[kind].gain(after, dump(kept.workshop)) == 0


@pytest.mark.parametrize("kind", sorted(kind for kind, file in FILES.items() if file.cells))
def test_taking_a_file_in_is_one_step(opened: OpenSession, tmp_path: Path, kind: str) -> None:
    columns = FILES[kind].cells
    cells = [[titled(each[0], opened) for each in columns.values()]]
    titles = [titled(each, opened) for each in columns]
    ballot = next(row.name for row in opened.ask(voting.ballots) if row.state == "open")
    source = read(kind, written(tmp_path, [titles, *cells]))
    before, step = dump(opened.workshop), opened.workshop.last_step
    assert take(opened, Request(kind, ballot, source)).changes
    assert dump(opened.workshop) != before
    opened.undo()
    assert dump(opened.workshop) == before
    assert opened.workshop.last_step is step


def test_a_secret_vote_knows_its_own_papers(opened: OpenSession, tmp_path: Path) -> None:
    """Copies on disk hold none of them; the one in memory, which is never written, does."""
    ballot = next(row for row in opened.ask(voting.ballots) if row.state == "open")
    assert ballot.secret
    options = [option.wording for option in ballot.options]
    source = written(tmp_path, [["paper", *options], ["77", "1", *[""] * (len(options) - 1)]])
    request = Request("ballot-papers", ballot.name, READERS["ballot-papers"](source))
    assert take(opened, request).added == 1
    assert tried(opened, request).outcome == ImportOutcome(unchanged=1)


def test_a_file_goes_into_what_is_there_or_something_new(
    opened: OpenSession, tmp_path: Path
) -> None:
    source = read_table(written(tmp_path, [["from", "to"], ["Trust", "Luck"]]))
    before = [row.title for row in opened.ask(maps.maps)]
    (question,) = tried(opened, Request("map", "Another", source)).questions
    assert (question.key, question.default) == (INTO, "Another")
    assert [answer for answer, _ in question.choices] == ["Another", *before]
    take(opened, Request("map", "Another", source, answers={INTO: before[0]}))
    assert [row.title for row in opened.ask(maps.maps)] == before
    take(opened, Request("map", "Another", source))
    assert [row.title for row in opened.ask(maps.maps)] == [*before, "Another"]


def test_columns_are_read_as_corrected(opened: OpenSession, tmp_path: Path) -> None:
    table = read_table(written(tmp_path, [["Wer", "Council"], ["Ann Lee", "Leeds"]]))
    assert "no column with names" in tried(opened, Request("people", "", table)).refusal
    corrected = Request("people", "", table, {"Wer": "name", "Council": "organisation"})
    assert tried(opened, corrected).outcome == ImportOutcome(added=1)


def test_a_look_alike_is_two_people_until_somebody_says_otherwise(
    opened: OpenSession, tmp_path: Path
) -> None:
    table = read_table(written(tmp_path, [["Name", "Role"], ["Sian Pryse", "Scribe"]]))
    preview = tried(opened, Request("people", "", table))
    (question,) = preview.questions
    assert preview.outcome == ImportOutcome(added=1)
    merged = next(answer for answer, _ in question.choices if answer != question.default)
    answered = Request("people", "", table, answers={question.key: merged})
    roster = len(opened.ask(people.roster))
    assert take(opened, answered).updated == 1
    assert len(opened.ask(people.roster)) == roster


def test_a_closed_rehearsal_answers_nothing(opened: OpenSession, tmp_path: Path) -> None:
    rehearsal = opened.rehearsal()
    rehearsal.close()
    rehearsal.close()
    table = read_table(written(tmp_path, [["Name"], ["Ann"]]))
    assert rehearsal.preview(Request("people", "", table)) == Preview()
