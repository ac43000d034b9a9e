"""The Evidence page, used by keyboard as a facilitator uses it; then the file is looked at."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled, shown
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
from ui.widgets.inputs.cluster_dialog import ClusterDialog
from upstream_workshop.evidence import queries, services
from upstream_workshop.evidence.codebook import queries as codebook
from upstream_workshop.evidence.codebook.services import add_code
from upstream_workshop.evidence.kinds import Standing, Use

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


def test_corrections_are_keyed_by_number_and_the_old_wording_is_shown(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs
) -> None:
    page = shown(qtbot, EvidencePage(furnished_desk, jobs), 1366, 768)
    number = furnished_desk.ask(queries.findings)[0].id
    qtbot.keyClick(page, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    line = page.correcting
    assert page.entry.isHidden()
    for typed in (f"{number} d that is not us (Buyer)", "a Buying took six months", "x", "99 c"):
        line.field.clear()
        qtbot.keyClicks(line.field, typed)
        qtbot.keyClick(line.field, Qt.Key.Key_Return)
    assert line.refusal() == "No finding has the number 99."
    line.field.clear()
    row = furnished_desk.ask(queries.findings)[0]
    assert (row.text, row.standing) == ("Buying took six months", Standing.AMENDED)
    said = [each.text() for each in page.quotes.findChildren(QLabel)]
    assert "disputed – “that is not us” – Buyer" in said
    assert "amended – was “Procurement takes nine months”" in said
    qtbot.keyClick(line.field, Qt.Key.Key_Escape)
    assert line.isHidden()
    assert page.quotes.isHidden()


def test_a_line_on_a_cell_is_shown_in_it_and_marked_when_stale(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, EvidencePage(furnished_desk, jobs), 1366, 768)
    page.show_view(MATRIX)
    at = next(
        index
        for row in range(page.matrix.model().rowCount())
        for column in range(page.matrix.model().columnCount())
        if (index := page.matrix.model().index(row, column)).data() == "1"
    )
    page.matrix.setCurrentIndex(at)
    monkeypatch.setattr(forms, "ask_form", lambda *_: {"text": "They wait"})
    qtbot.keyClick(page.matrix, Qt.Key.Key_F2)
    assert page.matrix.currentIndex().data() == "1 · They wait"
    assert "They wait" in [each.text() for each in page.quotes.findChildren(QLabel)]
    one = page.matrix.model().findings(page.matrix.currentIndex())[0]
    furnished_desk.do("Change", partial(services.amend_finding, text="They no longer wait"), one.id)
    assert page.matrix.currentIndex().data() == "1 ! They wait"


def test_groupings_are_proposed_with_reasons_and_accepted_into_a_code(
    qtbot: QtBot, desk: Desk, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk.workshop.change("Furnish") as session:
        add_code(session, "Grants")
        for text in ("Short grants end in spring", "No grants for thinking", "One bus a day"):
            services.add_finding(session, text=text)
    page = shown(qtbot, EvidencePage(desk, jobs))
    seen: list[str] = []

    def answer(dialog: ClusterDialog) -> int:
        top = dialog.tree.topLevelItem(0)
        assert top is not None
        seen.extend((top.text(0), top.text(1)))
        dialog.take()  # nothing is ticked
        qtbot.keyClick(dialog.tree, Key.Key_Space)
        dialog.take()
        return dialog.result()

    monkeypatch.setattr(ClusterDialog, "exec", answer)
    qtbot.keyClick(
        page, Key.Key_G, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    settled(jobs)
    assert seen == ["Grants", "share: grants"]
    assert [code.name for code in desk.ask(codebook.codes)] == ["Grants"]
    assert [len(row.codes) for row in desk.ask(queries.findings)] == [1, 1, 0]
    page.suggest()
    settled(jobs)
    assert len(seen) == 2  # one finding is left, which shares nothing
