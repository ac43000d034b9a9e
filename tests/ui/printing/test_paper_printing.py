"""What is printed is what is previewed: page by page, on a printer that writes a PDF."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from exports.drawing.paged_document import Sheet
from exports.drawing.picture import Box, Picture
from exports.drawing.web import WebSheet
from ui.printing.paper_printing import print_pdf, with_pages
from ui.printing.web_view import WebView
from upstream_workshop.errors import WorkshopError


def paper(pages: int, size: tuple[float, float] = (595.3, 841.9)) -> bytes:
    sheet = Sheet("Trial", "Residential", datetime(2026, 11, 4), size)
    for number in range(pages):
        sheet.heading(1, f"Page {number}")
        sheet.new_page()
    return sheet.pdf()


def printer(content: bytes, path: Path) -> QPrinter:
    made = QPrinter()
    with_pages(made, content)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(path))
    made.setResolution(72)
    return made


def dark(document: QPdfDocument, page: int) -> int:
    size = document.pagePointSize(page).toSize()
    image = document.render(page, size)
    return sum(
        image.pixelColor(x, y).lightness() < 128 and image.pixelColor(x, y).alpha() > 128
        for x in range(0, size.width(), 2)
        for y in range(0, size.height() // 4, 2)
    )


def test_every_page_reaches_the_printer_in_its_size(qapp: object, tmp_path: Path) -> None:
    content, seen = paper(3), []
    assert print_pdf(content, printer(content, tmp_path / "p.pdf"), seen.append) == 3
    document = QPdfDocument()
    document.load(str(tmp_path / "p.pdf"))
    assert document.pageCount() == 3
    assert [round(document.pagePointSize(n).width()) for n in range(3)] == [595] * 3
    assert all(dark(document, n) for n in range(3))
    assert seen[0] == 0.0


def test_a_wide_page_turns_the_paper_and_a_choice_of_pages_is_kept(
    qapp: object, tmp_path: Path
) -> None:
    content = paper(3, (841.9, 595.3))
    chosen = printer(content, tmp_path / "p.pdf")
    chosen.setFromTo(2, 3)
    assert print_pdf(content, chosen) == 2
    document = QPdfDocument()
    document.load(str(tmp_path / "p.pdf"))
    assert document.pagePointSize(0).width() > document.pagePointSize(0).height()


def test_a_printer_that_takes_nothing_is_a_refusal(qapp: object, tmp_path: Path) -> None:
    content = paper(1)
    with pytest.raises(WorkshopError, match="takes nothing"):
        print_pdf(content, printer(content, tmp_path / "nowhere" / "p.pdf"))


def test_a_web_page_is_shown_with_its_tables_and_without_its_source(qtbot: QtBot) -> None:
    page = WebSheet("Trial", "Made today")
    page.heading(1, "What we did")
    page.table(("Who", "What"), [("Siân", "<b>the map</b>")], (1, 1))
    page.picture(Picture(10, 10, (Box(0, 0, 5, 5, "paper"),)), "A bar of five")
    view = WebView()
    qtbot.addWidget(view)
    view.show_page(page.html().decode())
    shown = view.toPlainText()
    assert "What we did" in shown
    assert "<b>the map</b>" in shown
    assert "A bar of five" in shown
    assert "font-family" not in shown
    assert "{" not in shown
