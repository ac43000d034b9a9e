"""The window and the command line ask the same about a file, and make the same of the same answers."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.core.storage.test_undo import dump
from tests.core.workgroups.form_references import references
from tests.ui.importing import choosing
from tests.ui.showing import settled, shown
from ui.cli import verbs
from ui.importing.flow import ImportFlow
from ui.importing.import_dialog import ImportDialog
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from upstream_workshop.people.queries import roster
from upstream_workshop.readers.reading import Question
from upstream_workshop.session_file import schema
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes.queries import themes
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting.papers import queries as paper_queries

SHOWN = choosing.kinds()
SEEDS = range(2)
DRAWN = {"uid"}  # columns that are drawn anew for each row
SECRET = {"ballot_paper", "mark"}  # under random ids; those of an open secret ballot are in no copy
PEOPLE = (
    "Name,Email,Photo consent,Consent: a zebra list,Status,Interests,Organisation\n"
    '{known},other@x.org,"Yes, but not online",maybe,Pending,"a ramp, data",Anytown CC\n'
    "Ana Luz,ana@x.org,hm,yes,Attending,trees,Anytown County Council\n"
    "Ana Luz,ana@y.org,Yes,no,Attending,,Anytown\n"
    "Bo Sten +1,b@x.org,only in groups,yes,Pending,vegan lunch,\n"
    "Policy Officer,p@x.org,Yes,yes,Attending,,\n"
)


def books(folder: Path, *sheets: tuple[tuple[str, ...], ...]) -> Path:
    """A workbook with these sheets, whose last row is hidden."""
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Table {number}")
        for row in rows:
            sheet.append(row)
        sheet.row_dimensions[len(rows)].hidden = True
    path = folder / "Tables.xlsx"
    book.save(path)
    return path


def files(folder: Path, desk: Desk) -> Iterator[tuple[str, Path]]:
    """A file of each kind that leaves something open."""
    theme, other = (row.title for row in desk.ask(themes)[:2])
    ballot = next(row for row in desk.ask(voting.ballots) if row.state == "open")
    first, second = (row.name for row in desk.ask(roster)[:2])
    (folder / "list.csv").write_text(PEOPLE.format(known=first), "utf-8")
    yield "people", folder / "list.csv"
    cards = (("text", "theme"), ("Y gymuned", ""), ("More sockets", "Sockets"))
    yield "cards", books(folder, cards, (("text", "theme"), ("Less noise", ""), ("Hidden", "")))
    for kind, title in (("findings", "text"), ("codebook", "code")):
        (folder / kind).mkdir()
        head = ((title, "use"), ("Too slow", ""))
        yield kind, books(folder / kind, head, ((title, "use"), ("Hidden", "")))
    titles = ",".join(option.wording for option in ballot.options[:2])
    paper = f"paper,{titles}\n901,1,\n902,1,1\n"
    (folder / "Other name.csv").write_text(paper, "utf-8")
    yield "ballot-papers", folder / "Other name.csv"
    head = ("participant", "first", "second")
    (folder / "choices").mkdir()
    yield (
        "choices",
        books(folder / "choices", (head, (first, theme, other)), (head, (second, other, ""))),
    )
    _, promise, _ = desk.ask(references)
    forms = f"reference,now\n{promise},done\n{promise},dropped\n"
    (folder / "forms.csv").write_text(forms, "utf-8")
    yield "forms", folder / "forms.csv"
    (folder / "A map.csv").write_text("from,to,sign\nA,B,+\nB,A,-\n", "utf-8")
    yield "map", folder / "A map.csv"
    plan = "start,minutes,title,track\n22:00,30,Bonfire,A\n22:00,15,Stories,B\n"
    (folder / "plan.csv").write_text(plan, "utf-8")
    yield "agenda", folder / "plan.csv"


Asked = dict[str, tuple[str, ...]]  # by the key of a question, what it offers


def asked_by(dialog: ImportDialog) -> Asked:
    """What the preview asks that has more than one answer."""
    every = {
        one.key: tuple(answer for answer, _ in one.choices) for one in dialog.preview.questions
    }
    return {key: choices for key, choices in every.items() if len(choices) > 1}


def chosen(key: str, choices: tuple[str, ...], seed: int) -> str:
    """An answer that window and command line choose alike."""
    return random.Random(f"{key} {seed}").choice(choices[:2])


def answer(qtbot: QtBot, dialog: ImportDialog, question: Question, given: str) -> None:
    """Answer a question of the preview where it stands."""
    if question.sides is None:
        qtbot.waitUntil(lambda: question.key in dialog.questions.boxes)
        box = dialog.questions.boxes[question.key]
        box.setCurrentIndex(box.findData(given))
        box.activated.emit(box.currentIndex())
        return
    dialog.duplicates.table.select(lambda row: row.question.key == question.key)
    apart = given == question.choices[0][0]
    (dialog.duplicates.keep_both if apart else dialog.duplicates.merge)()


def by_window(
    qtbot: QtBot, desk: Desk, jobs: Jobs, kind: str, path: Path, seed: int
) -> tuple[Asked, dict[str, str]]:
    """Import a file as a user does; return what is asked first, and all answers."""
    first: Asked = {}
    given: dict[str, str] = {}

    def look(dialog: ImportDialog) -> bool:
        first.update(asked_by(dialog))
        while left := {
            key: offered for key, offered in asked_by(dialog).items() if key not in given
        }:
            key, offered = next(iter(left.items()))
            question = next(one for one in dialog.preview.questions if one.key == key)
            given[key] = chosen(key, offered, seed)
            answer(qtbot, dialog, question, given[key])
            settled(jobs)
        return dialog.preview.outcome is not None

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ImportDialog, "exec", look)
        page = shown(qtbot, QWidget())
        ImportFlow(desk, jobs, SHOWN[kind], page).import_file(path)
        settled(jobs)
    return first, given


class CommandLine:
    """The command line on a session file of its own."""

    def __init__(
        self, session: Path, kind: str, path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.answers = session.with_name("answers.json")
        self._import = ["import", str(session), str(path), "--as", kind, "--json",
                        "--home", str(session.with_name("home"))]  # fmt: skip
        self._capsys = capsys

    def run(self, *more: str, **answers: str) -> tuple[int, Asked]:
        """Import with these answers; return the exit code and what is still open."""
        self.answers.write_text(json.dumps(answers), "utf-8")
        code = verbs.main([*self._import, "--answer", str(self.answers), *more])
        said = self._capsys.readouterr()
        assert said.out, said.err
        questions: list[dict[str, Any]] = json.loads(said.out)["questions"]
        return code, {one["key"]: tuple(one["choices"]) for one in questions}


def comparable(workshop: Workshop) -> dict[str, list[Any]]:
    """Every row of every watched table, without what is drawn anew, and the numbers of papers."""
    with workshop.read() as session:
        papers = [
            one for row in voting.ballots(session) for one in paper_queries.papers(session, row.id)
        ]
    found = {"papers": sorted((one.number, one.marks) for one in papers if one.number[:1] == "9")}
    for table in schema.watched().keys() - SECRET:
        kept = [at for at, column in enumerate(schema.watched()[table]) if column not in DRAWN]
        found[table] = [tuple(row[at] for at in kept) for row in dump(workshop)[table]]
    return found


# kinds of which nothing is asked here: texts, and responses where there is one draft
UNASKED = {"draft", "source", "responses"}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", sorted(set(SHOWN) - UNASKED))
def test_they_ask_the_same_and_do_the_same(
    qtbot: QtBot,
    furnished_desk: Desk,
    jobs: Jobs,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    seed: int,
) -> None:
    path = dict(files(tmp_path, furnished_desk))[kind]
    session = tmp_path / "apart" / "session.upstream"
    session.parent.mkdir()
    with closing(furnished_desk.workshop.snapshot(whole=True)) as copy:
        copy.execute("VACUUM INTO ?", (str(session),))
    line = CommandLine(session, kind, path, capsys)
    code, open_ = line.run("--strict")
    first, given = by_window(qtbot, furnished_desk, jobs, kind, path, seed)
    assert first, "this file leaves something open"
    assert (code, open_) == (3, first)
    assert line.run("--strict", **given) == (0, {})
    with Workshop.open(session) as workshop:
        assert comparable(workshop) == comparable(furnished_desk.workshop)
