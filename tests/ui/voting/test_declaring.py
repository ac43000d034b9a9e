"""The form of a ballot: options are added, moved, worded, priced and removed; what cannot work is said."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSpinBox
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.voting.declaring.ballot_form import BallotForm
from upstream_workshop.voting.kinds import CountingRule, VotingMethod
from upstream_workshop.voting.records import Line

THEMES = {1: "Bread", 2: "Roses", 3: "Salt"}
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def form(qtbot: QtBot) -> BallotForm:
    values: dict[str, Any] = {
        "name": "Vote", "question": "Which?", "method": VotingMethod.DOTS, "dots": 5, "cap": 3,
        "seats": 1, "depth": 3, "secret": True, "lines": (Line("Bread", 1), Line("Roses", 2)),
    }  # fmt: skip
    return shown(qtbot, BallotForm(None, "Make a ballot", values, THEMES, "Make it"))


def box(form: BallotForm, key: str) -> QComboBox:
    found = form.control(key)
    assert isinstance(found, QComboBox)
    return found


def count(form: BallotForm, key: str, value: int) -> None:
    found = form.control(key)
    assert isinstance(found, QSpinBox)
    found.setValue(value)


def offered(form: BallotForm) -> set[str]:
    rules = box(form, "rule")
    model = rules.model()
    enabled = Qt.ItemFlag.ItemIsEnabled
    rows = range(rules.count())
    return {rules.itemData(at) for at in rows if model.flags(model.index(at, 0)) & enabled}


def test_options_are_typed_one_after_the_other_and_a_themes_title_is_that_theme(
    qtbot: QtBot, form: BallotForm
) -> None:
    for typed in ("salt", "  Something  else "):
        qtbot.keyClicks(form.options.new, typed)
        qtbot.keyClick(form.options.new, Qt.Key.Key_Return)
    assert form.isVisible()
    assert form.answers()["lines"] == (
        Line("Bread", 1), Line("Roses", 2), Line("salt", 3), Line("Something else"),
    )  # fmt: skip


def test_options_are_moved_worded_and_removed_by_keys(qtbot: QtBot, form: BallotForm) -> None:
    rows = form.options.rows
    rows.selectRow(1)
    qtbot.keyClick(rows, Qt.Key.Key_Up, ALT)
    assert [line.theme_id for line in form.answers()["lines"]] == [2, 1]
    rows.item(0, 1).setText("Roses, and more of them")
    assert form.answers()["lines"][0] == Line("Roses, and more of them", 2)
    rows.selectRow(1)
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert len(form.answers()["lines"]) == 1
    assert "fewer than two options" in form.note.text()
    form.accept()
    assert form.isVisible()


def test_costs_are_asked_once_there_is_a_budget(form: BallotForm) -> None:
    rows = form.options.rows
    assert rows.isColumnHidden(2)
    assert form.answers()["budget"] is None
    count(form, "budget", 9000)
    assert not rows.isColumnHidden(2)
    assert form.note.isVisible()
    rows.item(0, 2).setText("4,000")
    rows.item(1, 2).setText("5 000")
    assert [line.cost for line in form.answers()["lines"]] == [4000, 5000]
    assert not form.note.isVisible()


def test_only_rules_that_fit_are_offered_and_what_cannot_open_is_said(form: BallotForm) -> None:
    assert CountingRule.MOST_VOTES in offered(form)
    assert not {CountingRule.STV, CountingRule.SCORE} & offered(form)
    stv = box(form, "rule").findData(CountingRule.STV)
    assert "rank" in box(form, "rule").itemData(stv, Qt.ItemDataRole.ToolTipRole)
    box(form, "method").setCurrentIndex(3)
    assert CountingRule.STV in offered(form)
    assert not form.control("dots").isVisible()
    count(form, "seats", 9)
    assert "9 places cannot be filled from 2 options" in form.note.text()
