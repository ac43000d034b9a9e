"""The same document as a `Sheet`, as one web page that loads nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from exports.drawing import inks, safe_markup
from exports.drawing.pages.table_cells import Cell
from exports.drawing.picture import Picture, svg
from exports.drawing.safe_markup import Link, Strong, Words
from exports.output_kinds import MAKER
from resources.words import language_tag, say

_STYLE = """
:root {{ color-scheme: light; }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: {mist}; color: {ink};
  font: 1.0625rem/1.5 "Source Sans 3", "Source Sans Pro", "Segoe UI", system-ui, sans-serif; }}
nav, main, footer {{ max-width: 54rem; margin: 0 auto; padding: 0 1.5rem; }}
main {{ background: {paper}; padding: 1rem 2.5rem 3rem; border: 1px solid {line}; border-radius: 14px;
  margin: 1.5rem auto 2rem; overflow-wrap: anywhere; }}
h1 {{ font-size: 2.1rem; line-height: 1.2; margin: 1.5rem 0 .3rem; }}
h2 {{ color: {deep}; font-size: 1.45rem; margin: 2.6rem 0 .5rem; }}
h3 {{ font-size: 1.15rem; margin: 1.8rem 0 .3rem; }}
p {{ margin: .4rem 0; max-width: 42rem; }} .lead {{ color: {soft}; font-size: 1.2rem; }}
ul, ol {{ padding-left: 1.3rem; }} li {{ margin: .25rem 0; }}
table {{ border-collapse: collapse; width: 100%; margin: .8rem 0 1.2rem; }}
th, td {{ text-align: left; vertical-align: top; padding: .5rem 1rem .5rem 0;
  border-bottom: 1px solid {line}; font-weight: 400; }}
thead th, .facts th {{ color: {soft}; font-weight: 600; }} thead th {{ border-bottom-color: {river}; }}
.numbers {{ list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem 2.2rem;
  color: {soft}; }}
.numbers strong {{ display: block; font-size: 1.9rem; line-height: 1.2; color: {deep}; }}
figure {{ margin: 1rem 0; }} svg {{ width: 100%; height: auto; font-family: inherit; }}
nav {{ padding-top: 1rem; }}
nav ul {{ list-style: none; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; }}
a {{ color: {deep}; }} a:focus-visible {{ outline: 3px solid {river}; outline-offset: 2px; }}
.skip {{ position: absolute; left: -99rem; background: {paper}; padding: .5rem 1rem; }}
.skip:focus {{ left: 1rem; top: .5rem; }} main:focus {{ outline: none; }}
footer {{ color: {soft}; padding-bottom: 2rem; }}
@media print {{ body {{ background: {paper}; }} main {{ border: 0; margin: 0; padding: 0; }}
  h2, h3 {{ break-after: avoid; }} tr, figure {{ break-inside: avoid; }} nav, .skip {{ display: none; }} }}
