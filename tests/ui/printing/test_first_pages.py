"""Each row of the catalogue shows its paper and a picture of its first page, drawn while nobody waits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QSizeF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from exports.drawing.pages.office_paper import VARIABLE
from tests.ui.showing import settled, shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.printing.page import PrintingPage
from ui.printing.pictures.first_pages import FirstPage, paper_words
from ui.window.commands.paper_choice import swap
from upstream_workshop.agenda import queries, services


@pytest.fixture
def page(qtbot: QtBot, furnished_desk: Desk, jobs: Jobs) -> PrintingPage:
    made = shown(qtbot, PrintingPage(furnished_desk, jobs))
    settled(jobs)
    return made


def drawn(qtbot: QtBot, page: PrintingPage, *keys: str) -> list[FirstPage]:
    """The first pages of outputs, once they are drawn."""
    qtbot.waitUntil(lambda: all(map(page.first_pages.of, keys)), timeout=20_000)
    settled(page.jobs)
    return [found for key in keys if (found := page.first_pages.of(key))]


def test_rows_in_view_show_their_first_pages(page: PrintingPage, qtbot: QtBot) -> None:
    summary, day, _ = drawn(qtbot, page, "summary", "wall-agenda", "agenda")
    assert (summary.paper, day.paper) == ("A4", "A3")
    image = summary.picture.toImage()
    assert image.height() > image.width()
    grounds = {image.pixelColor(n, n * 4 // 3).lightness() for n in range(0, image.width(), 2)}
    assert len(grounds) > 2  # it is not blank
    model = page.table.model()
    assert [model.index(0, n).data() for n in range(3)] == ["Summary report", "everybody", "A4"]
    assert page.first_pages.of("packs") is None  # out of view

    page.show_row("packs")
    before = page.first_pages.of("agenda")
    (pack,) = drawn(qtbot, page, "packs")
    page.show_row("summary")
    block = page.desk.ask(queries.agenda)[0]
    page.desk.do("Rename", services.amend_block, block.id, title="Another beginning")
    qtbot.waitUntil(lambda: page.first_pages.of("agenda") is not before, timeout=20_000)
    assert page.first_pages.of("packs") is pack  # kept while it is out of view


def test_documents_are_laid_out_for_letter_paper_too(
    page: PrintingPage, qtbot: QtBot, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "A4")
    drawn(qtbot, page, "summary")
    swap(settings, page.desk)
    qtbot.waitUntil(lambda: _paper(page, "summary") == "Letter", timeout=20_000)
    assert (settings.paper, _paper(page, "wall-agenda")) == ("Letter", "A3")
    swap(settings, page.desk)
    qtbot.waitUntil(lambda: _paper(page, "summary") == "A4", timeout=20_000)


def _paper(page: PrintingPage, key: str) -> str:
    found = page.first_pages.of(key)
    return found.paper if found else ""


def test_nothing_is_drawn_for_a_page_that_is_hidden(page: PrintingPage, qtbot: QtBot) -> None:
    page.hide()
    qtbot.wait(700)
    assert page.first_pages.of("summary") is None
    page.show()
    drawn(qtbot, page, "summary")


def test_a_page_may_go_while_one_is_drawn(furnished_desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    page = PrintingPage(furnished_desk, jobs)
    page.show()
    settled(jobs)
    with qtbot.waitSignal(jobs.started, timeout=20_000):
        page.first_pages.look_soon()
    page.deleteLater()
    QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete.value)
    settled(jobs)  # what is raised meanwhile fails the test


@pytest.mark.parametrize(
    ("wide", "high", "said"),
    [(595.3, 841.9, "A4"), (1190.6, 841.9, "A3"), (612, 792, "Letter"), (200, 400, "71 × 141 mm")],
)
def test_a_paper_has_the_name_people_know(wide: float, high: float, said: str) -> None:
    assert paper_words(QSizeF(wide, high)) == said
