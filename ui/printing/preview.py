"""The preview of an output, drawn off the UI thread and shown page below page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QWidget

from exports.archive.drawing_processes import draw_one
from exports.drawing.office.word_text import package_text
from exports.output import Document, Output, Shown
from resources.words import say
from ui.kit import theme
from ui.kit.jobs import Jobs, Ticket
from ui.printing.paper_printing import ask_printer, print_pdf
from ui.printing.picture_view import PictureView
from ui.printing.web_view import WebView
from ui.widgets import Sheet
from ui.widgets.buttons import button
from ui.widgets.inputs.boxes import ChoiceBox
from ui.widgets.labels import label
from upstream_workshop.whole.report import Report

_LOW = 400  # px at 100 %: below this height the pages get the room of what can be spared
_LONGEST_TEXT = 20_000  # the most letters of a table that are shown
_PDF, _TEXT, _PICTURE, _PAGE, _NOTHING = range(5)
_PACKED: Final = (".docx", ".epub", ".qdpx")
_PICTURES = (".png", ".svg")


class Preview(Sheet):
    """The selected output: a choice of its files, and the pages of one.

    jobs: runs the drawing.
    write: called with the output when the user asks to write it.

    `first_drawn(key, content)` is emitted when the first file of an output was drawn.
    `enlarging(large)` is emitted when the user asks for the whole page, or for the list beside it again.
    `printed(report, key, content, whole)` is emitted when a file of an output was printed; `whole` is
    True if it has no other.
    """

    printed = Signal(object, str, bytes, bool)
    first_drawn = Signal(str, bytes)
    enlarging = Signal(bool)

    def __init__(
        self, jobs: Jobs, write: Callable[[Output], object], parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent=parent)
        self._jobs = jobs
        self._ticket: Ticket | None = None
        self._output: Output | None = None
        self._documents: tuple[Document, ...] = ()
        self._buffer = QBuffer(self)
        self.pdf = QPdfDocument(self)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(say("Preview as text"))
        self._message = label(role="soft", wrap=True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._views = QStackedWidget()
        self.picture = PictureView()
        self.page = WebView()
        for view in (self._pdf_view(), self.text, self.picture, self.page, self._message):
            self._views.addWidget(view)
        self.files = ChoiceBox()
        self.files.setAccessibleName(say("File to look at"))
        self.files.currentIndexChanged.connect(self._on_file)
        self.write = button(say("Write this one…"), "download-simple", lambda: write(self._shown()))
        self.write.setEnabled(False)  # until there is something to write
        self.print = button(say("Print…"), "printer", self.print_shown)
        self.print.setEnabled(False)
        self.large = False
        self.larger = button(
            say("Larger"), "arrows-out", lambda: self.enlarging.emit(not self.large), role="link"
        )
        self.add_corner(self.larger)
        self._content = b""  # of the PDF that is shown
        self.named = label(role="small", wrap=True)
        self.named.setAccessibleName(say("Who is named"))
        self.made = label(role="small", wrap=True)
        self.made.setAccessibleName(say("When it was made"))
        self._lay_out()
        self._say("")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.print)
        row.addWidget(self.write)
        row.addStretch(1)
        self.body.addWidget(self.files)  # above the buttons: beside them its words would be cut
        self.body.addLayout(row)
        self.body.addWidget(self.made)
        self.body.addWidget(self.named)
        self._views.setMinimumHeight(1)  # the words above it are shown whole, however large
        self.body.addWidget(self._views, 1)
        for each in (self.files, self.made, self.named):
            each.hide()  # until there is something to choose or to say

    def show_large(self, large: bool) -> None:
        """Leave the room to the pages alone, or show again what is said of them."""
        self.large = large
        words = say("Back to the list") if large else say("Larger")
        self.larger.setText(words)
        self.larger.setAccessibleName(words)
        self.larger.setToolTip(say("Key: {key}", key=say("Esc") if large else say("Enter")))
        self.larger.setIcon(theme.icon("arrows-in" if large else "arrows-out", "deep"))
        self._show_facts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spare what can be spared where there is little height."""
        super().resizeEvent(event)
        self._show_facts()

    def _show_facts(self) -> None:
        """Show what there is to choose and to say; a large or low preview names no single file."""
        spares = self.large or self.height() < theme.px(_LOW)
        self.files.setVisible(len(self._documents) > spares)
        self.files.setEnabled(len(self._documents) > 1)
        for each in (self.made, self.named):
            each.setVisible(bool(each.text()) and not self.large)

    def show_output(
        self, output: Output, report: Report, shared: Shown, named: str, made: str = ""
    ) -> None:
        """Show an output; of several files, the one shown before or the first.

        report: the whole report.
        shared: returns the report as others may see it, as in `Output.documents`.
        named: how many people it names, in words.
        made: when it was written or printed, and what has changed since, in words.
        """
        same = output is self._output
        kept = self.files.currentIndex() if same else 0
        self._output = output
        self._report, self._shared = report, shared
        self._documents = tuple(output.documents(report, shared))
        self.set_title(say(output.title))
        self.named.setText(named if self._documents else "")
        self.made.setText(made)
        self.files.blockSignals(True)
        self.files.clear()
        self.files.addItems([document.name.rpartition("/")[2] for document in self._documents])
        self.files.setCurrentIndex(min(max(kept, 0), len(self._documents) - 1))
        self.files.blockSignals(False)
        self._show_facts()
        self.write.setEnabled(bool(self._documents))
        self._on_file(self.files.currentIndex())

    def print_shown(self) -> None:
        """Ask for a printer and print the PDF that is shown."""
        content = self._content
        printer = ask_printer(self, content) if content else None
        if printer is not None:
            shown = (self._report, self._shown().key, content, len(self._documents) == 1)
            self._jobs.run(
                say("Printing"),
                lambda ticket: print_pdf(content, printer, ticket.progress),
                lambda _pages: self.printed.emit(*shown),
                self,
            )

    def view(self) -> QWidget:
        """Return the widget in which the output is read, and scrolled by the keys."""
        shown = self._views.currentWidget()
        assert shown is not None, "there is always one of them"
        return shown

    def _pdf_view(self) -> QPdfView:
        view = QPdfView(self)
        view.setDocument(self.pdf)
        view.setPageMode(QPdfView.PageMode.MultiPage)
        view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        view.setAccessibleName(say("Preview"))
        ground = view.palette()
        ground.setColor(QPalette.ColorRole.Dark, theme.colour("mist"))
        view.setPalette(ground)
        return view

    def _shown(self) -> Output:
        assert self._output is not None, "the button is off while nothing is shown"
        return self._output

    def _on_file(self, index: int) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
        self._content = b""
        self.print.setEnabled(False)
        if not 0 <= index < len(self._documents):
            self._say(say("There is nothing to print here yet."))
            return
        name = self._documents[index].name
        draw = partial(draw_one, self._report, self._shared, self._shown().key, index)

        def work(ticket: Ticket) -> tuple[str, bytes]:
            ticket.look()  # another file may have been chosen while this job was waiting
            return name, draw(ticket.look)

        self._ticket = self._jobs.run(say("Drawing the preview"), work, self._on_drawn, self)

    def _on_drawn(self, drawn: tuple[str, bytes]) -> None:
        name, content = drawn
        if name == self._documents[0].name:
            self.first_drawn.emit(self._shown().key, content)
        if name.endswith(".pdf"):
            self._show_pdf(content)
        elif name.endswith(_PICTURES) and self.picture.show_picture(content):
            self._views.setCurrentIndex(_PICTURE)
        elif name.endswith(".html"):
            self.page.show_page(content.decode("utf-8"))
            self._views.setCurrentIndex(_PAGE)
        else:
            packed = name.endswith(_PACKED)
            told = package_text(content) if packed else content.decode("utf-8-sig")
            self.text.setPlainText(told[:_LONGEST_TEXT])
            self._views.setCurrentIndex(_TEXT)

    def _show_pdf(self, content: bytes) -> None:
        self._content = content
        self.print.setEnabled(True)
        self.pdf.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.pdf.load(self._buffer)
        self._views.setCurrentIndex(_PDF)

    def _say(self, words: str) -> None:
        self._message.setText(words)
        self._views.setCurrentIndex(_NOTHING)
