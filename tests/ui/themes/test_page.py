"""The Themes page beside the rest: clusters, choices, ballots, files and the room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled
from tests.ui.themes.page_use import MEASURES, RISK, Key, enter, loose, press, themes
from ui.importing.import_dialog import ImportDialog
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.themes import theme_editing
from ui.themes.page import ThemesPage
from ui.voting.declaring import ballot_actions
from ui.widgets.inputs.cluster_dialog import ClusterDialog
from ui.window.main_window import MainWindow
from upstream_workshop.evidence.services import add_finding
from upstream_workshop.people import services as people
from upstream_workshop.themes import queries, services
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.themes.wall.services import make_cards
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting import services as ballots
from upstream_workshop.workgroups.choices import services as choice_services
from upstream_workshop.workgroups.theme_uses import theme_uses


def test_clusters_are_accepted_card_by_card(
    qtbot: QtBot, page: ThemesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.desk.do(
        "Add", card_services.add_cards, ["Village halls", "No village shop", "A night bus"]
    )
    seen: list[str] = []

    def answer(dialog: ClusterDialog) -> int:
        top = dialog.tree.topLevelItem(0)
        seen.append(top.text(1))
        assert not dialog.accept_button.isEnabled()
        for at in (0, 2):
            dialog.tree.setCurrentItem(top.child(at))
            qtbot.keyClick(dialog.tree, Key.Key_Space)
        dialog.take()
        return dialog.result()

    monkeypatch.setattr(ClusterDialog, "exec", answer)
    page.proposals.suggest()
    settled(page.jobs)
    assert seen == ["share: village"]
    assert themes(page)["Village"] == ["Villages with one bus", "No village shop"]
    assert page.desk.workshop.undo_label == "Put cards into a new theme: Village"


def test_a_removed_theme_that_people_chose_tells_so_first(
    qtbot: QtBot, page: ThemesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    risk, _ = page.desk.ask(queries.themes)
    with page.desk.workshop.change("Choices") as session:
        for name in ("Dot", "Owen"):
            person = people.add_participant(session, name, "Somewhere")
            choice_services.set_choices(session, person, [risk.id])
    asked: list[str] = []
    answers = [False, True]

    def ask(_over: QWidget, _title: str, words: str, _go_on: str) -> bool:
        asked.append(words)
        return answers.pop(0)

    monkeypatch.setattr(theme_editing, "ask_first", ask)
    page.show_row(risk.id)
    press(qtbot, page, Key.Key_Delete)
    assert RISK in themes(page)
    assert "2 people chose" in asked[0]
    press(qtbot, page, Key.Key_Delete)
    assert RISK not in themes(page)
    page.desk.undo()
    assert page.desk.ask(theme_uses, risk.id).choices == 2


def test_a_frozen_option_stays_when_its_theme_changes(qtbot: QtBot, page: ThemesPage) -> None:
    risk, measures = page.desk.ask(queries.themes)
    with page.desk.workshop.change("Ballot") as session:
        ballot = ballots.make_ballot(session, "Vote", [risk.id, measures.id])
        ballots.open_ballot(session, ballot)
        spare = services.add_theme(session, "Spare")

    def options() -> list[tuple[int, str, int | None]]:
        (row,) = page.desk.ask(voting.ballots)
        return [(option.number, option.wording, option.theme_id) for option in row.options]

    before = options()
    heard: list[str] = []
    page.desk.refused.connect(heard.append)
    page.show_row(risk.id)
    press(qtbot, page, Key.Key_M)
    enter(qtbot, page, MEASURES)
    assert "on the ballot" in heard[0]
    page.entry.settle()
    page.show_row(spare)
    press(qtbot, page, Key.Key_M)
    enter(qtbot, page, RISK)
    page.show_row(risk.id)
    press(qtbot, page, Key.Key_F2)
    enter(qtbot, page, "Another title")
    assert "Another title" in themes(page)
    page.show_row(measures.id)
    press(qtbot, page, Key.Key_P, Key.Key_M)
    enter(qtbot, page, "Another title")
    assert list(themes(page)) == ["Another title"]
    assert options() == before


def test_the_room_sees_clusters_without_counts(page: ThemesPage) -> None:
    slide = page.slide()
    assert slide is not None
    assert slide.clusters == (
        (RISK, ("Insurance says no", "Who signs?")),
        (MEASURES, ("Trust is no KPI", "Stories next to numbers")),
    )
    said = repr(slide)
    assert "Table 1" not in said
    assert "More sockets" not in said
    assert not slide.numbers


@pytest.fixture
def preview(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], list[tuple[str, str, Any]]]:
    """Answers the import's preview and keeps what it showed."""

    def answering(answer: bool) -> list[tuple[str, str, Any]]:
        shown: list[tuple[str, str, Any]] = []

        def look(dialog: ImportDialog) -> bool:
            left = [f"Line {row.line}: " for row in dialog.refused.rows()]
            shown.append((dialog.counts.text(), dialog.unused.whole(), left))
            return answer

        monkeypatch.setattr(ImportDialog, "exec", look)
        return shown

    return answering


