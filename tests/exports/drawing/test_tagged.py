"""What tagged paragraphs do beside being drawn."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, Table

from exports.drawing import safe_markup
from exports.drawing.tagging.tagged import Text

STYLE = ParagraphStyle("Plain", fontSize=12, leading=15)


def test_words_are_broken_into_lines_once_for_one_width(monkeypatch: pytest.MonkeyPatch) -> None:
    broken: list[int] = []
    real = Paragraph.breakLines

    def count(self: Paragraph, widths: list[float]) -> Any:
        broken.append(id(self))
        return real(self, widths)

    monkeypatch.setattr(Paragraph, "breakLines", count)
    cells = [[Text(f"Cell {row} of {column}", STYLE) for column in range(3)] for row in range(4)]
    table = Table(cells, colWidths=[100.0] * 3)
    for _ in range(3):
        table.wrap(400, 400)
    assert len(broken) == 12
    cells[0][0].wrap(50, 400)
    assert len(broken) == 13


@given(st.lists(st.one_of(st.text(), st.text().map(safe_markup.Strong)), max_size=3))
@example(["x"])
@example([safe_markup.Strong("x y")])
@example(["a  b", safe_markup.Strong("c & d")])
@example(["a\u00a0b"])
@example(["<b>a</b>"])
def test_words_that_need_no_parser_are_what_it_makes_of_them(runs: list[str]) -> None:
    markup = safe_markup.text(tuple(runs))
    ours, parsed = Text(markup, STYLE).frags, Paragraph(markup, STYLE).frags
    assert [vars(one) for one in ours] == [vars(one) for one in parsed]
