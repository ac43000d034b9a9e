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

from tests.core import furnished
from tests.core.storage.test_undo import dump
from tests.core.workgroups.form_references import references
from upstream_workshop import rooms
from upstream_workshop.agenda.model import Block
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
from upstream_workshop.workgroups import services as workgroups

NAMES = ("Siân Prys", "Sian Pryse", "Ade Okafor", "Nadia Farouk", "Nadia Faruk", "Gwenllïan", "")
WORDS = ("Trust", "Reframing risk", "Y gymuned", "", "0", "-1", "x" * 700)
CELLS = {
    "people": {
        "Name": NAMES, "Organisation": ("Leeds", "Kirklees Council", ""), "Offers": WORDS,
        "Diet": ("Halal", ""), "E-mail": ("a@example.org", ""), "Status": ("", "Cancelled"),
    },
    "cards": {"text": WORDS, "theme": WORDS[:4], "table": ("1", ""), "colour": ("red", "")},
    "findings": {
        "text": WORDS, "kind": ("driver", "Barrier", "worry", ""), "organisation": ("Leeds", "", "Môn"),
        "codes": ("Risk; Trust", "risk/blame", "", "/"), "use": ("named", "perhaps", ""), "sky": ("wet",),
    },
    "codebook": {"code": (*WORDS, "Risk / Blame"), "description": WORDS[:4], "colour": ("red", "")},
    "ballot-papers": {
        "paper": ("1", "2", "3", "40", "41", *NAMES), "Option A": ("0", "1", "2", "9", "x"),
        "Option B": ("", "1", "3", "two"), "Option C": ("", "1"),
    },
    "choices": {"participant": NAMES, "first": ("Theme A", "Theme B", *WORDS), "second": ("Theme B", "")},
    "map": {
        "from": ("Trust", "Luck", "Risk", ""), "to": ("Trust", "Luck", ""), "sign": ("+", "-", "", "maybe"),
        "delay": ("", "yes"), "note": ("", "seen"),
    },
    "forms": {
        "reference": ("Form A", "Form B", "Form C", ""), "now": ("done", "moved", "4", "perhaps", ""),
        "new day": ("4 Mar 2027", "soon", ""), "note": ("", "seen"),
    },
    "agenda": {
        "day": ("1", "2", ""), "start": ("21:00", "9:00", "10:30", "22:00", "soon", ""),
        "minutes": ("20", "0:45", "x", ""), "title": ("Bonfire", "Lunch", "Vote", ""),
        "room": ("", "East"), "colour of the chairs": ("red", ""),
    },
}  # fmt: skip
TABLES = {
    "people": ("participant",),
    "cards": ("card",),
    "findings": ("finding",),
    "codebook": ("code",),
    "ballot-papers": ("ballot_paper",),
    "choices": (),
    "forms": ("follow_up", "indicator_answer"),
    "map": ("link",),
    "agenda": ("block",),
}


def test_every_kind_is_tried() -> None:
    assert set(CELLS) == set(TABLES) == set(rooms.imports())


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


def gained(before: dict[str, Any], after: dict[str, Any], kind: str) -> int:
    if kind == "choices":  # its rows are ranks; a line is one person
        return len(_choosers(after) - _choosers(before))
    if kind == "agenda":  # a plan that is replaced loses what the file does not have
        return (_blocks(after) - _blocks(before)).total()
    return sum(len(after[table]) - len(before[table]) for table in TABLES[kind])


def _blocks(rows: dict[str, Any]) -> Counter[tuple[object, ...]]:
    places = [
        list(Block.__table__.columns.keys()).index(name) for name in ("day", "track", "title")
    ]
    return Counter(tuple(row[place] for place in places) for row in rows["block"])


def _choosers(rows: dict[str, Any]) -> set[object]:
    place = list(workgroups.Choice.__table__.columns.keys()).index("participant_id")
    return {row[place] for row in rows["choice"]}


def added(outcome: ImportOutcome, kind: str) -> int:
    """Of a map its links, for a factor can come with one."""
    rows = [row for row in outcome.rows if kind != "map" or "→" in row.name]
    return sum(row.what == ImportEffect.ADDED for row in rows)


def titled(text: str, opened: OpenSession, kind: str) -> str:
    """Made-up options and themes by the titles that the session knows."""
    known = [row.title for row in opened.ask(themes.themes)]
    if kind == "ballot-papers":
        (ballot,) = [row for row in opened.ask(voting.ballots) if row.state == "open"][:1]
        known = [option.wording for option in ballot.options]
    if kind == "forms":
        known = opened.ask(references)
    at = "ABC".find(text[-1:]) if text.startswith(("Theme ", "Option ", "Form ")) else -1
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


@pytest.mark.parametrize("kind", sorted(CELLS))
@given(data=st.data())
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
def test_the_preview_is_what_is_done(
    kept: OpenSession, tmp_path_factory: pytest.TempPathFactory, kind: str, data: st.DataObject
) -> None:
    columns = CELLS[kind]
    row = st.tuples(*(st.sampled_from(cells) for cells in columns.values())).filter(any)
    rows = data.draw(st.lists(row, min_size=1, max_size=8))
    cells = [[titled(cell, kept, kind) for cell in each] for each in (columns, *rows)]
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
        assert gained(before, after, kind) == added(done, kind)
        counts = Counter(one.what for one in done.rows)
        assert (counts[ImportEffect.ADDED], counts[ImportEffect.UPDATED]) == (
            done.added,
            done.updated,
        )
        again = tried(kept, request)
        assert again.outcome is not None
        assert again.outcome.added == 0, "nothing is new in it"
        assert take(kept, request) == again.outcome
        assert gained(after, dump(kept.workshop), kind) == 0


@pytest.mark.parametrize("kind", sorted(CELLS))
def test_taking_a_file_in_is_one_step(opened: OpenSession, tmp_path: Path, kind: str) -> None:
    columns = CELLS[kind]
    cells = [[titled(each[0], opened, kind) for each in columns.values()]]
    if kind == "choices":
        cells = [["Siân Prys", titled("Theme B", opened, kind), ""]]
    if kind == "forms":
        cells = [[titled("Form B", opened, kind), "done", "", "at last"]]
    titles = [titled(each, opened, kind) for each in columns]
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
