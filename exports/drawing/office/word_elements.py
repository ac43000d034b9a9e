"""Paragraphs and tables of a Word document, built from escaped text.

A table is built row by row from elements: with the cells of python-docx a long one takes minutes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Final

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from exports.drawing import safe_markup
from exports.drawing.pages.document_table import FEW_ROWS
from exports.drawing.pages.table_cells import Cell
from exports.drawing.safe_markup import Strong, Words, spaced

_NOT_IN_XML: Final = re.compile("[\ufffe\uffff]")
_RIGHT_TO_LEFT: Final = frozenset(("R", "AL"))


def element(tag: str, *inside: Any, **attributes: str) -> Any:
    """Return an element of the main namespace, such as `tblPr`, with attributes and what is inside it."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(inside)
    return made


def paragraph(value: Words, style: str, strong: bool = False, kept: bool = False) -> Any:
    """Return a paragraph on one line.

    style: the id of a style of the document.
    strong: whether all of it is in a heavier weight.
    kept: whether it stays on one page with the beginning of what follows.
    """
    shown = [
        (space, _printable(run), strong or isinstance(run, Strong)) for space, run in spaced(value)
    ]
    texts = [(space, words, heavy) for space, words, heavy in shown if words]
    turned = _is_right_to_left("".join(words for _space, words, _heavy in texts))
    looks = [element(tag) for tag, wanted in (("keepNext", kept), ("bidi", turned)) if wanted]
    made = element("p", element("pPr", element("pStyle", val=style), *looks))
    for number, (space, words, heavy) in enumerate(texts):
        made.append(_run(f"{space}{words}" if number else words, heavy, turned))
    return made


def table(
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    shares: Sequence[float],
    row_headings: bool,
    room: float,
) -> Any:
    """Return a table; its first row, if it has headings, is repeated on each page.

    A table of few rows stays on one page; of a longer one no row is alone on a page.

    room: the width between the margins, in points. The other arguments are those of `Paper.table`.
    """
    widths = [f"{round(20 * room * share / sum(shares))}" for share in shares]
    look = element(
        "tblLook", firstRow=_flag(headings), firstColumn=_flag(row_headings), noHBand="1"
    )
    made = element(
        "tbl",
        element(
            "tblPr", element("tblStyle", val="TableGrid"), element("tblW", w="0", type="auto"), look
        ),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
    )
    if headings:
        kept = element("trPr", element("cantSplit"), element("tblHeader"))
        cells = (_cell(one, width, True, True) for one, width in zip(headings, widths, strict=True))
        made.append(element("tr", kept, *cells))
    for place, row in enumerate(rows):
        goes_on = place < len(rows) - 1
        stays = goes_on and (len(rows) <= FEW_ROWS or place in (0, len(rows) - 2))
        cells = (
            _cell(one, width, row_headings and number == 0, stays)
            for number, (one, width) in enumerate(zip(row, widths, strict=False))
        )
        made.append(element("tr", element("trPr", element("cantSplit")), *cells))
    return made


def contents(entries: Sequence[tuple[str, str]], style: str, level: int) -> list[Any]:
    """Return a list of headings as paragraphs, which a word processor can bring up to date.

    Pages are not numbered: only the word processor knows them.

    entries: the bookmark and the words of each heading.
    style: the id of the style of the paragraphs.
    level: the level of the headings.
    """
    made = [
        element(
            "p",
            element("pPr", element("pStyle", val=style)),
            element("hyperlink", _run(_printable(words), False, False), anchor=mark, history="1"),
        )
        for mark, words in entries
    ]
    if made:
        order = OxmlElement("w:instrText")
        order.text = f' TOC \\o "{level}-{level}" \\n \\h '
        order.set(qn("xml:space"), "preserve")
        begun = (_field("begin"), element("r", order), _field("separate"))
        for number, one in enumerate(begun):
            made[0].insert(number + 1, one)
        made[-1].append(_field("end"))
    return made


def _field(kind: str) -> Any:
    return element("r", element("fldChar", fldCharType=kind))


def lines(value: Words) -> Iterable[Words]:
    """Return the lines of a text that are not blank."""
    if not isinstance(value, str):
        return (value,)
    several = [line for line in value.splitlines() if _printable(line)]
    return [Strong(line) for line in several] if isinstance(value, Strong) else several


def _cell(value: Cell, width: str, strong: bool, kept: bool) -> Any:
    pieces = value if isinstance(value, list) else [value]
    said = [line for piece in pieces for line in lines(piece)]
    return element(
        "tc",
        element("tcPr", element("tcW", w=width, type="dxa")),
        *(paragraph(line, "Cell", strong, kept) for line in said or ("",)),
    )


def _run(words: str, strong: bool, turned: bool) -> Any:
    looks = [element(tag) for tag, wanted in (("b", strong), ("rtl", turned)) if wanted]
    text = OxmlElement("w:t")
    text.text = words
    text.set(qn("xml:space"), "preserve")
    return element("r", *([element("rPr", *looks)] if looks else []), text)


def _printable(text: str) -> str:
    return _NOT_IN_XML.sub("", safe_markup.printable(text))


def _is_right_to_left(text: str) -> bool:
    """Return whether the first letter that has a direction is written from the right."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in kinds if kind in ("L", *_RIGHT_TO_LEFT)), "L") in _RIGHT_TO_LEFT


def _flag(value: object) -> str:
    return "1" if value else "0"
