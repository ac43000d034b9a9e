"""The rows of the outline: factors with the links at each, zones, notes, loops."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from resources.words import joined, say
from upstream_workshop.letters import one_line
from upstream_workshop.maps.annotations.ownership import contents
from upstream_workshop.maps.kinds import BASIS_WORDS, MARKED
from upstream_workshop.maps.map_rows import LinkRow, MapRow
from upstream_workshop.maps.rules import inside, link_words

Key = tuple[
    str, int
]  # "factor", "link", "zone" or "note", and an id; or "loop" and its place in the list
KEY: Final = Qt.ItemDataRole.UserRole
_KEEP: Final = QItemSelectionModel.SelectionFlag.NoUpdate  # the selection


class OutlinedLoop(NamedTuple):
    """A loop in the outline: its links, which identify it, and its mark, name and sentence."""

    link_ids: tuple[int, ...]
    words: str


class OutlineRows:
    """The rows of a tree, and which of them are selected.

    A link has a row under each of its ends, and a factor one more in each zone that it lies in.
    """

    def __init__(self, tree: QTreeWidget) -> None:
        self._tree = tree
        self._loops: Sequence[OutlinedLoop] = ()
        self._heading: QTreeWidgetItem | None = None  # of the loops
        self._items: defaultdict[Key, list[QTreeWidgetItem]] = defaultdict(list)
        self._keys: dict[QTreeWidgetItem, Key] = {}
        self._places: dict[
            QTreeWidgetItem, tuple[QTreeWidgetItem, int]
        ] = {}  # of those below others

    def clear(self) -> None:
        """Remove all rows."""
        self._tree.clear()
        self._items.clear()
        self._keys.clear()
        self._places.clear()
        self._loops, self._heading = (), None

    def add(self, row: MapRow, outlined: Callable[[], Sequence[OutlinedLoop]]) -> Iterator[None]:
        """Add the factors with their links, one in each step, then the rest, and show all that is in them.

        outlined: returns the loops of the map; they are asked for last.
        """
        labels = {factor.id: factor.label for factor in row.factors}
        links: defaultdict[int, list[tuple[LinkRow, bool]]] = defaultdict(list)
        for link in row.links:
            links[link.source_id].append((link, False))
            links[link.target_id].append((link, True))
        for factor in sorted(row.factors, key=lambda factor: factor.label.casefold()):
            top = self._item(factor.label, ("factor", factor.id))
            for link, inward in links[factor.id]:
                words = _words(link, labels, inward)
                self._add_below(top, words, ("link", link.id), first=not inward)
            self._tree.addTopLevelItem(top)
            top.setExpanded(True)
            yield
        self._tree.addTopLevelItems(self._annotations(row))
        self._add_loops(outlined())
        self._tree.expandAll()

    def show_loops(self, loops: Sequence[OutlinedLoop]) -> None:
        """Show these loops in place of others; the one that the user has come to stays the current row."""
        if tuple(loops) == tuple(self._loops):
            return
        came_to = self.loop(self._tree.currentItem())
        if self._heading is not None:
            self._tree.takeTopLevelItem(self._tree.indexOfTopLevelItem(self._heading))
        for number in range(len(self._loops)):
            (gone,) = self._items.pop(("loop", number))
            del self._keys[gone], self._places[gone]
        self._add_loops(loops)
        for number, loop in enumerate(loops):
            if came_to is not None and loop.link_ids == came_to.link_ids:
                self._tree.setCurrentItem(self._items["loop", number][0], 0, _KEEP)

    def first(self, key: Key) -> QTreeWidgetItem | None:
        """Return the row to go to of a part of the map, None if it has none."""
        return next(iter(self._items.get(key, ())), None)

    def loop(self, item: QTreeWidgetItem | None) -> OutlinedLoop | None:
        """Return the loop that a row shows, None for other rows."""
        part, number = (item.data(0, KEY) if item else None) or ("", 0)
        return self._loops[number] if part == "loop" else None

    def selected(self) -> Counter[Key]:
        """Return how many rows are selected of each part of the map, without those of which none is."""
        return Counter(self._keys[item] for item in self._tree.selectedItems())

    def are_whole(self, selected: Counter[Key]) -> bool:
        """Return whether all rows of each of these parts are selected."""
        return all(len(self._items[key]) == rows for key, rows in selected.items())

    def select(self, keys: Collection[Key]) -> None:
        """Select all rows of these parts, and no others; come to one of them."""
        items = [item for key in sorted(keys) for item in self._items.get(key, ())]
        model = self._tree.selectionModel()
        model.clearSelection()  # else Qt compares each new row with each former one
        model.select(self._ranges(items), QItemSelectionModel.SelectionFlag.Select)
        current = self._tree.currentItem()
        if items and not (current and current.isSelected()):
            self._tree.setCurrentItem(items[0], 0, _KEEP)

    def _ranges(self, items: Iterable[QTreeWidgetItem]) -> QItemSelection:
        """Return rows as few ranges, since Qt compares each range with each that is selected later."""
        below: defaultdict[QTreeWidgetItem | None, list[int]] = defaultdict(list)
        for item in items:
            top, row = self._places.get(item) or (None, self._tree.indexOfTopLevelItem(item))
            below[top].append(row)
        chosen, model = QItemSelection(), self._tree.model()
        for top, rows in below.items():
            parent = self._tree.indexFromItem(top) if top is not None else QModelIndex()
            for _, run in groupby(enumerate(sorted(rows)), lambda at: at[1] - at[0]):
                numbers = [row for _, row in run]
                ends = (model.index(row, 0, parent) for row in (numbers[0], numbers[-1]))
                chosen.select(*ends)
        return chosen

    def _add_below(
        self, top: QTreeWidgetItem, text: str, key: Key, first: bool = False
    ) -> QTreeWidgetItem:
        """Add a row as the last below another, and return it."""
        made = self._item(text, key, first)
        self._places[made] = top, top.childCount()
        top.addChild(made)
        return made

    def _item(self, text: str, key: Key, first: bool = False) -> QTreeWidgetItem:
        """Return a new row; the first of those with the same key is the one to go to."""
        made = QTreeWidgetItem([text])
        made.setData(0, KEY, key)
        self._keys[made] = key
        self._items[key].insert(0 if first else len(self._items[key]), made)
        return made

    def _add_loops(self, loops: Sequence[OutlinedLoop]) -> None:
        self._loops, self._heading = loops, None
        if not loops:
            return
        top = self._heading = QTreeWidgetItem([say("Loops")])
        items = [self._add_below(top, loop.words, ("loop", n)) for n, loop in enumerate(loops)]
        for item in (top, *items):
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._tree.addTopLevelItem(top)
        top.setExpanded(True)

    def _annotations(self, row: MapRow) -> list[QTreeWidgetItem]:
        """Return the zones with the factors that lie in each, and the notes."""
        zones = []
        for zone in sorted(row.zones, key=lambda zone: zone.title.casefold()):
            top = self._item(say("Zone “{title}”", title=zone.title), ("zone", zone.id))
            inside = contents(row, zone).factors
            within = sorted((f for f in row.factors if f.id in inside), key=lambda f: f.label)
            for factor in within:
                self._add_below(top, factor.label, ("factor", factor.id))
            zones.append(top)
        notes = [
            self._item(say("Note: {text}", text=one_line(note.text)), ("note", note.id))
            for note in row.notes
        ]
        return zones + notes


def _words(link: LinkRow, labels: dict[int, str], inward: bool = False) -> str:
    """Return a link as a sentence, with its strength and its note."""
    said = link_words(link, labels, inward)
    basis = inside(say(BASIS_WORDS[link.basis])) if link.basis in MARKED else ""
    return joined((said, basis, link.strength, link.note), "{first}, {then}")
