"""The entry line for slips: it keeps no paper before every doubt about it has been answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from resources.words import noop, say
from ui.widgets import EntryLine
from upstream_workshop.voting.kinds import VotingMethod
from upstream_workshop.voting.papers.queries import PaperRow
from upstream_workshop.voting.papers.slips import budget, slip_number
from upstream_workshop.voting.papers.typed_slips import Entry, Pile, shown, understood

_HINTS: Final = {
    VotingMethod.DOTS: noop("a number for each dot"),
    VotingMethod.APPROVAL: noop("the numbers marked"),
    VotingMethod.SCORE: noop("option=score"),
    VotingMethod.RANKED: noop("best first"),
}


class SlipLine(EntryLine):
    """An entry line in which a slip and Enter is a paper.

    A slip that breaks the rules of the ballot, or has the number of another, is kept by a second Enter
    on the same text. Up corrects the last slip, or the one whose number is typed; Escape leaves it.

    `filed(Entry)` is emitted for a line without a doubt that is left, `corrected(number)` when a slip is
    fetched to be corrected, `differed(Entry)` on Escape in a second entry that says something else.
    """

    filed = Signal(object)
    differed = Signal(object)
    corrected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(say("Key a slip"), "pencil-simple", parent=parent)
        self._pile: Pile | None = None
        self._answered = 0  # doubts about the present text
        self.edited.connect(self._on_edited)
        self.entered.connect(self._on_entered)

    def show_pile(self, pile: Pile) -> None:
        """Set what lines are read against; the paper being corrected stays so if it is still there."""
        before = self._pile
        same = before is not None and before.ballot.id == pile.ballot.id
        correcting = before.correcting if before and same else None
        kept = pile.paper(correcting.number) if correcting else None
        self._set(replace(pile, correcting=kept))
        if before and (not same or (correcting and kept is None)):
            self.field.clear()
        self._on_edited(self.field.text())

    def correct(self, paper: PaperRow) -> None:
        """Correct a paper: what it says stands in the line, selected, so that typing replaces it."""
        if self._pile is None:
            return
        if not paper.number:
            self.set_refusal(say("The number of this slip is forgotten: key all slips again."))
            return
        self._set(replace(self._pile, correcting=paper))
        self.field.setText(shown(paper, self._pile.ballot))
        self.field.selectAll()
        self.field.setFocus()
        self._on_edited(self.field.text())
        self.corrected.emit(paper.number)

    def settle(self) -> None:
        """Clear the line for the next slip."""
        if self._pile is not None:
            self._set(replace(self._pile, correcting=None))
        self.field.clear()
        self._on_edited("")

    @property
    def correcting(self) -> PaperRow | None:
        """The paper that is being corrected, or None."""
        return self._pile.correcting if self._pile else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Correct an earlier slip on Up and a later one on Down; leave correcting on Escape."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                return self._go(-1 if event.key() == Qt.Key.Key_Up else 1)
            if event.key() == Qt.Key.Key_Escape and self._leaves_difference():
                return True
            if event.key() == Qt.Key.Key_Escape and self.correcting:
                self.settle()
                return True
        return super().eventFilter(watched, event)

    def _leaves_difference(self) -> bool:
        """Emit `differed` for a line of which it was said that it differs, and return whether it did."""
        if self._pile is None or not (self._pile.second and self._answered):
            return False
        entry = understood(self.field.text(), self._pile)
        if self._pile.paper(entry.number) is None:
            return False
        self.differed.emit(entry)
        self.settle()
        return True

    def _set(self, pile: Pile) -> None:
        self._pile, self._answered = pile, 0
        if pile.correcting is not None:
            self.set_mode(say("correcting slip {number}", number=pile.correcting.number))
        else:
            self.set_mode(say("second entry") if pile.second else "")

    def _go(self, step: int) -> bool:
        """Correct the slip whose number is typed, else the next one in this direction."""
        numbered = [row for row in self._pile.papers if row.number] if self._pile else []
        typed = slip_number(self.field.text().rstrip(" :"))
        named = next((row for row in numbered if row.number == typed), None)
        if self.correcting is None and step < 0 and named is not None:
            self.correct(named)
        elif self.correcting is None and step < 0 and not self.field.text() and numbered:
            self.correct(numbered[-1])
        elif self.correcting is not None:
            self._turn(numbered, step)
        else:
            return False
        return True

    def _turn(self, numbered: Sequence[PaperRow], step: int) -> None:
        numbers = [row.number for row in numbered]
        at = numbers.index(self.correcting.number) + step if self.correcting else 0
        if at == len(numbered):
            self.settle()
        else:
            self.correct(numbered[max(0, at)])

    def _on_edited(self, text: str) -> None:
        self._answered = 0
        if self._pile is None:
            return
        entry = understood(text, self._pile)
        self._show_hint_for(entry)
        name = (self._pile.voters or {}).get(entry.voter_id or 0, "")
        self.set_ghost(f"·  {name}" if name else "")
        self.set_chip(*self._remark(entry) if text.strip() else ("", "sun"))

    def _remark(self, entry: Entry) -> tuple[str, str]:
        """Return what is said of a slip while it is typed, with its tone."""
        assert self._pile is not None  # checked by the caller
        if entry.wrong and entry.wrong != entry.slip.complaint:
            return entry.wrong, "rose"
        if entry.spoilt and not entry.slip.complaint:
            return entry.spoilt, "rose"
        if entry.doubts and not self._pile.second:
            return say("replaces slip {number}", number=entry.number), "sun"
        return budget(entry.slip, self._pile.ballot.terms)

    def _show_hint_for(self, entry: Entry) -> None:
        assert self._pile is not None  # checked by the caller
        how = say(_HINTS[self._pile.ballot.method])
        if self.correcting is not None:
            self.set_hint(say("{how} · Enter keeps · Esc leaves it", how=how))
            return
        if self._pile.voters is not None:
            how = say("name: {how}", how=how)
        self.set_hint(say("slip {number} · {how} · x spoilt · Enter", number=entry.number, how=how))

    def _on_entered(self, text: str) -> None:
        if self._pile is None:
            return
        entry = understood(text, self._pile)
        if entry.wrong:
            self._refuse(entry.wrong)
        elif self._answered < len(entry.doubts):
            self._refuse(entry.doubts[self._answered])
            self._answered += 1
        else:
            self.filed.emit(entry)

    def _refuse(self, why: str) -> None:
        self.set_chip("")
        self.set_refusal(why)
