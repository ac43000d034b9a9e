"""Evidence behind links by keyboard: found by typing, added, told of a loop, taken away again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from tests.ui.maps.test_page import link, opened, row_of
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps.reading.side_column import EVIDENCE, LOOPS
from upstream_workshop.evidence import queries as evidence
from upstream_workshop.evidence.kinds import Standing, Use
from upstream_workshop.evidence.services import amend_finding
from upstream_workshop.maps.citations.services import show_basis
from upstream_workshop.maps.kinds import Basis, BasisShown


def test_evidence_is_added_by_words_and_taken_away_by_keys(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs
) -> None:
    desk, page = furnished_desk, opened(qtbot, furnished_desk, jobs)
    there = len(desk.ask(evidence.findings))
    sheet, ends = page.side.evidence, ("Crisis demand", "Pressure on budgets")
    page.citing.type_evidence()
    assert not sheet.field.isEnabled()
    page.stage.select(link_ids=[link(page, *ends).id])
    page.citing.type_evidence()
    assert page.side.sheets.current() == EVIDENCE
    assert sheet.behind() == ()
    assert "Dashed links" in page.reader.legend.whole()

    qtbot.keyClicks(sheet.field, "alone council")
    rows = [row.organisation for row in sheet.table.rows()]
    for _ in range(rows.index("Gateshead Council")):
        qtbot.keyClick(sheet.field, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.field, Qt.Key.Key_Return)
    assert [row.organisation for row in sheet.behind()] == ["Gateshead Council"]
    assert not sheet.field.text()
    assert link(page, *ends).basis is Basis.FOUND
    qtbot.keyClicks(sheet.field, "alone leeds")
    qtbot.keyClick(sheet.field, Qt.Key.Key_Return)
    assert len(sheet.behind()) == 2
    assert "2 findings · 2 organisations" in sheet.counts()

    page.side.turn_to(LOOPS)
    page.loops.table.select(lambda line: line.name == "Relief")
    assert page.loops.rests_on() == (
        "This reinforcing loop rests on 3 findings from 3 organisations; link 3 on none."
    )
    slide = page.slide()
    assert slide is not None
    assert "rests on 3 findings from 3 organisations; link 3 on none." in slide.footer

    found = sheet.behind()[0]
    desk.do("Dispute", amend_finding, found.id, standing=Standing.DISPUTED)
    assert link(page, *ends).basis is Basis.CONTESTED
    assert "Double links" in page.reader.legend.whole()
    page.views.select(1)
    words = []
    at = QTreeWidgetItemIterator(page.stage.outline)
    while (item := at.value()) is not None:
        words.append(item.text(0))
        at += 1
    assert any("what it rests on is disputed" in each for each in words)
    desk.do("Hush", amend_finding, found.id, use=Use.NEVER)
    slide = page.slide()
    assert slide is not None
    assert "rests on fewer than 3 findings" in slide.footer

    page.side.turn_to(EVIDENCE)
    sheet.table.setFocus()
    for left in (1, 0):
        qtbot.keyClick(sheet.table, Qt.Key.Key_Delete)
        assert len(sheet.behind()) == left
    assert link(page, *ends).basis is Basis.NONE
    desk.do("Hide", show_basis, row_of(page).id, BasisShown.NEVER)
    assert page.reader.legend.isHidden()
    assert len(desk.ask(evidence.findings)) == there  # they stay where they were found
