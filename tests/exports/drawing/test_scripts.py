"""What people are called, in the scripts they write it in, reaches the page and can be read back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import page
import pikepdf
import pytest
from fontTools.ttLib import TTFont
from PIL import Image
from pypdf import PdfReader

from exports.drawing import fonts, safe_markup
from exports.drawing.lettering.clusters import logical, visual
from exports.drawing.lettering.shaping import MISSING
from exports.drawing.paged_document import Sheet
from exports.drawing.picture import Label, Picture, svg
from exports.drawing.png_file import png_file

NAMES = {
    "Welsh and Polish": "Siân Llŷr-Wójcik",
    "Vietnamese": "Nguyễn Thị Hương",
    "Yoruba": "Ọ̀ṣunṣẹ̀yẹ Adébáyọ̀",
    "Greek": "Ελένη Παπαδοπούλου",
    "Cyrillic": "Олександр Їжакевич",
    "Georgian": "გიორგი მაისურაძე",
    "Armenian": "Անահիտ Հակոբյան",
    "Hebrew": "שרה כהן",
    "pointed Hebrew": "שָׂרָה",
    "Arabic": "محمد الأمين",
    "pointed Arabic": "مُحَمَّد",
    "Persian": "علی‌رضا پورکیا",
    "Urdu": "عائشہ ٹیپو",
    "Devanagari": "प्रियङ्का क्षत्रिय",
    "Bengali": "রবীন্দ্রনাথ ঠাকুর",
    "Gurmukhi": "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "Gujarati": "નરેન્દ્ર પટેલ",
    "Odia": "ପ୍ରତିଭା ସାହୁ",
    "Tamil": "கார்த்திகேயன் ஸ்ரீ",
    "Telugu": "శ్రీనివాస్ రెడ్డి",
    "Kannada": "ಕೃಷ್ಣಮೂರ್ತಿ ಗೌಡ",
    "Malayalam": "ശ്രീകുമാർ നായർ",
    "Sinhala": "ශ්‍රී ලාල්",
    "Thai": "สมศักดิ์ ปิ่นทอง",
    "Lao": "ສົມພອນ ວົງສາ",
    "Burmese": "အောင်ဆန်းစုကြည်",
    "Khmer": "សុខា ចាន់ធី",
    "Ethiopic": "አበበ ቢቂላ",
    "Japanese": "山田 太郎 ひらがな",
    "Chinese": "王小明 張偉",
    "Korean": "김민수 박서연",
    "emoji": "👩🏽‍🔬 🏴󠁧󠁢󠁷󠁬󠁳󠁿 🇨🇾",
}


def paper(name: str) -> bytes:
    sheet = Sheet(name, name, datetime(2026, 11, 4))
    sheet.heading(1, name)
    sheet.say(name)
    sheet.table(("Name",), [(name,)], (1,))
    return sheet.pdf()


@pytest.mark.parametrize("script", NAMES)
def test_a_name_can_be_read_back_as_it_is_read(script: str) -> None:
    name = NAMES[script]
    settable = safe_markup.line(name)
    assert MISSING not in settable
    assert logical(settable) == name
    said = "".join(each.extract_text() for each in PdfReader(io.BytesIO(paper(name))).pages)
    for word in name.split():
        assert said.count(word) >= 3, said


def test_every_letter_of_every_name_has_a_glyph_in_the_file() -> None:
    sheet = Sheet("Names", "Names", datetime(2026, 11, 4))
    sheet.items(list(NAMES.values()))
    made = sheet.pdf()
    assert page.validate_pdf_bytes(made, profile="ua1").is_compliant
    outlines = list(_outlines(made))
    assert len(outlines) > 150
    blank = [name for name, glyph in outlines if glyph.numberOfContours == 0]
    assert len(blank) == 1, "nothing is blank but the joiner of the Persian name"


def _outlines(made: bytes) -> Iterator[tuple[str, Any]]:
    """Yield the glyphs of the clusters of a document; a space has none."""
    with pikepdf.open(io.BytesIO(made)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
                if "Noto" not in str(thing["/FontName"]):
                    continue
                file = TTFont(io.BytesIO(thing["/FontFile2"].read_bytes()))
                for byte, name in file["cmap"].tables[0].cmap.items():
                    if byte not in (0, ord(" ")):
                        yield f"{thing['/FontName']} {byte}", file["glyf"][name]


def test_words_from_right_to_left_are_turned_round_on_each_line_and_not_before() -> None:
    settable = safe_markup.line("Dr محمد علي حسن (Leeds) and שרה כהן")
    first, *arabic, place, and_, _sarah, _cohen = settable.split(" ")
    line = visual(settable).split(" ")
    assert line == [first, *reversed(arabic), place, and_, _cohen, _sarah]
    assert logical(settable) == "Dr محمد علي حسن (Leeds) and שרה כהן"


def test_a_right_to_left_paragraph_breaks_into_lines_that_begin_with_its_first_words() -> None:
    sheet = Sheet("Names", "Names", datetime(2026, 11, 4))
    sheet.say("أولا " + "محمد علي " * 30 + "آخر")
    said = PdfReader(io.BytesIO(sheet.pdf())).pages[0].extract_text()
    first, *_, last = (line for line in said.splitlines() if "علي" in line)
    assert first.startswith("أولا محمد علي")
    assert last.endswith("علي آخر")


def test_a_letter_with_a_mark_is_one_piece_and_weights_are_kept() -> None:
    settable = safe_markup.line("ọ̀")
    assert len(settable) == 1
    narrow, wide = (fonts.width("山田 محمد", font, 10) for font in (fonts.REGULAR, fonts.TITLE))
    assert 0 < narrow < wide


def test_what_no_font_has_is_shown_as_missing() -> None:
    assert safe_markup.line("a\U00010300b") == f"a{MISSING}b"


def test_invisible_joiners_change_nothing_beside_plain_letters() -> None:
    assert safe_markup.line("a\u200db\ufe0fc") == "abc"


def test_pictures_show_any_name_too() -> None:
    name = NAMES["Arabic"] + " " + NAMES["Japanese"]
    label = Label(2, 20, safe_markup.line(name), 14)
    assert name in svg(Picture(200, 30, (label,)), name)
    drawn = Image.open(io.BytesIO(png_file(Picture(200, 30, (label,)), name, name))).convert("L")
    blank = Image.open(io.BytesIO(png_file(Picture(200, 30, ()), name, name))).convert("L")
    boxes = (label.words.replace(" ", ""), MISSING)
    assert drawn.tobytes() != blank.tobytes()
    assert boxes[1] not in boxes[0]
