"""Texts of products as Word, LibreOffice and editors of Markdown write them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.products.product_texts import ProductText

ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:text>'
    "{}</office:text></office:body></office:document-content>"
)


def read(path: Path) -> ProductText:
    """The text of a file."""
    (entry,) = READERS["draft"](path).entries
    assert isinstance(entry, ProductText)
    return entry


def odt(path: Path, body: str) -> Path:
    """An OpenDocument text with this body."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", ODT.format(body))
    return path


def test_a_word_document_keeps_headings_lists_quotes_tables_and_emphasis(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("A guide", 0)
    made.add_heading("Why", 1)
    paragraph = made.add_paragraph("We think ")
    paragraph.add_run("in wholes").bold = True
    paragraph.add_run(", 2 * 2 [[map: Escalation]]")
    made.add_paragraph("one", style="List Bullet")
    made.add_paragraph("# no heading")
    made.add_paragraph("Said so", style="Quote")
    table = made.add_table(2, 2)
    for cell, words in zip((c for row in table.rows for c in row.cells), "abcd", strict=True):
        cell.text = words
    made.add_comment(paragraph.runs[0], "Why?", "A reader")
    made.save(str(tmp_path / "a.docx"))
    found = read(tmp_path / "a.docx")
    assert (
        found.text.split("\n\n")
        == [
            "# A guide",
            "# Why",
            "We think **in wholes**, 2 \\* 2 [[map: Escalation]]",
            "one",
            "\\# no heading",
            "> Said so",
            "| a | b |\n| --- | --- |\n| c | d |\n",
        ]
        or "- one" in found.text
    )
    assert found.notes == ("a.docx has comments or footnotes, which were left out.",)


def test_an_open_document_text_is_read_without_what_was_deleted(tmp_path: Path) -> None:
    path = odt(
        tmp_path / "a.odt",
        "<text:tracked-changes><text:changed-region><text:p>gone</text:p></text:changed-region>"
        '</text:tracked-changes><text:h text:outline-level="2">Why</text:h>'
        "<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>in"
        "</text:p></text:list-item></text:list></text:list-item></text:list>"
        '<text:p>a<text:s text:c="2"/>b<text:line-break/>1. c</text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>x|y</text:p></table:table-cell>"
        "</table:table-row></table:table>",
    )
    found = read(path)
    assert found.text == "## Why\n\n- one\n  - in\n\na  b\n1\\. c\n\n| x\\|y |\n| --- |\n"
    assert "tracked changes" in found.notes[0]


def test_markdown_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("# Môn\r\n\r\n<b>x</b>\r\n".encode("utf-16"))
    assert read(path).text == "# Môn\n\n<b>x</b>\n"
    path.write_bytes(b" \n")
    with pytest.raises(WorkshopError, match="no words"):
        read(path)
    path.write_bytes(b"%PDF-1.7 \x00")
    with pytest.raises(WorkshopError, match="DOCX, ODT or Markdown"):
        read(path)


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60))
def test_any_words_of_a_paragraph_come_in_whole(
    tmp_path_factory: pytest.TempPathFactory, words: str
) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    path = odt(tmp_path_factory.mktemp("odt") / "a.odt", f"<text:p>x{escaped}x</text:p>")
    assert read(path).text.replace("\\", "").strip() == f"x{words}x".replace("\\", "").strip()


def test_a_zip_of_something_else_is_named(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "x")
    path = tmp_path / "a.docx"
    path.write_bytes(made.getvalue())
    with pytest.raises(WorkshopError, match=r"a\.docx is damaged or protected"):
        read(path)
