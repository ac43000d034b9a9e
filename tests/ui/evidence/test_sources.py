"""Sources on the Evidence page: a long transcript coded by keys, and the keys of the list."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.evidence.page import EvidencePage
from ui.evidence.views.source_text import SourceText
from ui.evidence.views.view_stack import SOURCES
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from upstream_workshop.evidence import queries, services
from upstream_workshop.evidence.codebook.services import add_code
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.sources import queries as texts
from upstream_workshop.evidence.sources import services as sources

Key, Modifier = Qt.Key, Qt.KeyboardModifier
SENTENCE = "𝔘lla asked why nobody signs alone for money here at all, every year again. "
WORDS = 20_000


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs) -> EvidencePage:
    """A page with two codes and two texts, one of which is a transcript of 20,000 words."""
    with desk.workshop.change("Furnish") as session:
        for name in ("Risk", "Money"):
            add_code(session, name)
        services.add_visit(session, "Oldham", day=date(2019, 9, 12), consent=Use.NAMED)
        length = len(SENTENCE.split())
        text = "\n".join(SENTENCE * 4 for _ in range(WORDS // length // 4 + 1))
        sources.add_source(session, "Talk in Oldham", text, organisation="Oldham")
        sources.add_source(session, "Notes", "Two words\nand more")
    page = shown(qtbot, EvidencePage(desk, jobs))
    page.show_view(SOURCES)
    return page


def test_a_transcript_is_coded_by_keys_and_walked_back_to(qtbot: QtBot, page: EvidencePage) -> None:
    view = page.stack.sources
    text = view.text
    qtbot.keyClick(view.sources, Key.Key_Return)
    assert text.hasFocus()
    keys = 0
    for number in range(30):
        for _ in range(3):
            qtbot.keyClick(text, Key.Key_Down)
        for _ in range(4):
            qtbot.keyClick(text, Key.Key_Right, Modifier.ControlModifier | Modifier.ShiftModifier)
        qtbot.keyClick(text, Key.Key_Return)
        line = "b; they wait #r" if number % 2 else "#mon"
        qtbot.keyClicks(view.line.field, line)
        qtbot.keyClick(view.line.field, Key.Key_Return)
        assert text.hasFocus()
        keys += 4 + 2
    assert keys == 6 * 30
    rows = page.desk.ask(queries.findings)
    words = page.desk.ask(texts.text_of_source, rows[0].source_id or 0)
    assert len(rows) == 30
    for row in rows:
        assert words[row.quote_start : row.quote_end] == row.quote
        assert len(row.quote.split()) >= 2
        assert (row.organisation, len(row.codes)) == ("Oldham", 1)
    assert {row.text for row in rows[1::2]} == {"they wait"}
    assert rows[0].text == rows[0].quote
    assert len(text.extraSelections()) == 30
    assert [row.id for row in view.findings.rows()] == [row.id for row in rows]

    view.findings.setFocus()
    view.findings.select(lambda row: row.id == rows[7].id)
    qtbot.keyClick(view.findings, Key.Key_Return)
    assert text.hasFocus()
    assert text.finding() == rows[7]
    assert page.stack.chosen() == rows[7]
    qtbot.keyClick(text, Key.Key_Delete)
    assert len(page.desk.ask(queries.findings)) == 29
    page.desk.undo()
    assert page.desk.ask(queries.findings) == rows


def test_what_cannot_be_done_files_nothing(qtbot: QtBot, page: EvidencePage) -> None:
    view, refused = page.stack.sources, list[str]()
    page.desk.refused.connect(refused.append)
    view.text.setFocus()
    qtbot.keyClick(view.text, Key.Key_Return)
    assert refused == ["No words are selected: select some with Shift and the arrows."]
    qtbot.keyClick(view.text, Key.Key_Right, Modifier.ShiftModifier)
    qtbot.keyClick(view.text, Key.Key_Return)
    qtbot.keyClicks(view.line.field, "nowhere: x")
    qtbot.keyClick(view.line.field, Key.Key_Return)
    assert "no organisation" in view.line.refusal()
    qtbot.keyClick(view.line.field, Key.Key_Escape)
    qtbot.keyClick(view.line.field, Key.Key_Escape)
    assert view.line.isHidden()
    assert view.text.hasFocus()
    assert not page.desk.ask(queries.findings)
    qtbot.keyClick(view.text, Key.Key_Escape)
    qtbot.keyClick(view.sources, Key.Key_Delete)
    assert [row.title for row in page.desk.ask(texts.sources)] == ["Notes"]
    assert view.text.toPlainText() == ""
    view.sources.setFocus()
    view.select(2)
    assert view.text.toPlainText() == "Two words\nand more"


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.sampled_from("ab \n𝔘é"), max_size=40), long=st.booleans(), data=st.data())
def test_places_are_kept_through_every_way_of_counting(
    qtbot: QtBot, text: str, long: bool, data: st.DataObject
) -> None:
    words = text + "𝔘x " * 1_500 + text if long else text
    view = SourceText()
    qtbot.addWidget(view)
    view.show_text(words)
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    view.go_to(start, start)
    cursor = view.textCursor()
    cursor.setPosition(view._units(end), cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.selection() == (start, end)
    shown = cursor.selection().toPlainText().replace("\n", "")
    assert shown == words[start:end].replace("\n", "")


def test_words_are_found_in_the_text_across_its_lines(qtbot: QtBot, page: EvidencePage) -> None:
    view = page.stack.sources
    view.select(next(row.id for row in view.sources.rows() if row.title == "Notes"))
    page.find()
    search = view.search
    assert search.field.hasFocus()
    for typed, said, selected in (
        ("WORDS and", "1 of 1", "words\u2029and"),
        ("o", "1 of 3", "o"),
        ("zebra", "not in this text", "o"),
    ):
        search.field.clear()
        qtbot.keyClicks(search.field, typed)
        assert search.said.text() == said
        assert view.text.textCursor().selectedText() == selected
    search.field.setText("o")
    qtbot.keyClick(search.field, Key.Key_Return)
    assert search.said.text() == "2 of 3"
    qtbot.keyClick(search.field, Key.Key_Return, Modifier.ShiftModifier)
    qtbot.keyClick(search.field, Key.Key_Return, Modifier.ShiftModifier)
    assert search.said.text() == "3 of 3"
    qtbot.keyClick(search.field, Key.Key_Escape)
    qtbot.keyClick(view.text, Key.Key_Return)
    assert not view.line.isHidden()  # what was found can be made a finding


def test_another_text_is_searched_anew(page: EvidencePage) -> None:
    view = page.stack.sources
    for row in view.sources.rows():
        view.select(row.id)
        assert (view.search.field.text(), view.search.said.text()) == ("", "")
        view.search.field.setText("signs alone")
        assert ("of" in view.search.said.text()) == (row.title == "Talk in Oldham")
