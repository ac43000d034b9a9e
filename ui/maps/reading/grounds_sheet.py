"""The sheet on the findings behind what is selected: read, added by typing, taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from resources.words import count, joined, say
from ui.widgets import Column, QuietTable, Sheet, label
from upstream_workshop.evidence.attribution import attribution
from upstream_workshop.evidence.queries import FindingRow
from upstream_workshop.maps.citations.queries import Cited
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.maps.rules import link_words

_NOTHING: Final = Cited({}, {})
_NAMED: Final = 12  # factors and links; more are counted


class GroundsSheet(Sheet):
    """Findings behind the selected factors and links; while words are typed, those that have them.

    `added(finding id)` and `removed(finding id)` are emitted on Enter in the line and on Delete in the
    list.
    """

    added = Signal(int)
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._findings: Sequence[FindingRow] = ()
        self._cited = _NOTHING
        self._row: MapRow | None = None
        self._factors: frozenset[int] = frozenset()
        self._links: frozenset[int] = frozenset()
        self._behind: Sequence[FindingRow] = ()
        self._count = label("", "soft", wrap=True)
        self.table = QuietTable(
            (
                Column(say("Finding"), lambda row: row.text, weight="small"),
                Column(
                    say("Organisation"), lambda row: row.organisation, width=110, weight="small"
                ),
                Column(say("Quote"), lambda row: row.quote, stays=False),
            ),
            say("Findings behind it"),
        )
        self.table.leave_out((say("Quote"),))
        self.field = QLineEdit()
        self.field.setClearButtonEnabled(True)
        self.field.setPlaceholderText(say("Add a finding: type words of it"))
        self.field.setAccessibleName(say("Add a finding: type words of it"))
        self.field.setAccessibleDescription(say("Up and Down choose a finding, Enter adds it."))
        self._details = label("", "small", wrap=True)
        self._details.setAccessibleName(say("What was said"))
        self.body.addWidget(self._count)
        self.body.addWidget(self.field)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._details)
        self.field.installEventFilter(self)
        self.table.installEventFilter(self)
        self.field.textChanged.connect(lambda _: self._list())
        self.field.returnPressed.connect(self._add)
        self.table.activated_row.connect(lambda _: self._add())
        self.table.current_changed.connect(self._tell)
        self._list()

    def show_evidence(self, findings: Sequence[FindingRow], cited: Cited) -> None:
        """Take the findings there are, and those behind factors and links."""
        self._findings, self._cited = findings, cited

    def show_parts(self, row: MapRow, factor_ids: Sequence[int], link_ids: Sequence[int]) -> None:
        """Show the findings behind factors and links of a map."""
        self._row = row
        parts = frozenset(factor_ids), frozenset(link_ids)
        if parts != (self._factors, self._links):
            self.field.clear()
        self._factors, self._links = parts
        self._list()

    def parts(self) -> tuple[list[int], list[int]]:
        """Return the ids of the factors and links that it is about."""
        return sorted(self._factors), sorted(self._links)

    def behind(self) -> tuple[FindingRow, ...]:
        """Return the findings behind what is selected."""
        return tuple(self._behind)

    def counts(self) -> str:
        """Return how many findings there are behind it, from how many organisations."""
        return self._count.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose by Up and Down while typing, clear by Escape; take away by Delete in the list."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if watched is self.field:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.table.keyPressEvent(event)
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            chosen = self.table.current_row()
            if chosen is not None and not self.field.text():
                self.removed.emit(chosen.id)
            return True
        return super().eventFilter(watched, event)

    def _list(self) -> None:
        """List the findings behind the selection, or those that have the words that are typed."""
        self._behind = self._all_behind()
        any_part = bool(self._factors or self._links)
        self.set_title(self._about())
        self._count.setText(_counts(self._behind))
        self._count.setVisible(any_part)
        self.field.setEnabled(any_part)
        typed = self.field.text()
        there = {one.id for one in self._behind}
        free = [one for one in self._findings if one.id not in there]
        self.table.set_words_when_empty(self._words_when_empty(any_part))
        self.table.set_filter(typed)
        self.table.set_rows(free if typed else self._behind)
        if self.table.current_row() is None:
            self.table.select(lambda _: True)
        self._tell(self.table.current_row())

    def _all_behind(self) -> tuple[FindingRow, ...]:
        found: dict[int, FindingRow] = {}
        behind: tuple[tuple[frozenset[int], Mapping[int, tuple[FindingRow, ...]]], ...] = (
            (self._factors, self._cited.factors),
            (self._links, self._cited.links),
        )
        for ids, of_part in behind:
            for id_ in ids:
                found |= {one.id: one for one in of_part.get(id_, ())}
        return tuple(sorted(found.values(), key=lambda one: one.id))

    def _about(self) -> str:
        """Return what is selected, in words."""
        row = self._row
        if row is None or not (self._factors or self._links):
            return say("Evidence")
        if (parts := len(self._factors) + len(self._links)) > _NAMED:
            return count(parts, "{n} selected", "{n} selected")
        labels = {factor.id: factor.label for factor in row.factors}
        names = [labels[id_] for id_ in sorted(self._factors) if id_ in labels]
        names += [link_words(link, labels) for link in row.links if link.id in self._links]
        return joined(names, "{first}; {then}")

    def _words_when_empty(self, any_part: bool) -> str:
        if not any_part:
            return say("Select a factor or a link to see which findings it rests on.")
        if self.field.text():
            return say("No other finding has all these words.")
        if not self._findings:
            return say("There are no findings yet: they come in on the Evidence page.")
        return say("It rests on no finding yet: type words of one above.")

    def _tell(self, row: FindingRow | None) -> None:
        if row is None:
            self._details.setText("")
        else:
            quote = say("“{words}”", words=row.quote) if row.quote else row.text
            self._details.setText(joined((quote, attribution(row)), "{first} – {then}"))
        self._details.setVisible(row is not None)

    def _add(self) -> None:
        chosen = self.table.current_row()
        if chosen is not None and self.field.text():
            self.added.emit(chosen.id)
            self.field.clear()


def _counts(rows: Sequence[FindingRow]) -> str:
    """Return how many findings there are, from how many organisations."""
    homes = len({row.organisation_id for row in rows} - {None})
    return joined(
        (
            count(len(rows), "{n} finding", "{n} findings"),
            count(homes, "{n} organisation", "{n} organisations") if homes else "",
        ),
        "{first} · {then}",
    )
