"""The side sheet: the chosen person, and only on request what they told the organiser alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.people.deeds import PersonDeeds
from ui.people.lines import Line, state_words, tone
from ui.widgets import Avatar, Chip, Sheet, button, hairline, label
from upstream_workshop.people.queries import NeedsRow, OrganisationRow, SupportRow
from upstream_workshop.people.rules import initials


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
        self._shown: tuple[Line, OrganisationRow | None, tuple[SupportRow, ...]] | None = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._area)
        self.setAccessibleName(self.tr("The chosen person"))
        self.show_person(None, None, ())

    def show_person(
        self, line: Line | None, home: OrganisationRow | None, support: tuple[SupportRow, ...]
    ) -> None:
        """Show somebody, or nobody; needs shown before are hidden again."""
        wanted = None if line is None else (line, home, support)
        if wanted == self._shown and self._area.widget() is not None:
            return
        self._shown = wanted
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if line is None:
            column.addWidget(label(self.tr("Choose somebody to see more."), "soft", wrap=True))
        else:
            self._add_person(column, line, home)
            self._add_support(column, support)
            column.addSpacing(6)
            column.addLayout(self._actions(home))
            column.addWidget(self._private(line))
        column.addStretch(1)
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
        for title, text in (
            (self.tr("Working on"), home.initiative if home else ""),
            (self.tr("Region"), line.person.region),
            (self.tr("Interests"), "; ".join(line.person.interests)),
            (self.tr("E-mail"), line.person.email),
        ):
            if text:
                column.addWidget(label(title, "small"))
                column.addWidget(label(text, wrap=True))

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
        row.setSpacing(8)
        row.addWidget(button(self.tr("Edit"), "pencil-simple", self._deeds.edit))
        if home is not None:
            edit_home = partial(self._deeds.edit_initiative, home)
            row.addWidget(button(self.tr("Work"), "buildings", edit_home))
        row.addWidget(button(self.tr("Remove"), "trash", self._deeds.remove))
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
