"""A sheet takes any words, shows every one of them, and stays accessible."""

from __future__ import annotations

import io
from datetime import datetime

import page
import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import ImageCms

from exports.drawing import fonts, safe_markup
from exports.drawing.lettering.clusters import clusters
from exports.drawing.lettering.shaping import MISSING
from exports.drawing.paged_document import Sheet
from exports.drawing.picture import Box, Label, Picture
from exports.drawing.safe_markup import Strong
from tests.exports.printed import pages_of

HOSTILE = (
    "<Bob>",
    '<img src="/etc/hostname"/>',
    "<b c",
    "&amp; &lt; ]]> <!-- --> <para>",
    "x" * 5_000,
    "Siân Ŵyn-Ŷates, Łódź, Ωmega, Жанна",
    "\x00\x01\x1b[31m\x7f\ud800 \u202e \u200b",
    "漢字 𝒳 \U0001f600",
    "one\ntwo\r\nthree\u2028four",
    "word " * 3_000,
    "a\u00a0" * 400,
    "",
    "   ",
)


def sheet() -> Sheet:
    return Sheet("Trial", "Upstream residential", datetime(2026, 11, 4, 16, 0))


def said(pdf: bytes) -> str:
    return "\n".join(pages_of(pdf))


def assert_accessible(pdf: bytes) -> None:
    for profile in ("ua1", "2a"):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert report.is_compliant, [(f.rule_id, f.message) for f in report.failures[:5]]


def everything_of(value: str) -> bytes:
    made = sheet()
    anchor = made.heading(1, value)
    made.lead(value)
    made.heading(2, value)
    made.say(value)
    made.items([value, value, "last"])
    made.facts([("Label", value), ("Empty", "")])
    made.table(("One", "Two"), [(value, "x"), ("y", (value, value))], (1, 2), row_headings=True)
    made.picture(
        Picture(90, 40, (Box(5, 5, 80, 30, "paper", "edge"), Label(9, 9, value, 12))), value
    )
    made.link(value or "up", anchor)
    return made.pdf()


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_any_words_make_an_accessible_document(value: str) -> None:
    assert_accessible(everything_of(value))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_any_text_at_all_makes_an_accessible_document(value: str) -> None:
    assert_accessible(everything_of(value))


def test_words_of_people_are_shown_and_never_obeyed() -> None:
    made = sheet()
    for value in HOSTILE[:4]:
        made.say(value)
    pdf = made.pdf()
    shown = " ".join(said(pdf).split())
    for value in HOSTILE[:4]:
        assert value in shown
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert not [thing for page in opened.pages for thing in page.get_images()]


def test_letters_survive_and_a_missing_letter_shows() -> None:
    made = sheet()
    made.say("Ŵyn ŷd, w\u0302y, Łódź, Ωmega, Жанна, \U0001f600 \U00010300!")
    assert f"Ŵyn ŷd, ŵy, Łódź, Ωmega, Жанна, \U0001f600 {MISSING}!" in said(made.pdf())


def test_a_million_words_do_not_stop_the_printer() -> None:
    made = sheet()
    made.say("word " * 100_000)
    assert len(pages_of(made.pdf())) > 100


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 70), st.integers(0, 40))
@example(33, 17)
def test_no_page_is_blank_after_a_table_that_ends_with_its_page(rows: int, above: int) -> None:
    made = sheet()
    made.space(above)
    made.table(("One", "Two"), [("Siân", "lead")] * rows, (1, 1))
    assert "Siân" in pages_of(made.pdf())[-1]


@pytest.mark.parametrize("paragraphs", [0, 1, 20])
def test_a_title_is_never_alone_on_its_page(paragraphs: int) -> None:
    """Whatever room is wanted below it; after some text a new page begins."""
    made = sheet()
    made.heading(1, "Title")
    made.lead("Where and when")
    for number in range(paragraphs):
        made.say(f"Paragraph {number}")
    made.room_for(5_000)
    made.heading(2, "Chapter")
    made.say("Words of it")
    pages = pages_of(made.pdf())
    assert ("Chapter" in pages[0]) == (paragraphs < 20)


def test_a_list_has_labels_and_a_table_has_scopes() -> None:
    made = sheet()
    made.items(["first", "second"], numbered=True)
    made.table(("Name", "Role"), [("Siân", "lead")] * 80, (1, 1), row_headings=True)
    with pikepdf.open(io.BytesIO(made.pdf())) as pdf:
        document = pdf.Root.StructTreeRoot.K[0]
        names = [str(kid.S) for kid in document.K]
        assert names == ["/L", "/Table"]
        assert [str(kid.S) for kid in document.K[0].K[0].K] == ["/Lbl", "/LBody"]
        rows = document.K[1].K
        assert len(rows) == 81, "headings repeated on later pages are not rows"
        assert {str(cell.A.Scope) for cell in rows[0].K} == {"/Column"}
        assert str(rows[1].K[0].A.Scope) == "/Row"
        assert str(rows[1].K[1].S) == "/TD"


def test_a_link_says_its_words_and_leads_to_the_heading() -> None:
    made = sheet()
    anchor = made.heading(1, "Themes")
    made.link("Go to themes", anchor)
    made.link("Write to us", "mailto:us@example.org")
    drawn = made.pdf()
    assert_accessible(drawn)
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        inside, outside = pdf.pages[0].Annots
        assert str(inside.Contents) == "Go to themes"
        assert str(outside.A.URI) == "mailto:us@example.org"
        link = pdf.Root.StructTreeRoot.K[0].K[1].K[0]
        assert str(link.S) == "/Link"
        words, area = link.K
        assert pdf.Root.StructTreeRoot.ParentTree.Nums[1][words].objgen == link.objgen
        assert area.Obj.objgen == inside.objgen
        assert pdf.Root.StructTreeRoot.ParentTree.Nums[3].objgen == link.objgen


def test_colours_mean_srgb_by_a_profile_inside() -> None:
    with pikepdf.open(io.BytesIO(everything_of("Siân 山田"))) as pdf:
        (intent,) = pdf.Root.OutputIntents
        profile = ImageCms.ImageCmsProfile(io.BytesIO(intent.DestOutputProfile.read_bytes()))
        assert "sRGB" in ImageCms.getProfileDescription(profile)
        named = pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in named
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in named


def test_the_same_document_is_the_same_bytes() -> None:
    assert everything_of("Siân") == everything_of("Siân")


@given(st.text())
def test_no_run_is_too_long_and_no_letter_is_unprintable(value: str) -> None:
    shown = safe_markup.plain(value)
    assert all(len(run) <= safe_markup.LONGEST_RUN for run in shown.split())
    assert {ord(letter) for letter in shown} <= fonts.letters() | {ord("\n")} | set(clusters())
    assert all(
        len(piece) <= 6 * safe_markup.LONGEST_CHUNK for piece in safe_markup.paragraphs(value)
    )


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        (("More", Strong("trust"), ", after a delay"), "More <b>trust</b>, after a delay"),
        (("(", Strong("one"), ")", "and", "", Strong("two"), "."), "(<b>one</b>) and <b>two</b>."),
        (("said", "“", Strong("so"), "”", "and", "…"), "said “<b>so</b>” and…"),
        (("a", "(strong)", "– b"), "a (strong) – b"),
    ],
)
def test_runs_are_parted_by_a_space_but_for_marks(runs: tuple[str, ...], shown: str) -> None:
    assert safe_markup.text(runs) == shown
