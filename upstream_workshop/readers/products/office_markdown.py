"""Word documents and OpenDocument texts as restricted Markdown.

Headings, lists, quotes, tables, bold and italic are kept (the last two of Word only). Tracked changes are
read as if they were accepted; comments, notes and pictures are left out, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line
from upstream_workshop.readers.formats.packages import Package
from upstream_workshop.readers.maps.markup import local, said_in

WORD: Final = "word/document.xml"
OPEN: Final = "content.xml"
_STYLES: Final = "word/styles.xml"
_MACROS: Final = ("word/vbaProject.bin", "Basic/script-lc.xml")
_LEFT_OUT: Final = frozenset(
    ("del", "moveFrom", "tracked-changes", "annotation", "note", "Fallback", "delText", "instrText")
)
_TRACKED: Final = frozenset(("ins", "del", "moveFrom", "moveTo", "changed-region"))
_ASIDE: Final = frozenset(("commentReference", "footnoteReference", "annotation", "note"))
_PICTURES: Final = frozenset(("drawing", "pict", "frame"))
_HEADING: Final = re.compile(r"heading (\d)$")
_ESCAPED: Final = re.compile(r"([\\*`])|(?<!\w)(_)|(_)(?!\w)")
_AT_START: Final = re.compile(r"(?=(?:#{1,6}|[-+>])(?:\s|$))|(?<=^\d)(?=[.)]\s)")
_DEEPEST_LIST: Final = 5
_MOST_SPACES: Final = 100


class TextDocument(Package):
    """A zip of a text, whose refusals say so."""

    def too_large(self) -> WorkshopError:
        """Return the refusal of a file that unpacks to far too much."""
        return WorkshopError(
            say("{name} unpacks to far more than a text: save it without pictures.", name=self.name)
        )

    def damaged(self) -> WorkshopError:
        """Return the refusal of a file that cannot be read to its end."""
        return WorkshopError(
            say(
                "{name} is damaged or protected, or no text document: save it again as DOCX or ODT.",
                name=self.name,
            )
        )


@dataclass
class _Found:
    """The blocks of a document, the table being read, and what was met besides words."""

    blocks: list[str] = field(default_factory=list)
    in_list: bool = False
    cell: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    changes: int = 0
    aside: int = 0
    pictures: int = 0

    def add(self, block: str, in_list: bool = False) -> None:
        """Append a block; items of a list follow each other without a blank line."""
        if in_list and self.in_list:
            self.blocks[-1] += f"\n{block}"
        else:
            self.blocks.append(block)
        self.in_list = in_list


def markdown_of(package: TextDocument) -> tuple[str, tuple[str, ...]]:
    """Return the text of a document, and sentences on what was left out of it."""
    is_word = package.has(WORD)
    if not is_word and not package.has(OPEN):
        raise package.damaged()
    styles = _style_names(package)
    names = ("p", "tc", "tr", "tbl") if is_word else ("p", "h", "table-cell", "table-row", "table")
    found = _Found()
    for element in package.elements(WORD if is_word else OPEN, *names):
        name = local(element)
        if name in ("p", "h"):
            _read_paragraph(element, styles, found)
        elif name in ("tc", "table-cell"):
            found.cells.append(" ".join(found.cell).replace("|", "\\|"))
            found.cell = []
        elif name in ("tr", "table-row"):
            found.rows.append(found.cells)
            found.cells = []
        else:
            _end_table(found)
    return "\n\n".join(found.blocks), tuple(_notes(package, found))


def _read_paragraph(paragraph: Any, styles: Mapping[str, str], found: _Found) -> None:
    above = [local(each) for each in paragraph.iterancestors()]
    for each in paragraph.iter():
        name = local(each)
        found.changes += name in _TRACKED
        found.aside += name in _ASIDE
        found.pictures += name in _PICTURES
    found.changes += "tracked-changes" in above
    if not _LEFT_OUT.isdisjoint(above):
        return
    words = _marked(_runs(paragraph))
    if not words:
        return
    if "tc" in above or "table-cell" in above:
        found.cell.append(one_line(words))
        return
    style = styles.get(_style(paragraph), _style(paragraph)).casefold()
    if level := _level(paragraph, style):
        found.add(f"{'#' * level} {one_line(words)}")
    elif (depth := _depth(paragraph, above)) is not None:
        found.add(f"{'  ' * min(depth, _DEEPEST_LIST)}- {one_line(words)}", in_list=True)
    elif "quot" in style:
        found.add("\n".join(f"> {line}" for line in words.split("\n")))
    else:
        found.add("\n".join(_AT_START.sub(r"\\", line, count=1) for line in words.split("\n")))


def _level(paragraph: Any, style: str) -> int:
    """Return the level of a heading; 0 for a paragraph."""
    if local(paragraph) == "h":
        typed = said_in(paragraph, "outline-level")
        return min(6, max(1, int(typed))) if typed.isdecimal() else 1
    if style == "title":
        return 1
    found = _HEADING.search(style)
    return min(6, max(1, int(found.group(1)))) if found else 0


def _depth(paragraph: Any, above: list[str]) -> int | None:
    """Return how deep in lists a paragraph stands, 0 for the first; None outside."""
    if "list-item" in above:
        return above.count("list-item") - 1
    for each in paragraph.iter():
        if local(each) == "numPr":
            levels = [said_in(one, "val") for one in each if local(one) == "ilvl"]
            return int(levels[0]) if levels and levels[0].isdecimal() else 0
    return None


def _style(paragraph: Any) -> str:
    for each in paragraph.iter():
        if local(each) == "pStyle":
            return said_in(each, "val")
    return said_in(paragraph, "style-name")


def _style_names(package: TextDocument) -> dict[str, str]:
    """Return the names of a Word document's styles by their ids; Word has English names everywhere."""
    if not package.has(_STYLES):
        return {}
    return {
        said_in(style, "styleId"): next(
            (said_in(each, "val") for each in style if local(each) == "name"), ""
        )
        for style in package.elements(_STYLES, "style")
    }