def test_a_file_is_previewed_with_what_it_leaves_behind(
    page: ThemesPage, tmp_path: Path, preview: Callable[[bool], list[tuple[str, str, Any]]]
) -> None:
    source = tmp_path / "cards.csv"
    source.write_text(
        "card,theme,table,colour\n"
        "Y gymuned yn gyntaf,Neighbours first,Table 2,green\n"
        ",Neighbours first,Table 2,green\n"
        "More sockets,,Table 4,\n",
        encoding="utf-8",
    )
    before = themes(page)
    shown = preview(False)
    page.importing.import_file(source)
    settled(page.jobs)
    ((counts, unused, left),) = shown
    assert counts == "2 new, 0 updated, 0 unchanged, 1 not taken"
    assert left == ["Line 3: "]
    assert unused == "Columns not used: colour"
    assert themes(page) == before
    preview(True)
    page.importing.import_file(source)
    settled(page.jobs)
    assert themes(page)["Neighbours first"] == ["Y gymuned yn gyntaf"]
    assert loose(page)[-1] == "More sockets"
    assert page.desk.workshop.undo_label == "Import cards"
    page.desk.undo()
    assert themes(page) == before


def test_a_file_that_is_no_table_is_refused_in_a_sentence(
    page: ThemesPage, jobs: Jobs, tmp_path: Path
) -> None:
    source = tmp_path / "empty.csv"
    source.write_bytes(b"")
    heard: list[str] = []
    jobs.failed.connect(heard.append)
    page.importing.import_file(source)
    settled(page.jobs)
    assert len(heard) == 1
    assert "empty.csv" in heard[0]


def test_a_ballot_is_made_of_the_themes_that_are_not_parked(
    qtbot: QtBot,
    desk: Desk,
    open_window: Callable[[Desk], MainWindow],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with desk.workshop.change("Furnish") as session:
        ids = [services.add_theme(session, title) for title in (RISK, MEASURES, "Parked one")]
        services.set_theme_state(session, ids[2], "parked")

    def keep(_owner: QWidget, _title: str, values: Any, _themes: object, _keep: str) -> Any:
        return dict(values)

    monkeypatch.setattr(ballot_actions, "ask_ballot", keep)
    window = open_window(desk)
    page = window.go("themes")
    assert isinstance(page, ThemesPage)
    qtbot.mouseClick(page.ballot, Qt.MouseButton.LeftButton)
    assert window.current is window.page("vote")
    (ballot,) = desk.ask(voting.ballots)
    assert [option.wording for option in ballot.options] == [RISK, MEASURES]


def test_what_a_theme_rests_on_is_read_by_a_key(
    qtbot: QtBot, page: ThemesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    risk, _ = page.desk.ask(queries.themes)
    refused: list[str] = []
    page.desk.refused.connect(refused.append)
    page.show_row(risk.id)
    press(qtbot, page, Key.Key_E)
    assert refused == [f"No card of “{risk.title}” was made of a finding."]
    with page.desk.workshop.change("Find") as session:
        said = add_finding(session, text="Nobody signs", quote="Not me", organisation="Leeds")
        make_cards(session, [said], risk.title)
    told: list[str] = []
    monkeypatch.setattr(theme_editing, "show_text", lambda *args: told.extend(args[2:]))
    page.refresh(None)
    page.show_row(risk.id)
    press(qtbot, page, Key.Key_E)
    assert told == [
        "It rests on 1 finding from 1 organisation.",
        "Nobody signs\n“Not me”\nLeeds · cohort",
    ]
