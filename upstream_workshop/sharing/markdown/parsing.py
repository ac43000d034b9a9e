"""Reading of restricted Markdown: headings, paragraphs, lists, quotations, tables, emphasis, links.

HTML stays text as it is typed. A link leads to http, https or mailto, or is no link. An image is its
words: nothing is loaded. Code is plain text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from upstream_workshop.letters import one_line
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
from upstream_workshop.sharing.references.rules import references_in

LONGEST: Final = 20_000  # letters of a paragraph; a longer one is text without emphasis and links
MOST_BRACKETS: Final = 5_000  # of a text, each of which the parser follows far; then no more links
_DEEPEST: Final = 100  # blocks within each other, which no text has after `_flattened`
_MARKERS: Final = re.compile(r"[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))")
_MOST_MARKERS: Final = 8  # at the beginning of a line; the others are dropped
_INDENT: Final = re.compile(r"^[ \t]{40,}", re.MULTILINE)
_SCHEME: Final = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_ALONE: Final = re.compile(r"\[\[[^\[\]\n]{1,600}\]\]")


def parse(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text. Any text can be read."""
    tokens = _parser().parse(_flattened(text.replace("\0", "")))
    return tuple(_with_levels(_blocks(tokens)))


def _flattened(text: str) -> str:
    """Return a text without blocks so deep within each other that the parser would drop them."""
    shallow = _INDENT.sub(" " * 40, text)
    return "\n".join(map(_with_few_markers, shallow.split("\n")))


def _with_few_markers(line: str) -> str:
    at = end = 0
    for number in range(len(line)):
        found = _MARKERS.match(line, end)
        if not found:
            break
        end = found.end()
        at = end if number < _MOST_MARKERS else at
    return line[:at] + line[end:] if end > at else line


def _parser() -> MarkdownIt:
    options = {"html": False, "linkify": False, "typographer": False, "maxNesting": _DEEPEST}
    made = MarkdownIt("commonmark", options).enable("table")
    made.disable(["html_block", "html_inline", "reference", "lheading"])
    made.validateLink = _is_safe  # type: ignore[method-assign, assignment]
    _bound(made)
    return made


def _bound(parser: MarkdownIt) -> None:
    """Let a parser read no more emphasis and links than it can in a moment; the rest stays text."""
    read, brackets = parser.inline.parse, 0

    def bounded(source: str, rules: MarkdownIt, env: dict[str, object], out: list[Token]) -> object:
        nonlocal brackets
        brackets += source.count("[")
        if len(source) <= LONGEST and brackets <= MOST_BRACKETS:
            return read(source, rules, env, out)
        out.append(Token("text", "", 0, content=source))
        return out

    parser.inline.parse = bounded  # type: ignore[method-assign, assignment]


