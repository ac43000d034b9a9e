"""Texts from every kind of file, with what was left out said, and refusals in one sentence."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.core.readers.project_samples import word, zipped
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.sources.source_entries import SourceEntry
from upstream_workshop.readers.sources.source_files import read_sources

LINES = "Ŵyn 𝔘 said:\n\n“We wait”\tnine months\nEnd"
T = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
VTT = """WEBVTT
Kind: captions

NOTE not this

1
00:00:01.000 --> 00:00:02.500 align:start
<v Ann Bell>We <i>wait</i>
for nine months

00:00:03.000 --> 00:00:04.000
<v Ann Bell>&amp; more.</v>

01:00:05.000 --> 01:00:06.000
<v Bo>Why?
"""
SRT = """1\r
00:00:01,000 --> 00:00:02,500\r
We wait\r
\r
2\r
00:00:03,000 --> 00:00:04,000\r
for nine months.\r
\r
3\r
00:00:05,000 --> 00:00:06,000\r
Bo: Why?\r
"""


def read(tmp_path: Path, name: str, content: bytes) -> SourceEntry:
    """The only text of a file."""
    path = tmp_path / name
    path.write_bytes(content)
    (entry,) = read_sources(path).entries
    return entry


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_the_same_however_it_is_stored(
    tmp_path: Path, ending: str, encoding: str
) -> None:
    content = LINES.replace("\n", ending).encode(encoding)
    entry = read(tmp_path, "Notes of a visit.md", content)
    assert entry.text == LINES
    assert (entry.title, entry.file_format) == ("Notes of a visit", "markdown")


def test_word_keeps_paragraphs_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Ŵyn 𝔘</w:t><w:t xml:space='preserve'> said:</w:t></w:r></w:p><w:p/>"
        "<w:p><w:del><w:r><w:delText>They</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>“We wait”</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom>"
        "<w:r><w:tab/><w:instrText>PAGE</w:instrText><w:t>nine months</w:t><w:br/><w:drawing/></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
        "<w:r><w:rPr><w:vanish w:val='false'/></w:rPr><w:t>End</w:t></w:r></w:p>"
    )
    entry = read(tmp_path, "a.docx", word(body, **{"word__vbaProject.bin": b"x"}))
    assert entry.text == LINES
    assert [note.partition(" ")[2] for note in entry.notes] == [
        "has macros, which were not read.",
        "has tracked changes: it was read as if they were accepted.",
        "has hidden text, which was left out.",
        "1 picture left out.",
    ]


def test_odt_keeps_paragraphs_and_leaves_out_what_was_deleted(tmp_path: Path) -> None:
    content = (
        f"<office:document-content {T}><office:body><office:text><text:tracked-changes>"
        "<text:changed-region><text:deletion><text:p>They</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:h>Ŵyn <text:span>𝔘</text:span> said:"
        "</text:h><text:p/><text:p>“We<text:s/>wait”<text:tab/>nine"
        "<office:annotation><text:p>Hm</text:p></office:annotation> months<text:line-break/>End"
        "</text:p></office:text></office:body></office:document-content>"
    )
    entry = read(tmp_path, "a.odt", zipped(**{"content.xml": content}))
    assert entry.text == LINES
    assert len(entry.notes) == 2


def test_subtitles_are_turns_with_their_time_and_speaker(tmp_path: Path) -> None:
    assert read(tmp_path, "a.vtt", VTT.encode()).text.split("\n") == [
        "[00:00:01] Ann Bell: We wait for nine months & more.",
        "[01:00:05] Bo: Why?",
    ]
    assert read(tmp_path, "a.srt", SRT.encode()).text.split("\n") == [
        "[00:00:01] We wait for nine months.",
        "[00:00:05] Bo: Why?",
    ]


def test_a_pdf_gives_its_text(tmp_path: Path) -> None:
    canvas = Canvas(f"{tmp_path / 'a.pdf'}")
    canvas.drawString(72, 700, "We wait nine months")
    canvas.showPage()
    canvas.drawString(72, 700, "End")
    canvas.save()
    (entry,) = read_sources(tmp_path / "a.pdf").entries
    assert entry.text == "We wait nine months\n\nEnd"


def _pictures() -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made)
    canvas.rect(72, 72, 72, 72)
    canvas.save()
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.txt", b" \n\t\n", "has no words in it"),
        ("a.txt", " \n\ufeff\u200b\n".encode(), "has no words in it"),
        ("a.rtf", rb"{\rtf1\ansi Hello}", "has codes between its words"),
        ("a.html", b"\n<!DOCTYPE html><p>Hello", "has codes between its words"),
        ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "has no words in it"),
        ("a.txt", bytes(range(256)) * 20, "is no text"),
        ("a.docx", word("<w:p/>"), "has no words in it"),
        ("a.docx", word("<w:p><w:r><w:drawing/></w:r></w:p>"), "has pictures only"),
        ("a.docx", zipped(a="b"), "is no text document"),
        ("a.docx", word("<w:p><w:r>"), "is damaged or protected"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old or protected Office file"),
        ("a.pdf", _pictures(), "has no text, only pictures"),
        ("a.pdf", b"%PDF-1.7\nnothing", "is damaged"),
        ("a.qdc", b"<CodeBook xmlns='urn:QDA-XML:codebook:1.0'/>", "is a code book"),
        ("a.txt", b"a" * 2_000_001, "has more than 2,000,000 letters"),
    ],
)
def test_what_has_no_words_is_refused_in_a_sentence(
    tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(WorkshopError) as refused:
        read_sources(path)
    said = str(refused.value)
    assert said.startswith(f"{name} {why}")
    assert said.endswith(".")
    assert said.count("\n") == 0
