"""A draft as a page: its blocks, with what its references show, in the HTML that Qt shows.

All words are escaped; there is no element, address or picture in it that is not of this program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape

from resources.words import joined, say
from upstream_workshop.sharing.kinds import ReferenceKind
from upstream_workshop.sharing.markdown.blocks import (
    Block,
    Grid,
    Heading,
    ItemList,
    Line,
    Paragraph,
    Quotation,
    ReferenceBlock,
    Run,
)
from upstream_workshop.sharing.markdown.parsing import parse
from upstream_workshop.sharing.references.queries import ShownReference
from upstream_workshop.sharing.references.rules import replaced_references

Words = Callable[[str], str]  # from words as typed to HTML


def draft_page(text: str, shown: Iterable[ShownReference]) -> str:
    """Return a text in restricted Markdown as HTML; for a thread of its own."""
    known = {one.reference: one for one in shown}

    def words(typed: str) -> str:
        return escape(replaced_references(typed, lambda reference: _inline(reference, known)))

    return "".join(piece for block in parse(text) for piece in _pieces(block, known, words))


def _pieces(block: Block, known: Mapping[str, ShownReference], words: Words) -> Iterator[str]:
    match block:
        case Heading():
            level = min(6, block.level)
            yield f"<h{level}>{words(block.words)}</h{level}>"
        case Paragraph():
            yield f"<p>{'<br>'.join(_line(line, words) for line in block.lines)}</p>"
        case Quotation():
            quoted = "<br>".join(_line(line, words) for line in block.lines)
            yield f"<blockquote><i>{quoted}</i></blockquote>"
        case ItemList():
            tag = "ol" if block.numbered else "ul"
            items = "".join(f"<li>{_line(item, words)}</li>" for item in block.items)
            yield f"<{tag}>{items}</{tag}>"
        case Grid():
            yield _table(block, words)
        case ReferenceBlock():
            yield _reference(block.typed, known)


def _table(block: Grid, words: Words) -> str:
    heads = "".join(f"<th>{_line(cell, words)}</th>" for cell in block.headings)
    rows = ("".join(f"<td>{_line(cell, words)}</td>" for cell in row) for row in block.rows)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<table border="1" cellspacing="0" cellpadding="6"><tr>{heads}</tr>{body}</table>'


def _reference(typed: str, known: Mapping[str, ShownReference]) -> str:
    """Return what a reference shows that stands alone in a paragraph."""
    one = known.get(typed)
    if one is None or one.broken:
        return f"<p><b>{escape(_nothing(typed))}</b></p>"
    lines = escape(one.words).replace("\n", "<br>")
    if one.kind is ReferenceKind.QUOTE:
        said = joined((lines, escape(one.source)), "{first} – {then}")
        return f"<blockquote><i>{said}</i></blockquote>"
    return f"<blockquote>{lines}</blockquote>"


def _inline(typed: str, known: Mapping[str, ShownReference]) -> str:
    one = known.get(typed)
    if one is None or one.broken:
        return _nothing(typed)
    return joined((one.words.replace("\n", " "), one.source), "{first} – {then}")


def _nothing(typed: str) -> str:
    return say("[{reference}: nothing to show]", reference=typed)


def _line(line: Line, words: Words) -> str:
    return " ".join(_run(run, words) for run in line)


def _run(run: Run, words: Words) -> str:
    said = words(run.words)
    if run.strong:
        said = f"<b>{said}</b>"
    return f"<u>{said}</u>" if run.target else said
