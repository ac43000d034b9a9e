"""The form in which a ballot is declared: its options at the left, its rules at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.voting.declaring.declared_fields import declaration
from ui.voting.declaring.option_table import OptionTable
from ui.widgets import button, label, scrolled
from ui.widgets.inputs.fields import Control, Field, make_control
from upstream_workshop.voting import drafts, rules
from upstream_workshop.voting.kinds import CountingRule, VotingMethod
from upstream_workshop.voting.records import Line

# what each field is about: it is shown only then
_ABOUT: Final[Mapping[str, Callable[[Mapping[str, Any]], bool]]] = {
    "dots": lambda answers: answers["method"] == VotingMethod.DOTS,
    "cap": lambda answers: answers["method"] == VotingMethod.DOTS,
    "depth": lambda answers: (
        answers["method"] == VotingMethod.RANKED
        and answers["rule"]
        in (CountingRule.APPROVAL, CountingRule.EQUAL_SHARES, CountingRule.PHRAGMEN)
    ),
    "withdrawn": lambda answers: not answers["secret"],
}


class BallotForm(QDialog):
    """A dialog in which a draft is made or changed whole; it says at once what cannot work.

    title: the title.
    values: the rules to start with, by key, with `name`, `question` and `lines`.
    themes: the titles of the themes that can be options, by id.
    keep: the text of the button that accepts.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        values: Mapping[str, Any],
        themes: Mapping[int, str],
        keep: str,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._controls: dict[str, Control] = {}
        self._labels: dict[str, QWidget] = {}
        self.options = OptionTable(themes)
        self.note = label("", "refusal", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(scrolled(self._left(values)), 5)
        row.addWidget(scrolled(self._right(values)), 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(title, "section", wrap=True))
        column.addLayout(row, 1)
        column.addWidget(self.note)
        column.addLayout(self._buttons(keep))
        self.options.rows.show_lines(values["lines"])
        self._connect()
        self._show()
        room = self.screen().availableSize()
        self.resize(min(theme.px(980), room.width() - 40), min(theme.px(660), room.height() - 60))
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)

    def control(self, key: str) -> QWidget:
        """Return the widget of a field."""
        return self._controls[key].widget

    def answers(self) -> dict[str, Any]:
        """Return what is declared now, by key."""
        found = {key: control.value() for key, control in self._controls.items()}
        found["budget"] = found["budget"] or None
        return {**found, "lines": self.options.rows.lines()}

    def accept(self) -> None:
        """Close unless the ballot has no name or fewer than two options; otherwise say so."""
        self.options.add()
        answers = self.answers()
        if not answers["name"]:
            self.control("name").setFocus()
        elif len(answers["lines"]) < 2:
            self.options.new.setFocus()
        else:
            super().accept()

    def _left(self, values: Mapping[str, Any]) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        for field in (
            Field("name", say("Name"), needed=True),
            Field("question", say("Question on the slip")),
        ):
            self._add(field, values, column)
        column.addWidget(label(say("Options, as the slips will say them"), "small", wrap=True))
        column.addWidget(self.options, 1)
        return inner

    def _right(self, values: Mapping[str, Any]) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        for field in declaration():
            self._add(field, values, column)
        column.addStretch(1)
        return inner

    def _add(self, field: Field, values: Mapping[str, Any], column: QVBoxLayout) -> None:
        control = make_control(field, values.get(field.key))
        self._controls[field.key] = control
        if not isinstance(control.widget, QCheckBox):  # which has its label itself
            words = self._labels[field.key] = label(field.label, "small", wrap=True)
            words.setBuddy(control.widget)
            column.addWidget(words)
        column.addWidget(control.widget)

    def _buttons(self, keep: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = button(say("Cancel"), slot=self.reject)
        kept = button(keep, slot=self.accept, main=True)
        for made in (cancel, kept):
            made.setAutoDefault(False)  # Enter adds an option, or types over one
            row.addWidget(made)
        return row

    def _connect(self) -> None:
        for control in self._controls.values():
            for name in ("textChanged", "valueChanged", "currentIndexChanged", "toggled"):
                signal = getattr(control.widget, name, None)
                if signal is not None:
                    signal.connect(self._show)
        self.options.rows.edited.connect(self._show)

    def _show(self, *_: object) -> None:
        """Show the fields that matter, the rules that fit, and what cannot work."""
        answers = self.answers()
        for key, matters in _ABOUT.items():
            for widget in (self._controls[key].widget, self._labels[key]):
                widget.setVisible(matters(answers))
        self.options.rows.show_costs(answers["budget"] is not None)
        self._offer_rules(answers)
        self.note.setText(self._objection(answers))
        self.note.setVisible(bool(self.note.text()))

    def _offer_rules(self, answers: Mapping[str, Any]) -> None:
        """Offer the rules that fit; the others say in their tooltip why they do not."""
        box = self.control("rule")
        assert isinstance(box, QComboBox)  # made for a choice
        model = box.model()
        assert isinstance(model, QStandardItemModel)  # that of every such box
        for at in range(box.count()):
            why = self._misfit(box.itemData(at), answers)
            model.item(at).setEnabled(not why)
            box.setItemData(at, why, Qt.ItemDataRole.ToolTipRole)

    def _misfit(self, rule: CountingRule, answers: Mapping[str, Any]) -> str:
        unpriced = sum(line.cost is None for line in answers["lines"])
        return rules.fits(rule, answers["method"], answers["seats"], answers["budget"], unpriced)

    def _objection(self, answers: Mapping[str, Any]) -> str:
        """Return why the ballot could not open as it is declared, or ""."""
        if not answers["name"]:
            return say("A ballot needs a name.")
        declared = {key: value for key, value in answers.items() if key not in ("name", "question")}
        why = drafts.unworkable_terms(**declared)
        return say("It cannot open like this: {why}", why=why) if why else ""


def ask_ballot(
    parent: QWidget | None,
    title: str,
    values: Mapping[str, Any],
    themes: Mapping[int, str],
    keep: str,
) -> dict[str, Any] | None:
    """Show the form and return what was declared by key, or None if it was cancelled."""
    form = BallotForm(parent, title, values, themes, keep)
    try:
        return form.answers() if form.exec() == QDialog.DialogCode.Accepted else None
    finally:
        form.deleteLater()


def lines_of(options: Sequence[Any]) -> tuple[Line, ...]:
    """Return the options of a ballot as lines of the form."""
    return tuple(Line(option.wording, option.theme_id, option.cost) for option in options)
