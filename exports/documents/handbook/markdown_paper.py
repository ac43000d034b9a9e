"""A text in restricted Markdown on any paper, with what its references show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from exports.documents.map_paper import has_picture, map_words, write_outline
from exports.drawing.map_picture import map_picture
from exports.drawing.paper import Paper
from exports.drawing.safe_markup import Link, Strong, Words
from resources.words import joined, say
from upstream_workshop.letters import one_line
from upstream_workshop.maps.report import MapReport
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
)
from upstream_workshop.sharing.markdown.parsing import parse
from upstream_workshop.sharing.references.queries import ShownReference
from upstream_workshop.sharing.references.rules import replaced_references
from upstream_workshop.sharing.report import CohortReference, PublicReference

Shown: TypeAlias = PublicReference | CohortReference | ShownReference
_DEEPEST: Final = 3  # the deepest level of headings on a paper
_LOOPS: Final = 5  # of a map that are told


@dataclass(frozen=True, slots=True)
class TextWriter:
    """Writes texts on a paper.

    shown: what references show, by what is typed.
    maps: the maps of the report by id, for pictures of those that are referred to.
    above: the level of the heading under which a text stands.
    """

    paper: Paper
    shown: Mapping[str, Shown]
    maps: Mapping[int, MapReport]
    above: int = 2

    def write(self, text: str, title: str = "") -> None:
        """Write a text. Where its first heading is the title it stands under, that is not repeated."""
        blocks = parse(text)
        first = next((block for block in blocks if isinstance(block, Heading)), None)
        repeats = first is not None and _same(first.words, title)
        for block in blocks:
            if not (repeats and block is first):
                self._write(block, int(repeats))

    def _write(self, block: Block, under: int) -> None:
        paper = self.paper
        match block:
            case Heading():
                level = max(1, block.level - under)
                paper.heading(min(_DEEPEST, self.above + level), self._words(block.words))
            case Paragraph():
                for line in block.lines:
                    paper.say(self._runs(line))
            case Quotation():
                for line in block.lines:
                    paper.lead(self._runs(line))
            case ItemList():
                paper.items([self._runs(line) for line in block.items], block.numbered)
            case Grid():
                heads = [" ".join(run.words for run in cell) for cell in block.headings]
                rows = [[self._runs(cell) for cell in row] for row in block.rows]
                paper.table(heads, rows, [1.0] * len(heads))
            case ReferenceBlock():
                self._write_reference(block.typed)

    def _write_reference(self, typed: str) -> None:
        """Write what a reference shows that stands alone: a map with its picture and in words."""
        found = self.shown.get(typed)
        if found is None or found.broken or not found.shown:
            self.paper.say(nothing_shown(typed))
            return
        known = self.maps.get(found.map_id or 0)
        if known is not None and has_picture(known.row):
            self.paper.picture(
                map_picture(known.row, known.search.loops), map_words(known.row), 0.7
            )
            write_outline(known, self.paper, _LOOPS)
        elif found.kind is ReferenceKind.QUOTE:
            self.paper.lead(joined((found.shown, found.source), "{first} – {then}"))
        else:
            self.paper.say(found.shown)

    def _runs(self, line: Line) -> Words:
        return tuple(self._run(line))

    def _run(self, line: Line) -> Iterator[str]:
        """Yield the runs of a line; an address is written out, as on paper nobody can follow a link."""
        for run in line:
            address = run.target.removeprefix("mailto:")
            words = self._words(run.words)
            if words != address:
                yield Strong(words) if run.strong else words
            if address:
                yield Link(address)

    def _words(self, words: str) -> str:
        return replaced_references(words, self._inline) if "[[" in words else words

    def _inline(self, typed: str) -> str:
        found = self.shown.get(typed)
        if found is None or found.broken or not found.shown:
            return nothing_shown(typed)
        return joined((found.shown.replace("\n", " "), found.source), "{first} – {then}")


def by_reference(shown: Sequence[Shown]) -> Mapping[str, Shown]:
    """Return what references show by what is typed."""
    return {one.reference: one for one in shown}


def nothing_shown(typed: str) -> str:
    """Return what stands in the place of a reference that shows nothing."""
    return say("[{reference}: nothing to show]", reference=typed)


def _same(one: str, other: str) -> bool:
    return one_line(one).casefold() == one_line(other).casefold()
