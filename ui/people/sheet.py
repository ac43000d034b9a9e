"""The side sheet: the chosen person, and only on request what they told the organiser alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.people.deeds import PersonDeeds
from ui.people.lines import Line, state_words, tone
from ui.widgets import Avatar, BigNumber, Chip, Sheet, button, hairline, label
from upstream_workshop.people.queries import NeedsRow, OrganisationRow, Presence, SupportRow
from upstream_workshop.people.rules import STATES, initials


class PersonSheet(Sheet):
    """Who somebody is, what they bring and look for; built anew for each person shown.

    `needs_of(id)` is asked only once the button is pressed.
    """

    def __init__(
        self,
        deeds: PersonDeeds,
        needs_of: Callable[[int], NeedsRow | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._deeds = deeds
        self._needs_of = needs_of
        self._shown: object = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._area)
        self.setAccessibleName(self.tr("The chosen person"))

    def show_person(
        self, line: Line, home: OrganisationRow | None, support: tuple[SupportRow, ...]
    ) -> None:
        """Show somebody; needs shown before are hidden again."""
        if self._shown == (line, home, support):
            return
        self._shown = (line, home, support)
        column = QVBoxLayout()
        self._add_person(column, line, home)
        self._add_support(column, support)
        column.addLayout(
            self._facts(
                (
                    (self.tr("Interests"), "; ".join(line.person.interests)),
                    (self.tr("Region"), line.person.region),
                    (self.tr("E-mail"), line.person.email),
                )
            )
        )
        column.addSpacing(6)
        column.addLayout(self._actions(home))
        column.addWidget(self._private(line))
        self._fill(column)

    def show_counts(self, states: Sequence[str], presence: Presence) -> None:
        """With nobody chosen, how the day stands."""
        self._shown = None
        column = QVBoxLayout()
        column.addWidget(BigNumber(self.tr("Here"), f"{presence.here} / {presence.expected}"))
        for state in STATES:
            times = states.count(state)
            if times and state != "here":
                row = QHBoxLayout()
                row.addWidget(Chip(state_words(state), tone(state)))
                row.addWidget(label(str(times), "strong"), 1)
                column.addLayout(row)
        column.addSpacing(8)
        hint = self.tr("Type two letters, or go down the list, to see somebody here.")
        column.addWidget(label(hint, "soft", wrap=True))
        self._fill(column)

    def hide_needs(self) -> None:
        """Forget what was shown, so that the next look is asked for anew."""
        self._shown = None

    def _fill(self, column: QVBoxLayout) -> None:
        """Show a whole column in place of what was shown."""
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        column.addStretch(1)
        inner = QWidget()
        inner.setLayout(column)
        self._area.setWidget(inner)

    def _add_person(self, column: QVBoxLayout, line: Line, home: OrganisationRow | None) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Avatar(initials(line.person.name), 46), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(line.person.name, "section", wrap=True))
        words.addWidget(label(line.place, "small", wrap=True))
        head.addLayout(words, 1)
        column.addLayout(head)
        column.addLayout(self._chips(line))
        column.addLayout(self._facts(((self.tr("Working on"), home.initiative if home else ""),)))

    def _facts(self, pairs: Sequence[tuple[str, str]]) -> QVBoxLayout:
        """Small titles over what is known; nothing for what is not."""
        column = QVBoxLayout()
        column.setSpacing(1)
        for title, text in pairs:
            if text:
                column.addSpacing(5)
                column.addWidget(label(title, "small"))
                column.addWidget(label(text, wrap=True))
        return column

    def _chips(self, line: Line) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        since = line.attendance.at if line.attendance else None
        words = [state_words(line.state), f"{since:%H:%M}" if since else ""]
        row.addWidget(Chip(" ".join(filter(None, words)), tone(line.state)))
        if line.person.willing_to_lead:
            row.addWidget(Chip(self.tr("can lead a group"), "river"))
        row.addStretch(1)
        return row

    def _add_support(self, column: QVBoxLayout, support: tuple[SupportRow, ...]) -> None:
        for kind, title in (("ask", self.tr("Asks")), ("offer", self.tr("Offers"))):
            rows = [row for row in support if row.kind == kind]
            if rows:
                column.addSpacing(4)
                column.addWidget(label(title, "small"))
            for number, row in enumerate(rows):
                if number:
                    column.addWidget(hairline())
                column.addLayout(self._support_row(row))

    def _support_row(self, row: SupportRow) -> QHBoxLayout:
        made = QHBoxLayout()
        made.addWidget(label(row.text, wrap=True), 1)
        away = button(
            self.tr("Remove"), slot=lambda: self._deeds.remove_support(row.id), role="link"
        )
        away.setAccessibleName(self.tr("Remove “{text}”").format(text=row.text))
        made.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _actions(self, home: OrganisationRow | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(button(self.tr("Edit"), slot=self._deeds.edit, role="link"))
        if home is not None:
            edit_home = partial(self._deeds.edit_initiative, home)
            row.addWidget(button(self.tr("Their work"), slot=edit_home, role="link"))
        row.addWidget(button(self.tr("Remove"), slot=self._deeds.remove, role="link"))
        row.addWidget(button(self.tr("Erase"), slot=self._deeds.erase, role="link"))
        row.addStretch(1)
        return row

    def _private(self, line: Line) -> QWidget:
        """A button; pressed, it gives way to what this person told the organiser."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 4, 0, 0)

        def reveal() -> None:
            shown.hide()
            column.addWidget(self._needs_sheet(self._needs_of(line.id)))

        shown = button(self.tr("Show access needs"), "lock-key", reveal)
        column.addWidget(shown, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _needs_sheet(self, needs: NeedsRow | None) -> Sheet:
        sheet = Sheet(self.tr("Private"), tone="sun")
        access, diet = (needs.access, needs.diet) if needs else ("", "")
        for title, text in ((self.tr("Access needs"), access), (self.tr("Diet"), diet)):
            sheet.body.addWidget(label(title, "small"))
            sheet.body.addWidget(label(text or self.tr("nothing noted"), wrap=True))
        sheet.body.addWidget(button(self.tr("Edit needs"), "pencil-simple", self._deeds.edit_needs))
        sheet.setMinimumWidth(theme.px(120))
        return sheet
