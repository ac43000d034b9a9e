"""The sheet beside the roster: the selected person and, only on request, their private needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.people.roster.consent_origins import origin_of, origin_words
from ui.people.roster.day import DaySheet
from ui.people.roster.person_actions import PersonActions
from ui.people.roster_lines import Line, consent_words, state_words, tone
from ui.people.snapshot import PeopleNow
from ui.people.wording import effect_words
from ui.widgets import Avatar, Chip, PersonTag, Sheet, button, hairline, label, scrolled
from upstream_workshop.people.introductions.network import pairs_at
from upstream_workshop.people.kinds import (
    Consent,
    ConsentKind,
    Phase,
    SupportKind,
    TieKind,
)
from upstream_workshop.people.queries import ConsentRow, NeedsRow, OrganisationRow, SupportRow
from upstream_workshop.people.rules import initials, shortened

_CONSENT_TONES: Final = {Consent.NOT_ASKED: "", Consent.YES: "leaf", Consent.NO: "rose"}


class PersonSheet(Sheet):
    """Shows a person, or the state of the day if none is selected; rebuilt for each person.

    handlers: the actions of the buttons.
    needs_of: returns a person's access needs and diet; called only when the button for them is
    pressed.

    `wanted(person id)` requests to show another person, `left()` to go back to what was shown
    before.
    """

    wanted = Signal(int)
    left = Signal()

    def __init__(
        self,
        handlers: PersonActions,
        needs_of: Callable[[int], NeedsRow | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._handlers = handlers
        self._needs_of = needs_of
        self._shown: object = None
        self._area = scrolled(QWidget())
        self.back = button(say("Figures and proposals"), "arrow-left", self.left.emit, role="link")
        self.back.hide()
        self.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._area)
        self.setAccessibleName(say("The chosen person"))

    def show_person(self, line: Line, now: PeopleNow) -> None:
        """Show a person, with their needs hidden."""
        if self._shown == (line, now):
            return
        self._shown = (line, now)
        home = now.homes.get(line.person.organisation)
        column = QVBoxLayout()
        self._add_person(column, line, home)
        self._add_effects(column, line, now)
        self._add_support(column, line, now)
        self._add_meetings(column, line, now)
        column.addLayout(
            self._facts(
                (
                    (say("Pronouns"), line.person.pronouns),
                    (say("Interests"), "; ".join(line.person.interests)),
                    (say("Region"), line.person.region),
                    (say("E-mail"), line.person.email),
                )
            )
        )
        column.addSpacing(6)
        column.addLayout(self._consents(line, now.consents.get(line.id, ())))
        column.addLayout(self._actions(home))
        column.addWidget(self._private(line))
        erase = button(say("Erase for good"), slot=self._handlers.erase, role="link")
        column.addWidget(erase, 0, Qt.AlignmentFlag.AlignLeft)
        self._fill(column)

    def show_day(self, now: PeopleNow) -> None:
        """Show the state of the day."""
        self._shown = None
        made = DaySheet(now)
        made.wanted.connect(self.wanted)
        column = QVBoxLayout()
        column.addWidget(made)
        self._fill(column)

    def hide_needs(self) -> None:
        """Make the next `show_person` build the sheet again, with the needs hidden."""
        self._shown = None

    def _fill(self, column: QVBoxLayout) -> None:
        """Replace the content of the sheet by a column."""
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
        column.addLayout(self._facts(((say("Working on"), home.initiative if home else ""),)))

    def _facts(self, pairs: Sequence[tuple[str, str]]) -> QVBoxLayout:
        """Return titles and texts, without the pairs that have no text."""
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
        known = line.attendance
        since = (known.left_at or known.at) if known else None
        words = [state_words(line.state), line.instead, f"{since:%H:%M}" if since else ""]
        row.addWidget(Chip(" ".join(filter(None, words)), tone(line.state)))
        if line.person.willing_to_lead:
            row.addWidget(Chip(say("can lead a group"), "river"))
        row.addStretch(1)
        return row

    def _add_effects(self, column: QVBoxLayout, line: Line, now: PeopleNow) -> None:
        """Add the effects of the person's absence, if they are absent."""
        effects = now.effects.get(line.id, ())
        if effects:
            sheet = Sheet(say("While they are away"), tone="sun")
            for effect in effects:
                sheet.body.addWidget(label(effect_words(effect), wrap=True))
            column.addWidget(sheet)

    def _add_support(self, column: QVBoxLayout, line: Line, now: PeopleNow) -> None:
        helpers = now.helpers()
        rows = [row for row in now.support if row.participant_id == line.id]
        for kind, title in (
            (SupportKind.ASK, say("Asks")),
            (SupportKind.OFFER, say("Offers")),
        ):
            texts = [row for row in rows if row.kind == kind]
            if texts:
                column.addSpacing(4)
                column.addWidget(label(title, "small"))
            for number, row in enumerate(texts):
                if number:
                    column.addWidget(hairline())
                column.addLayout(self._support_row(row))
                for name in helpers.get(row.id, ()):
                    chip = Chip(say("{name} may help", name=shortened(name)), "leaf")
                    column.addWidget(chip)

    def _support_row(self, row: SupportRow) -> QHBoxLayout:
        made = QHBoxLayout()
        made.addWidget(label(row.text, wrap=True), 1)
        away = button(
            say("Remove"), slot=lambda: self._handlers.remove_support(row.id), role="link"
        )
        away.setAccessibleName(say("Remove “{text}”", text=row.text))
        made.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _add_meetings(self, column: QVBoxLayout, line: Line, now: PeopleNow) -> None:
        """Add the people whom this person should meet and has not met yet."""
        met = pairs_at(now.ties, Phase.AFTER)
        waiting = [
            tie
            for tie in now.ties
            if tie.kind == TieKind.MEET
            and not tie.dismissed
            and line.id in tie.pair
            and tie.pair not in met
        ]
        if waiting:
            column.addSpacing(4)
            column.addWidget(label(say("Should meet"), "small"))
        for tie in waiting:
            other = now.line.get(tie.second_id if tie.first_id == line.id else tie.first_id)
            if other is not None:
                row = QHBoxLayout()
                row.addWidget(PersonTag(other.person.name, other.person.organisation), 1)
                done = partial(self._handlers.introduce, line.id, other.id)
                made = button(say("They met"), slot=done, role="link")
                made.setAccessibleName(
                    say("{one} and {other} met", one=line.person.name, other=other.person.name)
                )
                row.addWidget(made)
                column.addLayout(row)

    def _consents(self, line: Line, answers: Sequence[ConsentRow]) -> QVBoxLayout:
        """Return a button for each consent that turns its answer, and the answer's origin below it."""
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(label(say("Agrees to"), "small"))
        words = {
            ConsentKind.PHOTO: say("photographs"),
            ConsentKind.ATTRIBUTION: say("being named"),
            ConsentKind.DIRECTORY: say("being listed"),
        }
        for consent, what in words.items():
            given = getattr(line.person, consent)
            turn = partial(self._handlers.turn_consent, consent)
            chip = button(f"{what}: {consent_words(given)}", slot=turn, role="chip")
            chip.setProperty("tone", _CONSENT_TONES[given])
            column.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
            origin = origin_of(answers, consent, given)
            if origin:
                column.addWidget(label(origin, "small", wrap=True))
        leading = next((one for one in answers if one.consent == ConsentKind.LEADING), None)
        if leading is not None:
            column.addWidget(label(say("leading a group"), "small"))
            column.addWidget(label(origin_words(leading), "small", wrap=True))
        return column

    def _actions(self, home: OrganisationRow | None) -> QGridLayout:
        """Return the buttons, two in a row because the sheet is narrow."""
        offered: list[tuple[str, Callable[[], object]]] = [(say("Edit"), self._handlers.edit)]
        if home is not None:
            offered.append((say("Their work"), partial(self._handlers.edit_initiative, home)))
        offered += [(say("Merge"), self._handlers.merge), (say("Remove"), self._handlers.remove)]
        grid = QGridLayout()
        grid.setSpacing(2)
        grid.setColumnStretch(2, 1)
        for at, (words, act) in enumerate(offered):
            grid.addWidget(button(words, slot=act, role="link"), at // 2, at % 2)
        return grid

    def _private(self, line: Line) -> QWidget:
        """Return a button that, when pressed, is replaced by the person's access needs and diet."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 4, 0, 0)

        def reveal() -> None:
            shown.hide()
            column.addWidget(self._needs_sheet(self._needs_of(line.id)))

        shown = button(say("Show access needs"), "lock-key", reveal)
        column.addWidget(shown, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _needs_sheet(self, needs: NeedsRow | None) -> Sheet:
        sheet = Sheet(say("Private"), tone="sun")
        access, diet = (needs.access, needs.diet) if needs else ("", "")
        for title, text in ((say("Access needs"), access), (say("Diet"), diet)):
            sheet.body.addWidget(label(title, "small"))
            sheet.body.addWidget(label(text or say("nothing noted"), wrap=True))
        sheet.body.addWidget(button(say("Edit needs"), "pencil-simple", self._handlers.edit_needs))
        sheet.setMinimumWidth(theme.px(120))
        return sheet
