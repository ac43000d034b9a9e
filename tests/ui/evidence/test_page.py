"""The Evidence page, used by keyboard as a facilitator uses it; then the file is looked at."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.evidence import evidence_forms as forms
from ui.evidence.page import EvidencePage
from ui.evidence.views.view_stack import (
    CODES,
    FINDINGS,
    KINDS,
    MATRIX,
    OUTLINE,
    PATTERNS,
    VISITS,
)
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from upstream_workshop.evidence import queries, services
from upstream_workshop.evidence.codebook import queries as codebook
from upstream_workshop.evidence.codebook.services import add_code
from upstream_workshop.evidence.kinds import Use

Key = Qt.Key
HOMES = ("Kirklees", "Oldham", "Gateshead", "Leeds")
SAID = "nobody may sign for more than fifty pounds"


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs) -> EvidencePage:
    """A page with a code book and visits to four places, one of which said nothing yet."""
    with desk.workshop.change("Furnish") as session:
        risk, money = (add_code(session, name) for name in ("Risk", "Money"))
        for home in HOMES:
            services.add_visit(session, home, consent=Use.NAMED)
        for home in HOMES[:3]:
            services.add_finding(
                session,
                [risk],
                text=f"{home} waits",
                organisation=home,
                kind_name="barrier",
                use=Use.NAMED,
            )
        services.add_finding(
            session, [risk, money], text="Kept apart", organisation="Kirklees", use=Use.NEVER
        )
    return shown(qtbot, EvidencePage(desk, jobs))


def found(page: EvidencePage) -> tuple[queries.FindingRow, ...]:
    return page.desk.ask(queries.findings)


def test_forty_findings_cost_six_keys_each_beyond_their_words(
    qtbot: QtBot, page: EvidencePage
) -> None:
    keys = 0
    for number in range(40):
        line = f"b;{SAID} {number} #r" if number else f"oldham: b;{SAID} {number} #r"
        qtbot.keyClicks(page.entry.field, line)
        qtbot.keyClick(page.entry.field, Key.Key_Return)
        keys += len(line) + 1 - len(f"{SAID} {number}") - len(" ")  # a space parts words, too
    rows = found(page)[4:]
    assert [row.text for row in rows] == [f"{SAID} {number}" for number in range(40)]
    assert {(row.organisation, row.kind_name, len(row.codes)) for row in rows} == {
        ("Oldham", "barrier", 1)
    }
    assert keys <= 6 * 40 + len("oldham: ")
    assert page.findings.chosen().text == f"{SAID} 39"  # type: ignore[union-attr]


def test_what_is_refused_stays_selected_and_files_nothing(qtbot: QtBot, page: EvidencePage) -> None:
    qtbot.keyClicks(page.entry.field, "Oldhim: too slow")
    qtbot.keyClick(page.entry.field, Key.Key_Return)
    assert len(found(page)) == 4
    assert page.entry.field.selectedText() == "Oldhim: too slow"
    assert "no organisation called “Oldhim”" in page.entry.refusal()
    qtbot.keyClick(page.entry.field, Key.Key_Escape)
    assert page.entry.field.text() == ""


def test_the_meaning_is_shown_while_it_is_typed(qtbot: QtBot, page: EvidencePage) -> None:
    qtbot.keyClicks(page.entry.field, "kirk: enabler; they dared #ri #trust @never")
    assert page.entry.field.ghost == "→ Kirklees · enabler · Risk, trust · never"


def test_a_pasted_list_is_one_step_or_nothing(qtbot: QtBot, page: EvidencePage) -> None:
    QGuiApplication.clipboard().setText("kirklees: one #new\ntwo #new\nnobody: three")
    qtbot.keyClick(page.entry.field, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "Line 3: There is no organisation called “nobody”" in page.entry.refusal()
    assert len(found(page)) == 4
    QGuiApplication.clipboard().setText("kirklees: one #new\ntwo #new")
    qtbot.keyClick(page.entry.field, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [(row.text, row.organisation) for row in found(page)[4:]] == [
        ("one", "Kirklees"),
        ("two", "Kirklees"),
    ]
    page.desk.undo()
    assert len(found(page)) == 4
    assert "new" not in page.desk.ask(codebook.paths).values()


def test_enter_on_a_cell_opens_the_quotes(qtbot: QtBot, page: EvidencePage) -> None:
    page.show_view(MATRIX)
    model = page.matrix.model()
    names = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert names == sorted(HOMES)
    page.matrix.setCurrentIndex(model.index(0, names.index("Kirklees")))
    cell = page.matrix.currentIndex()
    assert cell.data() == "2"
    assert (
        cell.data(Qt.ItemDataRole.AccessibleTextRole)
        == "Risk – Kirklees: 2 findings\nKirklees waits"
    )
    qtbot.keyClick(page.matrix, Key.Key_Return)
    assert page.quotes.area.hasFocus()
    page.show_view(KINDS)
    assert page.matrix.model().columnCount() == 4  # with no kind
    page.show_view(OUTLINE)
    assert page.outline.topLevelItem(0).text(0) == "Risk · 3 of 4"  # type: ignore[union-attr]


def answering(monkeypatch: pytest.MonkeyPatch, answers: dict[str, Any]) -> None:
    """Let the forms be answered so."""
    monkeypatch.setattr(
        forms,
        "ask_form",
        lambda _over, _title, fields, now=None: (
            {f.key: (now or {}).get(f.key) for f in fields} | answers
        ),
    )


def test_findings_are_changed_coded_and_removed_by_keys(
    qtbot: QtBot, page: EvidencePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_view(FINDINGS)
    table = page.findings.table
    table.select(lambda row: row.text == "Oldham waits")
    answering(monkeypatch, {"text": "Oldham waited", "standing": "disputed"})
    qtbot.keyClick(table, Key.Key_F2)
    answering(monkeypatch, {})
    qtbot.keyClick(table, Key.Key_C)  # the first code that it has not: Money
    row = next(row for row in found(page) if row.organisation == "Oldham")
    paths = page.desk.ask(codebook.paths)
    assert (row.text, row.standing) == ("Oldham waited", "disputed")
    assert [paths[code] for code in row.codes] == ["Risk", "Money"]
    qtbot.keyClick(table, Key.Key_X)
    qtbot.keyClick(table, Key.Key_Delete)
    assert [row.organisation for row in found(page)] == ["Kirklees", "Gateshead", "Kirklees"]
    for _ in range(4):
        page.desk.undo()
    assert [row.text for row in found(page)][1] == "Oldham waits"


def test_codes_are_added_merged_parted_and_split_by_keys(
    qtbot: QtBot, page: EvidencePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_view(CODES)
    page.entry.field.clear()
    page.codes.setFocus()
    rows = page.desk.ask(codebook.codes)
    answering(monkeypatch, {"one": f"{rows[1].id}"})
    qtbot.keyClick(page.codes, Key.Key_M)
    assert [row.path for row in page.desk.ask(codebook.codes)] == ["Money"]
    qtbot.keyClick(page.codes, Key.Key_P)
    assert {row.path for row in page.desk.ask(codebook.codes)} == {"Risk", "Money"}
    own = [row for row in found(page) if page.codes.chosen().id in row.codes]  # type: ignore[union-attr]
    answering(monkeypatch, {"name": "Fear"} | {f"{row.id}": True for row in own})
    qtbot.keyClick(page.codes, Key.Key_S)
    assert "Fear" in page.desk.ask(codebook.paths).values()
    answering(monkeypatch, {"name": "Below", "description": "What it is"})
    page.add()
    assert [row.depth for row in page.desk.ask(codebook.codes) if row.name == "Below"] == [1]


def test_a_visit_limits_what_may_be_used(
    qtbot: QtBot, page: EvidencePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_view(VISITS)
    page.visits.select(lambda row: row.organisation == "Oldham")
    answering(monkeypatch, {"consent": "never"})
    qtbot.keyClick(page.visits, Key.Key_F2)
    assert [row.use for row in found(page)] == [Use.NAMED, Use.NEVER, Use.NAMED, Use.NEVER]


def test_a_slide_tells_no_small_number_and_nothing_that_may_not_be_used(page: EvidencePage) -> None:
    page.show_view(PATTERNS)
    page.patterns.shared.select(lambda row: row.one.path == "Risk")
    slide = page.slide()
    assert slide is not None
    assert slide.lead == "Said nearly everywhere"  # by 3 of 4: the one left is not given away
    assert slide.lines == tuple(f"“{home} waits”" for home in HOMES[:3])
    page.patterns.shared.select(lambda row: row.one.path == "Money")
    assert page.slide() is None
    page.show_view(FINDINGS)
    assert page.slide().numbers[0] == ("findings", "3")  # type: ignore[union-attr]
