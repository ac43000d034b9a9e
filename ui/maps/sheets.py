"""The sheets beside a map: its loops as sentences, and facts about the selection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from resources.words import count, noop, say
from ui.kit import theme
from ui.widgets import Chip, Column, QuietTable, Sheet, button, label
from upstream_workshop.letters import one_line
from upstream_workshop.maps.annotations.ownership import contents, labels_in
from upstream_workshop.maps.citations.loop_bases import Behind, basis_sentence, loop_basis
from upstream_workshop.maps.drawing.tables_counted import drawn_by, origins_of
from upstream_workshop.maps.kinds import LoopKind
from upstream_workshop.maps.loops import delay_words
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow, NoteRow, ZoneRow
from upstream_workshop.maps.rules import (
    Loop,
    LoopSearch,
    link_words,
    sentence,
)

_TONES: Final = {
    LoopKind.REINFORCING: "river",
    LoopKind.BALANCING: "plum",
    LoopKind.UNKNOWN: "plain",
}


@dataclass(frozen=True, slots=True)
class LoopLine:
    """A loop in the list.

    id: the ids of its links, which identify it.
    mark: its mark, such as R1.
    number: its number, which it keeps.
    name: its name, or a description if it has none.
    story: what it tells, if somebody wrote it down.
    """

    id: tuple[int, ...]
    mark: str
    number: int
    name: str
    loop: Loop
    story: str = ""

    @property
    def title(self) -> str:
        """The mark and the name."""
        return f"{self.mark}  {self.name}"


def loop_lines(row: MapRow, search: LoopSearch) -> list[LoopLine]:
    """Return the loops of a map, those with a name first."""
    names = dict(row.loop_names)
    stories = {loop.link_ids: loop.story for loop in row.named_loops}
    lines = [
        LoopLine(
            loop.link_ids,
            loop.mark,
            loop.number,
            names.get(loop.link_ids)
            or count(len(loop.factor_ids), "1 factor, unnamed", "{n} factors, unnamed"),
            loop,
            stories.get(loop.link_ids, ""),
        )
        for loop in search.loops
    ]
    lines.sort(key=lambda line: line.loop.link_ids not in names)
    return lines


def told(row: MapRow, loop: Loop) -> str:
    """Return a loop of a map as sentences: what goes round it, and what its delays mean."""
    round_it = sentence(loop, row.factors, row.links)
    more = delay_words(loop, row.links)
    return say("{sentence} {more}", sentence=round_it, more=more) if more else round_it


def spoken(row: MapRow, lines: Iterable[LoopLine]) -> Iterator[str]:
    """Yield each loop of a map with its mark, its name and its sentences."""
    factors = {factor.id: factor for factor in row.factors}
    links = {link.id: link for link in row.links}
    for line in lines:
        loop = line.loop
        part = replace(
            row,
            factors=tuple(factors[id_] for id_ in loop.factor_ids),
            links=tuple(links[id_] for id_ in loop.link_ids),
        )
        yield say("{loop}: {words}", loop=line.title, words=told(part, loop))


class LoopsSheet(Sheet):
    """The list of loops.

    `chosen(Loop or None)` is emitted as the selection changes, `named(LoopLine)` on F2 or Enter.
    """

    chosen = Signal(object)
    named = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._row: MapRow | None = None
        self._behind: Behind = {}
        self._tables = 0  # from how many maps this one was merged
        self._drawers: Mapping[tuple[int, ...], frozenset[str]] = {}
        self.set_title(say("Loops"))
        self._count = Chip("")
        self.add_corner(self._count)
        self.table = QuietTable(
            (
                Column(say("Kind"), _marked, tone=_tone, width=84),
                Column(say("Loop"), _name, weight="strong"),
                Column(say("Drawn by"), self._drawn, tone=self._drawn_tone, width=74),
            ),
            say("Loops"),
        )
        self.table.set_words_when_empty(say("A loop shows as soon as links close one."))
        self.table.setMinimumHeight(theme.px(130))
        self._sentence = label("", "soft", wrap=True)
        self._sentence.setAccessibleName(say("The loop as a sentence"))
        self.forget = button(say("Show everything"), slot=self.clear, role="link")
        self.forget.hide()
        self.body.addWidget(self.table, 1)
        self._story = label("", "", wrap=True)
        self._story.setAccessibleName(say("The story of the loop"))
        self._basis = label("", "small", wrap=True)
        self._basis.setAccessibleName(say("What the loop rests on"))
        self.body.addWidget(self._sentence)
        self.body.addWidget(self._basis)
        self.body.addWidget(self._story)
        self.body.addWidget(self.forget)
        self.table.current_changed.connect(self._on_current)
        self.table.activated_row.connect(self.named)
        naming = QShortcut(QKeySequence("F2"), self.table)
        naming.setContext(Qt.ShortcutContext.WidgetShortcut)
        naming.activated.connect(self.name_current)

    def show_loops(self, row: MapRow, search: LoopSearch) -> None:
        """Show the loops of a map, those with a name first."""
        self._row = row
        self._tables, self._drawers = len(origins_of(row)), drawn_by(row, search.loops)
        self.table.leave_out(() if self._tables else (say("Drawn by"),))
        self.table.horizontalHeader().setVisible(bool(self._tables))
        lines = loop_lines(row, search)
        words = noop("{n} found, all of them") if lines else noop("none found")
        if not search.complete:
            words = noop("{n} found, there are more")
        self._count.set(say(words, n=len(lines)))
        longer = say("No loop of up to {n} factors is missing.", n=search.complete_to)
        self._count.setToolTip("" if search.complete or search.complete_to < 2 else longer)
        self.table.set_rows(lines)
        self._show_sentence(self.current())

    def show_evidence(self, behind: Behind) -> None:
        """Take the findings behind links, by their ids."""
        self._behind = behind
        self._show_sentence(self.current())

    def keep_those_on(self, row: MapRow) -> None:
        """Drop the loops of which a link is not on a map, until those of the map are found."""
        there = {link.id for link in row.links}
        lines = [line for line in self.table.rows() if there.issuperset(line.id)]
        if len(lines) < len(self.table.rows()):
            self.table.set_rows(lines)
            self._on_current(self.current())

    def current(self) -> LoopLine | None:
        """Return the selected loop, or None."""
        found = self.table.current_row()
        return found if isinstance(found, LoopLine) else None

    def select_loop(self, link_ids: tuple[int, ...]) -> None:
        """Select the loop with these links; without any, none."""
        if link_ids:
            self.table.select(lambda line: line.id == link_ids)
        else:
            self.clear()

    def clear(self) -> None:
        """Deselect."""
        self.table.clearSelection()
        self.table.setCurrentIndex(self.table.rootIndex())
        self._on_current(None)

    def _drawn(self, line: LoopLine) -> str:
        """Return by how many of the maps that were merged a loop was drawn as a whole."""
        drawn = len(self._drawers.get(line.id, ()))
        return say("{n} of {all}", n=drawn, all=self._tables)

    def _drawn_tone(self, line: LoopLine) -> str:
        drawn = len(self._drawers.get(line.id, ()))
        return "leaf" if drawn == self._tables else "sun" if drawn else "plain"

    def name_current(self) -> None:
        """Ask for the name of the selected loop."""
        line = self.current()
        if line is not None:
            self.named.emit(line)

    def _on_current(self, line: LoopLine | None) -> None:
        self._show_sentence(line)
        self.forget.setVisible(line is not None)
        self.chosen.emit(line.loop if line else None)

    def _show_sentence(self, line: LoopLine | None) -> None:
        self._sentence.setText(told(self._row, line.loop) if line and self._row else "")
        self._sentence.setVisible(line is not None)
        self._basis.setText(self._rests_on(line.loop) if line else "")
        self._basis.setVisible(bool(self._basis.text()))
        self._story.setText(line.story if line else "")
        self._story.setVisible(bool(line and line.story))

    def rests_on(self) -> str:
        """Return what the selected loop rests on, as it is shown."""
        return self._basis.text()

    def _rests_on(self, loop: Loop) -> str:
        """Return what a loop rests on, if the map shows that."""
        shows = self._row is not None and self._row.shows_basis
        return basis_sentence(loop_basis(loop.link_ids, loop.kind, self._behind)) if shows else ""


class SelectionSheet(Sheet):
    """Facts about what is selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._words = label("", "", wrap=True)
        self._facts = label("", "soft", wrap=True)
        self._note = label("", "", wrap=True)
        for each in (self._words, self._facts, self._note):
            self.body.addWidget(each)
        self.set_margins(16, 12)
        self.show_nothing()

    def show_factor(self, row: MapRow, factor: FactorRow) -> None:
        """Show how many links a factor has, and whether it is locked."""
        into = sum(link.target_id == factor.id for link in row.links)
        out = sum(link.source_id == factor.id for link in row.links)
        facts = say("{into} in, {out} out", into=into, out=out)
        if factor.locked:
            locked = say("locked: layouts leave it where it is")
            facts = say("{first}; {then}", first=facts, then=locked)
        self._show(factor.label, "", facts, factor.note)

    def show_link(self, row: MapRow, link: LinkRow) -> None:
        """Show what a link does."""
        labels = {factor.id: factor.label for factor in row.factors}
        keys = say("Keys +, − and 0 set its sign, F2 changes the rest.")
        more = "; ".join(part for part in (link.strength, link.note) if part)
        self._show(say("Link"), say("{sentence}.", sentence=link_words(link, labels)), keys, more)

    def show_zone(self, row: MapRow, zone: ZoneRow) -> None:
        """Show what lies in a zone."""
        inside = labels_in(row, contents(row, zone).factors)
        facts = count(len(inside), "{n} factor in it", "{n} factors in it") if inside else ""
        keys = say("Drag its title to move it with what lies in it, a corner to resize it.")
        self._show(zone.title, "", facts or say("No factor in it"), "\n".join([*inside, keys]))

    def show_note(self, note: NoteRow) -> None:
        """Show the text of a note."""
        keys = say("F2 changes it, Delete removes it, arrows move it.")
        self._show(one_line(note.text), "", keys, note.text)

    def show_several(self, selected: int) -> None:
        """Show how much is selected."""
        words = say("Delete removes all of it, arrows move its factors, + − 0 set its signs.")
        self._show(count(selected, "{n} selected", "{n} selected"), "", words, "")

    def show_nothing(self) -> None:
        """Show a hint on what can be selected."""
        keys = say("Drag from a factor’s edge to link it. Select one to see what it leads to.")
        self._show(say("Nothing selected"), "", keys, "")

    def told(self) -> str:
        """Return what the sheet says is selected."""
        return self._words.text().removesuffix(".") or self._title.whole()

    def _show(self, title: str, words: str, facts: str, note: str) -> None:
        self.set_title(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._facts.setText(facts)
        self._note.setText(note)
        self._note.setVisible(bool(note))


def _marked(line: LoopLine) -> str:
    return line.mark


def _tone(line: LoopLine) -> str:
    return _TONES[line.loop.kind]


def _name(line: LoopLine) -> str:
    return line.name