def _is_safe(address: str) -> bool:
    return bool(_SCHEME.fullmatch(address.strip()))


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """Yield the blocks of tokens on one level."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = _end(tokens, at)
        inner = tokens[at + 1 : end]
        if read := _READERS.get(token.type):
            yield from read(token, inner)
        elif token.type in ("fence", "code_block"):
            yield Paragraph(
                tuple(_typed(line) for line in token.content.splitlines() if line.strip())
            )
        at = end + 1


def _end(tokens: Sequence[Token], at: int) -> int:
    """Return where a block that begins at a token ends."""
    depth = 0
    for number in range(at, len(tokens)):
        depth += tokens[number].nesting
        if depth <= 0:
            return number
    return len(tokens)


def _heading(token: Token, inner: Sequence[Token]) -> Iterator[Block]:
    words = " ".join(run.words for line in _lines(inner) for run in line)
    if words:
        yield Heading(int(token.tag[1]), words)


def _paragraph(_token: Token, inner: Sequence[Token]) -> Iterator[Block]:
    typed = inner[0].content.strip() if inner else ""
    found = references_in(typed)
    if len(found) == 1 and _ALONE.fullmatch(typed):
        yield ReferenceBlock(found[0].typed)
    elif lines := tuple(_lines(inner)):
        yield Paragraph(lines)


def _quotation(_token: Token, inner: Sequence[Token]) -> Iterator[Block]:
    lines: list[Line] = []
    for block in _blocks(inner):
        if isinstance(block, Paragraph | Quotation):
            lines += block.lines
            continue
        if lines:
            yield Quotation(tuple(lines))
            lines = []
        yield block
    if lines:
        yield Quotation(tuple(lines))


def _list(token: Token, inner: Sequence[Token]) -> Iterator[Block]:
    """Yield a list; after what is within one of its items it goes on, with its numbers as words."""
    numbered = token.type == "ordered_list_open"
    number = int(token.attrs.get("start", 1))
    items: list[Line] = []
    as_words = number != 1
    for children in _children(inner):
        lead, *within = children or [Paragraph(())]
        if not isinstance(lead, Paragraph):
            lead, within = Paragraph(()), [lead, *within]
        line = tuple(run for one in lead.lines for run in one)
        items.append((Run(f"{number}."), *line) if numbered and as_words else line)
        number += 1
        if within:
            yield from _items(items, numbered and not as_words)
            yield from within
            items, as_words = [], True
    yield from _items(items, numbered and not as_words)


def _children(inner: Sequence[Token]) -> Iterator[list[Block]]:
    """Yield the blocks of each item of a list."""
    at = 0
    while at < len(inner):
        end = _end(inner, at)
        yield list(_blocks(inner[at + 1 : end]))
        at = end + 1


def _items(items: Sequence[Line], numbered: bool) -> Iterator[Block]:
    filled = tuple(line for line in items if line)
    if filled:
        yield ItemList(filled, numbered)


def _table(_token: Token, inner: Sequence[Token]) -> Iterator[Block]:
    rows: list[list[Line]] = []
    for number, token in enumerate(inner):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append(
                tuple(run for line in _lines(inner[number + 1 : number + 2]) for run in line)
            )
    if rows:
        wide = len(rows[0])
        even = [tuple((*row, *[()] * wide)[:wide]) for row in rows]
        yield Grid(even[0], tuple(even[1:]))


_READERS: Final[dict[str, Callable[[Token, Sequence[Token]], Iterator[Block]]]] = {
    "heading_open": _heading,
    "paragraph_open": _paragraph,
    "blockquote_open": _quotation,
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "table_open": _table,
}


def _lines(tokens: Sequence[Token]) -> Iterator[Line]:
    """Yield the lines of an inline token: one, or more where a line ends by itself."""
    for token in tokens:
        if token.type == "inline":
            letters: list[tuple[str, bool, str]] = []
            strong, targets = 0, [""]
            for child in token.children or ():
                if child.type in ("strong_open", "em_open"):
                    strong += 1
                elif child.type in ("strong_close", "em_close"):
                    strong -= 1
                elif child.type == "link_open":
                    targets.append(str(child.attrs.get("href", "")))
                elif child.type == "link_close":
                    targets.pop()
                elif child.type == "hardbreak":
                    yield from _run_line(letters)
                    letters = []
                elif child.type == "softbreak":
                    letters.append((" ", strong > 0, targets[-1]))
                else:
                    letters.append((child.content, strong > 0, targets[-1]))
            yield from _run_line(letters)


def _run_line(pieces: Sequence[tuple[str, bool, str]]) -> Iterator[Line]:
    """Yield a line in runs of whole words; a word of which a part is strong or a link is so."""
    words: list[tuple[str, bool, str]] = []
    open_word = False
    for text, strong, target in pieces:
        parts = re.split(r"(\s+)", text)
        for part in parts:
            if not part:
                continue
            if part.isspace():
                open_word = False
            elif open_word:
                before, was_strong, was_target = words[-1]
                words[-1] = (before + part, was_strong or strong, was_target or target)
            else:
                words.append((part, strong, target))
                open_word = True
    line = tuple(
        Run(" ".join(word for word, _, _ in group), strong, target)
        for (strong, target), group in groupby(words, key=lambda one: one[1:])
    )
    if line:
        yield line


def _typed(line: str) -> Line:
    return (Run(one_line(line)),)


def _with_levels(blocks: Iterator[Block]) -> Iterator[Block]:
    """Yield the blocks with headings of which the first has level 1 and none skips a level."""
    above: list[int] = []
    for block in blocks:
        if not isinstance(block, Heading):
            yield block
            continue
        while above and above[-1] >= block.level:
            above.pop()
        above.append(block.level)
        yield Heading(len(above), block.words)