def _runs(paragraph: Any) -> Iterator[tuple[str, str]]:
    """Yield the words of a paragraph with the marks around them: none, `*` or `**`."""
    waiting: list[tuple[Any, str, bool]] = [(paragraph, "", False)]
    while waiting:
        each, marks, is_tail = waiting.pop()
        name = local(each)
        if is_tail:
            yield each.tail or "", marks
            continue
        if each is not paragraph:
            waiting.append((each, marks, True))
            if name in _LEFT_OUT or name in ("p", "h"):
                continue
        if name == "r":
            marks = _marks(each)
        yield _said(each, name), marks
        waiting += [(child, marks, False) for child in reversed(each)]


def _marks(run: Any) -> str:
    on = {
        local(each)
        for properties in run
        if local(properties) == "rPr"
        for each in properties
        if said_in(each, "val") not in ("0", "false")
    }
    return "**" if "b" in on else "*" if "i" in on else ""


def _said(element: Any, name: str) -> str:
    if name in ("tab", "br", "cr", "line-break"):
        return "\n" if name != "tab" else " "
    if name == "s":
        times = said_in(element, "c")
        return " " * (min(int(times), _MOST_SPACES) if times.isdecimal() else 1)
    if name == "noBreakHyphen":
        return "-"
    return element.text or "" if name == "t" or "opendocument" in str(element.tag) else ""


def _marked(runs: Iterator[tuple[str, str]]) -> str:
    """Return words with emphasis in Markdown, and with its signs escaped."""
    joined: list[list[str]] = []
    for words, marks in runs:
        if not words:
            continue
        if joined and (joined[-1][1] == marks or not words.strip()):
            joined[-1][0] += words
        else:
            joined.append([words, marks])
    return "".join(_emphasised(words, marks) for words, marks in joined).strip()


def _emphasised(words: str, marks: str) -> str:
    plain = _ESCAPED.sub(lambda found: f"\\{found.group(0)}", words)
    inner = plain.strip()
    if not marks or not inner:
        return plain
    before, after = plain[: len(plain) - len(plain.lstrip())], plain[len(plain.rstrip()) :]
    return f"{before}{marks}{inner}{marks}{after}"


def _end_table(found: _Found) -> None:
    rows, found.rows = found.rows, []
    width = max(map(len, rows), default=0)
    if not width:
        return
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    found.add("\n".join((lines[0], f"|{' --- |' * width}", *lines[1:])))


def _notes(package: TextDocument, found: _Found) -> Iterator[str]:
    name = package.name
    if any(package.has(entry) for entry in _MACROS):
        yield say("{name} has macros, which were not read.", name=name)
    if found.changes:
        yield say("{name} has tracked changes: it was read as if they were accepted.", name=name)
    if found.pictures:
        pictures = count(found.pictures, "{n} picture", "{n} pictures")
        yield say("{name}: {pictures} left out.", name=name, pictures=pictures)
    if found.aside:
        yield say("{name} has comments or footnotes, which were left out.", name=name)
