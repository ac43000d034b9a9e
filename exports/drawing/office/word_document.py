"""The same document as a `Sheet`, for a word processor (DOCX)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

from exports.drawing import inks, safe_markup
from exports.drawing.office.word_elements import contents, element, lines, paragraph, table
from exports.drawing.pages.office_paper import office_page
from exports.drawing.pages.table_cells import Cell
from exports.drawing.picture import Picture
from exports.drawing.png_file import png_file
from exports.drawing.safe_markup import Strong, Words, announces
from exports.output_kinds import MAKER
from resources.words import language_tag, say
from upstream_workshop.letters import one_line

_FONT: Final = "Arial"  # on every computer that has a word processor
_SIZES: Final = {"Heading 1": 24, "Heading 2": 17, "Heading 3": 13.5}  # points
_LISTED: Final = 2  # the level of the headings in a list of contents
_ENTRY: Final = "TOC2"  # the style of its lines
_MARGIN: Final = Mm(25)
_PIXELS: Final = 1400  # of the longer side of a picture
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # of zip files: the same document is the same bytes
_PROPERTIES: Final = "docProps/core.xml"  # first and not packed, so that the maker can be read


@dataclass
class WordSheet:
    """A Word document that is written from its title down; text passed to it stays text.

    title: the title of the document, for its properties.
    made_at: the local time stored as the date of creation.
    """

    title: str
    made_at: datetime
    _document: Any = field(default_factory=docx.Document)
    _headings: int = 0
    _listed: list[tuple[str, str]] = field(default_factory=list)  # bookmark and words
    _contents: Any = None  # the paragraph before which a list of contents comes

    def __post_init__(self) -> None:
        _set_page(self._document)
        _set_styles(self._document)
        self._set_properties()

    def heading(self, level: int, value: str) -> str:
        """Append a heading; level 1 is the title. Return its anchor."""
        words, mark = one_line(value) or say("Untitled"), f"_Toc{self._headings + 1}"
        self.marked(words, f"Heading{level}", mark)
        if level == _LISTED:
            self._listed.append((mark, words))
        return f"#{mark}"

    def contents(self) -> None:
        """List the headings of level 2, each as a link to it."""
        self._contents = paragraph("", "Normal")
        self._append(self._contents)

    def marked(self, value: str, style: str, bookmark: str) -> None:
        """Append a paragraph on one line under a bookmark of at most 40 letters, digits and _.

        style: the id of a style of the document.
        """
        self._headings += 1
        number = f"{self._headings}"
        made = paragraph(one_line(value), style)
        made.insert(1, element("bookmarkStart", id=number, name=bookmark))
        made.append(element("bookmarkEnd", id=number))
        self._append(made)

    def lead(self, value: Words) -> None:
        """Append a line or two under the title."""
        self._write(value, "Lead")

    def say(self, value: Words) -> None:
        """Append paragraphs, one for each line of the text; what announces something stays with it."""
        self._write(value, "Normal", announces(value))

    def numbers(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Append a few figures, each before its noun."""
        self.items([(Strong(number), noun) for number, noun in pairs])

    def items(self, values: Sequence[Words], numbered: bool = False) -> None:
        """Append a list."""
        style = "ListNumber" if numbered else "ListBullet"
        for value in values:
            self._append(paragraph(value, style))

    def facts(self, pairs: Sequence[tuple[str, Words]]) -> None:
        """Append labels with their values; pairs without a value are left out."""
        filled = [(label, value) for label, value in pairs if value]
        if filled:
            self._append_table((), filled, (0.3, 0.7), True)

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        shares: Sequence[float],
        row_headings: bool = False,
    ) -> None:
        """Append a table; the arguments are those of `Paper.table`."""
        self._append_table(headings, rows, shares, row_headings)

    def picture(self, picture: Picture, says: str, tallest: float = 1.0) -> None:
        """Append a figure with its description for people who cannot see it."""
        section = self._document.sections[0]
        width = section.page_width - 2 * _MARGIN
        height = tallest * (section.page_height - 2 * _MARGIN)
        scale = min(width / picture.width, height / picture.height)
        drawn = io.BytesIO(png_file(picture, self.title, says, _PIXELS))
        shape = self._document.add_picture(drawn, Emu(int(picture.width * scale)))
        told = shape._inline.docPr
        told.set("descr", safe_markup.printable(says) or say("Picture"))
        told.set("name", say("Picture"))

    def room_for(self, points: float) -> None:
        """Do nothing: headings keep with what follows them."""

    def new_page(self) -> None:
        """Begin a new page with the next heading."""
        self._append(element("p", element("r", element("br", type="page"))))

    def docx(self) -> bytes:
        """Return the finished document."""
        if self._contents is not None:
            for line in contents(self._listed, _ENTRY, _LISTED):
                self._contents.addprevious(line)
        written = io.BytesIO()
        self._document.save(written)
        return _repacked(written)

    def _write(self, value: Words, style: str, kept: bool = False) -> None:
        for line in lines(value):
            self._append(paragraph(line, style, kept=kept))

    def _append(self, made: Any) -> None:
        self._document.element.body.insert_element_before(made, "w:sectPr")

    def _append_table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        shares: Sequence[float],
        row_headings: bool,
    ) -> None:
        section = self._document.sections[0]
        room = section.page_width.pt - 2 * _MARGIN.pt
        self._append(table(headings, rows, shares, row_headings, room))
        self._append(paragraph("", "Normal"))

    def _set_properties(self) -> None:
        told = self._document.core_properties
        told.title = safe_markup.printable(self.title)[:255]
        told.author = told.last_modified_by = MAKER
        told.language = language_tag()
        told.created = told.modified = self.made_at
        told.comments = ""


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = map(Pt, office_page())
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", _MARGIN)


def _set_styles(document: Any) -> None:
    styles = document.styles
    body = styles["Normal"]
    body.font.name, body.font.size = _FONT, Pt(12)
    fonts = body.element.rPr.rFonts
    for kind in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), _FONT)
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("lang", val=language_tag()))
    for name, size in _SIZES.items():
        style = styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        style.font.color.rgb = _colour("deep")
        style.element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"), None)
        style.element.rPr.rFonts.attrib.pop(qn("w:hAnsiTheme"), None)
    lead = styles.add_style("Lead", WD_STYLE_TYPE.PARAGRAPH)
    lead.base_style = body
    lead.font.size, lead.paragraph_format.space_after = Pt(14), Pt(6)
    lead.paragraph_format.keep_with_next = True
    lead.font.color.rgb = _colour("soft")
    entry = styles.add_style(_ENTRY, WD_STYLE_TYPE.PARAGRAPH)
    entry.base_style = body
    entry.font.color.rgb, entry.paragraph_format.space_after = _colour("deep"), Pt(3)
    entry.element.find(qn("w:name")).set(qn("w:val"), "toc 2")  # by which Word knows it
    cell = styles.add_style("Cell", WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = body
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(3)


def _colour(ink: str) -> RGBColor:
    return RGBColor.from_string(inks.css(ink).lstrip("#").upper())


def _repacked(written: io.BytesIO) -> bytes:
    """Return a zip with the same dates every time, and with the properties first."""
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(packed, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != _PROPERTIES, name)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name == _PROPERTIES else zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return packed.getvalue()
