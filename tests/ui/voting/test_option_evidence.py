"""What the options of a ballot rest on is read by themes, and refused in words where there is nothing."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit.desk import Desk
from ui.voting import option_evidence
from upstream_workshop.evidence import queries as evidence
from upstream_workshop.themes.queries import themes
from upstream_workshop.themes.wall.services import make_cards
from upstream_workshop.voting.queries import ballots


def test_each_option_tells_what_it_rests_on(
    qtbot: QtBot, furnished_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, over, refused = furnished_desk, QWidget(), list[str]()
    qtbot.addWidget(over)
    desk.refused.connect(refused.append)
    ballot = next(one for one in desk.ask(ballots) if any(o.theme_id for o in one.options))
    option_evidence.tell_evidence(desk, over, None)
    assert refused == ["No option of this ballot rests on a finding."]
    titles = {theme.id: theme.title for theme in desk.ask(themes)}
    option = next(one for one in ballot.options if one.theme_id in titles)
    said = desk.ask(evidence.findings)[0]
    desk.do("Cards", make_cards, [said.id], titles[option.theme_id or 0])
    asked: list[object] = []
    monkeypatch.setattr(option_evidence, "show_text", lambda *args: asked.extend(args[2:]))
    option_evidence.tell_evidence(desk, over, ballot)
    lead, told = asked
    rest = len(ballot.options) - 1
    assert (
        lead
        == f"{rest} option{'s' if rest > 1 else ''} rest{'' if rest > 1 else 's'} on no finding."
    )
    assert f"{option.wording} rests on 1 finding from 1 organisation:" in str(told)
    assert said.quote in str(told)
