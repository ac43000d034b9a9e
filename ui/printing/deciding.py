"""The dialog before an archive is sealed, to decide on passages that may still name a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from exports.editions.passages import CUT, Passage, Recheck
from resources.words import say
from ui.kit import theme
from ui.printing.marked_text import MarkedText
from ui.widgets import Column, QuietTable, Sheet, button, label
from upstream_workshop.letters import one_line

Decisions = dict[tuple[str, str, str], str]  # replacements by the keys of passages

_BEFORE, _AFTER = 18, 60  # letters of context in the list


@dataclass(frozen=True, slots=True)
class Row:
    """A passage in the list.

    words: what replaces it; None while it is undecided.
    """

    id: int
    passage: Passage
    words: str | None


class PassagesDialog(QDialog):
    """A list of passages, each of which is kept, changed or cut.

    Accepted only when all are decided.

    passages: the passages to decide on.
    decisions: the replacements; updated by the dialog.
    look: returns why typed words may name a person, or an empty string.

    If `look` objects to typed words, they are shown again with the reason; a second Enter keeps
    them.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        decisions: Decisions,
        look: Recheck,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.passages = tuple(passages)
        self.decisions = decisions
        self._look = look
        self._doubted = ""  # typed words to which `look` objected; the next Enter keeps them
        self._forget_doubtful()
        self.setWindowTitle(say("Before this archive is sealed"))
        self.table = QuietTable(self._columns(), say("Passages that may name somebody"))
        self.where = label("", "small", wrap=True)
        self.text = MarkedText(say("The whole text"))
        self.instead = QLineEdit()
        self.instead.setAccessibleName(say("Words to put instead"))
        self.instead.setPlaceholderText(say("Words to put instead, then Enter"))
        self.left = label("", "strong")
        self.keep = button(say("Keep"), "check", self.keep_one, "K")
        self.cut = button(say("Cut"), "scissors", self.cut_one, "C")
        self.change = button(say("Change"), "pencil-simple", self.change_one, "E")
        self.rest = button(say("Cut all that are left"), slot=self.cut_rest)
        self.seal = button(say("Seal"), "archive-box", self.accept, main=True)
        for each in (self.keep, self.cut, self.change, self.rest, self.seal):
            each.setAutoDefault(False)
        for keys, slot in (("Shift+K", self.keep_all_equal), ("Shift+C", self.cut_all_equal)):
            QShortcut(QKeySequence(keys), self, slot)
        self._lay_out()
        self.table.current_changed.connect(self._show)
        self.table.activated_row.connect(lambda _: self.change_one())
        self.instead.returnPressed.connect(self._on_instead)
        self._refresh()
        if not self._go_on():
            self.table.select(lambda _: True)

    def decided(self) -> dict[Passage, str]:
        """Return the replacement of each passage that is decided."""
        found = {one: self.decisions.get(one.key) for one in self.passages}
        return {one: words for one, words in found.items() if words is not None}

    def keep_one(self) -> None:
        """Keep the selected passage, and go to the next."""
        self._decide(lambda one: one.words)

    def cut_one(self) -> None:
        """Replace the selected passage by […]."""
        self._decide(lambda _: CUT)

    def keep_all_equal(self) -> None:
        """Keep the selected passage and all undecided ones with the same words."""
        self._decide(lambda one: one.words, alike=True)

    def cut_all_equal(self) -> None:
        """Cut the selected passage and all undecided ones with the same words."""
        self._decide(lambda _: CUT, alike=True)

    def change_one(self) -> None:
        """Move to the field for other words."""
        row, self._doubted = self.table.current_row(), ""
        if row is not None:
            self.instead.setText(row.words if row.words is not None else row.passage.words)
            self.instead.setFocus()
            self.instead.selectAll()

    def cut_rest(self) -> None:
        """Cut all undecided passages."""
        decided = self.decided()
        for one in self.passages:
            if one not in decided:
                self.decisions[one.key] = CUT
        self._refresh()
        self.seal.setFocus()

    def accept(self) -> None:
        """Close the dialog, if all passages are decided."""
        if len(self.decided()) == len(self.passages):
            super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape leave the field for other words first, once what was typed there is taken back.

        Ignore Enter, so that it never seals.
        """
        if event.key() == Qt.Key.Key_Escape and self.instead.hasFocus():
            self.table.setFocus()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _decide(self, words: Callable[[Passage], str], alike: bool = False) -> None:
        row = self.table.current_row()
        if row is None:
            return
        decided = self.decided()
        same = [
            one
            for one in self.passages
            if alike and one not in decided and one.words == row.passage.words
        ]
        for one in (row.passage, *same):
            self.decisions[one.key] = words(one)
        self._refresh()
        self._go_on()

    def _on_instead(self) -> None:
        typed, row = self.instead.text().strip() or CUT, self.table.current_row()
        why = self._doubt(row.passage, typed) if row is not None else ""
        if why and typed != self._doubted:
            self._doubted = typed
            self.where.setText(
                say(
                    "“{words}”: {why}. Enter once more to keep it, or type other words.",
                    words=typed,
                    why=say(why),
                )
            )
            self.instead.setAccessibleDescription(self.where.text())
            self.instead.selectAll()
            return
        self._decide(lambda _: typed)

    def _doubt(self, passage: Passage, typed: str) -> str:
        return "" if typed == CUT else self._look(passage, self.decided() | {passage: typed})

    def _forget_doubtful(self) -> None:
        """Drop earlier decisions whose words may name a person on the list as it is now."""
        for one, words in self.decided().items():
            if words != one.words and self._doubt(one, words):
                del self.decisions[one.key]

    def _go_on(self) -> bool:
        """Select the next undecided passage, or focus the button that seals if there is none."""
        here = self.table.current_row()
        start = here.id if here is not None else 0
        undecided = [row.id for row in self.table.rows() if row.words is None]
        if not undecided:
            self.seal.setFocus()
            return False
        following = next((id_ for id_ in undecided if id_ >= start), undecided[0])
        self.table.select(lambda row: row.id == following)
        self.table.setFocus()
        return True

    def _refresh(self) -> None:
        decided = self.decided()
        self.table.set_rows(
            [Row(number, one, decided.get(one)) for number, one in enumerate(self.passages)]
        )
        left = len(self.passages) - len(decided)
        words = say("{left} still to decide", left=left)
        self.left.setText(words if left else say("All decided"))
        self.seal.setEnabled(not left)
        self.rest.setEnabled(bool(left))

    def _show(self, row: Row | None) -> None:
        for each in (self.keep, self.cut, self.change, self.instead):
            each.setEnabled(row is not None)
        self.instead.clear()
        self._doubted = ""
        self.instead.setAccessibleDescription("")
        if row is None:
            return
        one = row.passage
        self.where.setText(say("{where}: {why}", where=say(one.where), why=say(one.why)))
        self.text.show_words(one.text, one.start, one.end)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(say("Passage"), _excerpt, least=260),
            Column(say("Why"), lambda row: say(row.passage.why), width=210, weight="soft"),
            Column(say("Decision"), self._decision, self._tone, width=124, stays=True),
        )

    def _decision(self, row: Row) -> str:
        if row.words is None:
            return say("undecided")
        if row.words == CUT:
            return say("cut")
        return say("kept") if row.words == row.passage.words else say("changed")

    def _tone(self, row: Row) -> str:
        return "sun" if row.words is None else "leaf"

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(self._title(), "section", wrap=True))
        explained = say("Shift with K or C decides on all with the same words. Esc seals nothing.")
        column.addWidget(label(explained, "small", wrap=True))
        column.addWidget(self.table, 1)
        column.addWidget(self._detail())
        row = QHBoxLayout()
        row.addWidget(self.left)
        row.addStretch(1)
        cancel = button(say("Cancel"), slot=self.reject)
        cancel.setAutoDefault(False)
        for each in (self.rest, cancel, self.seal):
            row.addWidget(each)
        column.addLayout(row)
        room = self.screen().availableSize()
        self.resize(min(theme.px(900), room.width()), min(theme.px(680), room.height()))

    def _title(self) -> str:
        if len(self.passages) == 1:
            return say("This passage may still name somebody")
        return say("These {many} passages may still name somebody", many=len(self.passages))

    def _detail(self) -> Sheet:
        sheet = Sheet()
        sheet.body.addWidget(self.where)
        sheet.body.addWidget(self.text)
        row = QHBoxLayout()
        for each in (self.keep, self.cut, self.change):
            row.addWidget(each)
        row.addWidget(self.instead, 1)
        sheet.body.addLayout(row)
        return sheet


def ask_passages(
    listed: Sequence[Passage], decisions: Decisions, look: Recheck, parent: QWidget | None
) -> dict[Passage, str] | None:
    """Ask for the replacement of each passage; without passages, return at once.

    Returns None if the dialog was cancelled.
    """
    if not listed:
        return {}
    dialog = PassagesDialog(listed, decisions, look, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    decided = dialog.decided()
    dialog.deleteLater()
    return decided if accepted else None


def _excerpt(row: Row) -> str:
    """Return the passage between arrows, with its context, on one line."""
    one = row.passage
    before, after = one.text[: one.start], one.text[one.end :]
    shown = f"{before[-_BEFORE:]}›{one.words}‹{after[:_AFTER]}"
    start = "…" if len(before) > _BEFORE else ""
    return start + one_line(shown) + ("…" if len(after) > _AFTER else "")