"""


class Linked(str):
    """A text on a web page that leads to an address."""

    target: str

    @classmethod
    def to(cls, words: str, target: str) -> Linked:
        """Return a text that leads to an address, which may be a path beside the page."""
        made = cls(words)
        made.target = target
        return made


@dataclass
class WebSheet:
    """A web page that is written from its title down; all text passed to it is escaped.

    title: the title of the page.
    footer: a line at the end of the page.
    """

    title: str
    footer: str
    _body: list[str] = field(default_factory=list)
    _places: list[tuple[str, str]] = field(default_factory=list)  # anchor and words of each section

    def heading(self, level: int, value: str) -> str:
        """Append a heading; level 1 is the title. Return its anchor.

        Headings of level 2 are listed as links at the top.
        """
        anchor = f"h{len(self._body)}"
        shown = _html(value) or say("Untitled")
        self._body.append(f'<h{level} id="{anchor}">{shown}</h{level}>')
        if level == 2:
            self._places.append((anchor, shown))
        return f"#{anchor}"

    def lead(self, value: Words) -> None:
        """Append a line or two under the title."""
        self._body.append(f'<p class="lead">{_html(value)}</p>')

    def say(self, value: Words) -> None:
        """Append paragraphs, one for each line of the text."""
        typed = value.splitlines() if isinstance(value, str) else [value]
        self._body += [f"<p>{_html(each)}</p>" for each in typed]

    def numbers(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Append a few large figures, each above its noun."""
        if pairs:
            items = "".join(
                f"<li><strong>{_html(number)}</strong> {_html(noun)}</li>" for number, noun in pairs
            )
            self._body.append(f'<ul class="numbers">{items}</ul>')

    def items(self, values: Sequence[Words], numbered: bool = False) -> None:
        """Append a list."""
        entries = "".join(f"<li>{_html(value)}</li>" for value in values)
        tag = "ol" if numbered else "ul"
        if entries:
            self._body.append(f"<{tag}>{entries}</{tag}>")

    def facts(self, pairs: Sequence[tuple[str, Words]]) -> None:
        """Append labels with their values; pairs without a value are left out."""
        rows = "".join(
            f'<tr><th scope="row">{_html(label)}</th><td>{_html(value)}</td></tr>'
            for label, value in pairs
            if value
        )
        if rows:
            self._body.append(f'<table class="facts"><tbody>{rows}</tbody></table>')

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        shares: Sequence[float],
        row_headings: bool = False,
    ) -> None:
        """Append a table.

        shares: the widths of the columns, relative to each other.
        row_headings: whether the first cell of a row is its heading.
        """
        whole = sum(shares)
        columns = "".join(f'<col style="width:{100 * share / whole:.0f}%"/>' for share in shares)
        head = "".join(_heading("col", _html(heading)) for heading in headings)
        body = "".join(f"<tr>{_row(row, row_headings)}</tr>" for row in rows)
        self._body.append(
            f"<table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table>"
        )

    def picture(self, picture: Picture, says: str, tallest: float = 1.0) -> None:
        """Append a figure with its description; `tallest` matters only in a PDF."""
        self._body.append(f"<figure>{svg(picture, says)}</figure>")

    def room_for(self, points: float) -> None:
        """Do nothing: a web page has no page breaks."""

    def content(self) -> str:
        """Return what was written so far, without the page round it."""
        return "\n".join(self._body)

    def html(self) -> bytes:
        """Return the finished page in UTF-8."""
        names = ("mist", "paper", "ink", "soft", "deep", "river", "line")
        style = _STYLE.format(**{name: inks.css(name) for name in names})
        links = "".join(
            f'<li><a href="#{anchor}">{shown}</a></li>' for anchor, shown in self._places
        )
        label = escape(say("On this page"))
        skip = f'<a class="skip" href="#content">{escape(say("Skip to the content"))}</a>\n'
        contents = f'<nav aria-label="{label}"><ul>{links}</ul></nav>' if links else ""
        return (
            f'<!DOCTYPE html>\n<html lang="{language_tag()}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta name="generator" content="{MAKER}">\n'
            f"<title>{_html(self.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{skip}{contents}"
            f'<main id="content" tabindex="-1">\n{self.content()}'
            f"\n</main>\n<footer><p>{_html(self.footer)}</p>"
            "</footer>\n</body>\n</html>\n"
        ).encode()


def _html(value: Words) -> str:
    return "".join(space + _run(run) for space, run in safe_markup.spaced(value))


def _run(run: str) -> str:
    shown = escape(safe_markup.printable(run))
    if isinstance(run, Link) and shown:
        return f'<a href="{escape(safe_markup.printable(run.target))}">{shown}</a>'
    if isinstance(run, Linked):
        return f'<a href="{escape(run.target)}">{shown}</a>'
    return f"<strong>{shown}</strong>" if isinstance(run, Strong) else shown


def _row(cells: Sequence[Cell], headed: bool) -> str:
    return "".join(
        _heading("row", _cell(cell)) if headed and number == 0 else f"<td>{_cell(cell)}</td>"
        for number, cell in enumerate(cells)
    )


def _heading(scope: str, shown: str) -> str:
    """Return the heading of a column or a row; a blank one is none."""
    return f'<th scope="{scope}">{shown}</th>' if shown else "<td></td>"


def _cell(cell: Cell) -> str:
    return "<br/>".join(map(_html, cell)) if isinstance(cell, list) else _html(cell)
