"""Passages that may name somebody are decided one by one before a redacted archive is sealed."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from exports.editions.passages import CUT, Passage
from tests.ui.showing import settled, shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.printing.deciding import Decisions, PassagesDialog
from ui.printing.page import PrintingPage
from upstream_workshop.people import services as people
from upstream_workshop.themes.cards import services as card_services


def passage(text: str, words: str) -> Passage:
    start = text.index(words)
    return Passage("Card", text, start, start + len(words), "may be a name")


LISTED = (
    passage("We asked Zebby \U0001f600 first", "Zebby"),
    passage("Then Taffo came", "Taffo"),
    passage("\U0001f600 and Gwenhwyfar-Angharad stayed", "Gwenhwyfar-Angharad"),
    passage("Taffo again", "Taffo"),
)


def doubting(passage: Passage, decided: Mapping[Passage, str]) -> str:
    return "like somebody’s name" if "Zeb" in decided[passage] else ""


@pytest.fixture
def dialog(qtbot: QtBot) -> PassagesDialog:
    return shown(qtbot, PassagesDialog(LISTED, {}, doubting), 900, 680)


def press(qtbot: QtBot, dialog: PassagesDialog, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(dialog.focusWidget(), key)


def test_each_is_decided_by_a_key_and_only_then_it_seals(
    qtbot: QtBot, dialog: PassagesDialog
) -> None:
    assert dialog.table.hasFocus()
    assert not dialog.seal.isEnabled()
    dialog.accept()
    assert dialog.isVisible()
    press(qtbot, dialog, Qt.Key.Key_K, Qt.Key.Key_C, Qt.Key.Key_E)
    assert dialog.instead.hasFocus()
    assert dialog.instead.text() == "Gwenhwyfar-Angharad"
    qtbot.keyClicks(dialog.instead, "kc a friend")
    press(qtbot, dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "1 still" in dialog.left.text()
    press(qtbot, dialog, Qt.Key.Key_C)
    assert dialog.decided() == dict(zip(LISTED, ("Zebby", CUT, "kc a friend", CUT), strict=True))
    assert dialog.seal.isEnabled()
    assert dialog.seal.hasFocus()
    press(qtbot, dialog, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_alike_ones_are_decided_together_and_the_rest_cut(
    qtbot: QtBot, dialog: PassagesDialog
) -> None:
    press(qtbot, dialog, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.table, Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.decided() == {LISTED[1]: "Taffo", LISTED[3]: "Taffo"}
    qtbot.mouseClick(dialog.rest, Qt.MouseButton.LeftButton)
    assert dialog.decided()[LISTED[0]] == dialog.decided()[LISTED[2]] == CUT
    assert dialog.decided()[LISTED[1]] == "Taffo"


def test_a_decision_can_be_taken_again(qtbot: QtBot, dialog: PassagesDialog) -> None:
    press(qtbot, dialog, Qt.Key.Key_K, Qt.Key.Key_Up, Qt.Key.Key_C)
    assert dialog.decided() == {LISTED[0]: CUT}


def test_esc_leaves_the_line_then_seals_nothing(qtbot: QtBot, dialog: PassagesDialog) -> None:
    press(qtbot, dialog, Qt.Key.Key_Return)
    assert dialog.instead.hasFocus()
    press(qtbot, dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.table.hasFocus()
    press(qtbot, dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_what_was_typed_is_looked_at_and_kept_only_on_a_second_enter(
    qtbot: QtBot, dialog: PassagesDialog
) -> None:
    def type_instead(words: str) -> None:
        dialog.instead.selectAll()
        qtbot.keyClicks(dialog.instead, words)
        press(qtbot, dialog, Qt.Key.Key_Return)

    press(qtbot, dialog, Qt.Key.Key_E)
    type_instead("old Zeb")
    assert dialog.decided() == {}
    assert "“old Zeb”: like somebody’s name" in dialog.where.text()
    assert dialog.instead.hasFocus()
    type_instead("Zebedee")  # other words, looked at for the first time
    assert dialog.decided() == {}
    type_instead("a friend")
    assert dialog.decided() == {LISTED[0]: "a friend"}
    press(qtbot, dialog, Qt.Key.Key_E)
    type_instead("Zeb")
    press(qtbot, dialog, Qt.Key.Key_Escape, Qt.Key.Key_Escape, Qt.Key.Key_E)
    type_instead("Zeb")  # left meanwhile: asked anew
    assert LISTED[1] not in dialog.decided()
    press(qtbot, dialog, Qt.Key.Key_Return)
    assert dialog.decided()[LISTED[1]] == "Zeb"


def test_words_typed_before_that_name_somebody_are_asked_for_again(qtbot: QtBot) -> None:
    typed = {LISTED[0].key: "a friend", LISTED[1].key: "Zeb", LISTED[2].key: CUT}
    dialog = shown(qtbot, PassagesDialog(LISTED, typed, doubting))
    assert dialog.decided() == {LISTED[0]: "a friend", LISTED[2]: CUT}


@pytest.mark.parametrize("edition", ["cohort", "redacted"])
def test_a_name_typed_in_place_of_another_is_doubted(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    edition: str,
) -> None:  # fmt: skip
    her = furnished_desk.do("Sign up", people.add_participant, "Zebedee Tanglewood")
    furnished_desk.do("Refuse", people.amend_participant, her, attribution="no")
    furnished_desk.do("Write", card_services.add_card, "We asked Zebby first")
    page = shown(qtbot, PrintingPage(furnished_desk, jobs))
    left: list[str] = []

    def decide(dialog: PassagesDialog) -> int:
        dialog.show()
        dialog.table.select(lambda row: row.passage.words == "Zebby")
        dialog.change_one()
        for words in ("Tanglewood", "Zebedee", "zebs", "a friend"):
            dialog.instead.setText(words)
            qtbot.keyClick(dialog.instead, Qt.Key.Key_Return)
            left.extend(dialog.decided().values())
        dialog.cut_rest()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PassagesDialog, "exec", decide)
    page.archive_to(tmp_path / "a.zip", edition)
    settled(jobs)
    assert left == ["a friend"]
    with zipfile.ZipFile(tmp_path / "a.zip") as sealed:
        assert "We asked a friend first" in sealed.read("data/cards.csv").decode("utf-8-sig")


def test_the_words_are_marked_by_more_than_colour(qtbot: QtBot, dialog: PassagesDialog) -> None:
    for number, one in enumerate(LISTED):
        dialog.table.select(lambda row, number=number: row.id == number)
        marked = "".join(
            letter
            for at, letter in enumerate(one.text)
            if underlined(dialog, len(one.text[:at].encode("utf-16-le")) // 2)
        )
        assert marked == one.words


def underlined(dialog: PassagesDialog, at: int) -> bool:
    cursor = dialog.text.textCursor()
    cursor.setPosition(at + 1)
    return cursor.charFormat().fontUnderline()


def test_what_is_decided_is_what_is_sealed_and_is_remembered(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnished_desk.do("Sign up", people.add_participant, "Zebedee Tanglewood", "Solo Trust")
    furnished_desk.do("Write", card_services.add_card, "We asked Zebby and Taffo")
    page = shown(qtbot, PrintingPage(furnished_desk, jobs))
    seen: list[Decisions] = []

    def decide(dialog: PassagesDialog) -> int:
        seen.append(dict(dialog.decisions))
        for one in dialog.passages:
            dialog.decisions[one.key] = one.words if one.words == "Taffo" else CUT
        return QDialog.DialogCode.Accepted

    path = tmp_path / "r.zip"
    monkeypatch.setattr(PassagesDialog, "exec", lambda _self: QDialog.DialogCode.Rejected)
    page.archive_to(path, "redacted")
    settled(jobs)
    assert not path.exists()
    monkeypatch.setattr(PassagesDialog, "exec", decide)
    page.archive_to(path, "redacted")
    settled(jobs)
    with zipfile.ZipFile(path) as sealed:
        cards = sealed.read("data/cards.csv").decode("utf-8-sig")
    assert f"We asked {CUT} and Taffo" in cards
    page.archive_to(tmp_path / "again.zip", "redacted")
    settled(jobs)
    assert seen[0] == {}
    assert "Taffo" in seen[1].values()


def test_the_cohort_edition_asks_of_those_who_refused(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    her = furnished_desk.do("Sign up", people.add_participant, "Zebedee Tanglewood")
    furnished_desk.do("Refuse", people.amend_participant, her, attribution="no")
    furnished_desk.do("Write", card_services.add_card, "We asked Zebby and Taffo")
    page = shown(qtbot, PrintingPage(furnished_desk, jobs))
    asked: list[str] = []

    def decide(dialog: PassagesDialog) -> int:
        asked.extend(one.words for one in dialog.passages)
        dialog.cut_rest()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PassagesDialog, "exec", decide)
    page.archive_to(tmp_path / "c.zip", "cohort")
    settled(jobs)
    assert asked == ["Zebby"]
    with zipfile.ZipFile(tmp_path / "c.zip") as sealed:
        assert f"We asked {CUT} and Taffo" in sealed.read("data/cards.csv").decode("utf-8-sig")
    assert furnished_desk.decisions["redacted"] == {}


def test_without_passages_nothing_is_asked(
    qtbot: QtBot, desk: Desk, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.do("Write", card_services.add_card, "Trust grows slowly")
    page = shown(qtbot, PrintingPage(desk, jobs))

    def refuse(_dialog: PassagesDialog) -> int:
        raise AssertionError

    monkeypatch.setattr(PassagesDialog, "exec", refuse)
    page.archive_to(tmp_path / "r.zip", "redacted")
    settled(jobs)
    assert (tmp_path / "r.zip").exists()
