"""Cards are made of findings, and go out of sight with the consent to use them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence import queries as evidence
from upstream_workshop.evidence import services as discovery
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import queries, services
from upstream_workshop.themes.wall.services import make_cards
from upstream_workshop.whole.report import read_report


@pytest.fixture
def session(workshop: Workshop) -> Iterator[Session]:
    with workshop.change("test") as opened:
        yield opened


def test_each_finding_has_one_card_in_the_theme_of_its_pattern(session: Session) -> None:
    risk = services.add_theme(session, "Reframing risk")
    found = [discovery.add_finding(session, text=text) for text in ("A", "B")]
    made = make_cards(session, found[:1], "reframing RISK")
    assert make_cards(session, found, "Reframing risk") != made
    (theme,) = queries.themes(session)
    assert (theme.id, [(card.text, card.finding_id) for card in theme.cards]) == (
        risk, [("A", found[0]), ("B", found[1])],
    )  # fmt: skip
    with pytest.raises(WorkshopError, match="already"):
        make_cards(session, found)
    discovery.remove_findings(session, found)
    session.expire_all()
    assert [card.finding_id for card in queries.cards(session)] == [None, None]


@pytest.mark.parametrize("by_visit", [False, True])
def test_what_may_never_be_used_is_on_no_card_that_is_shown(
    session: Session, by_visit: bool
) -> None:
    visit = discovery.add_visit(session, "Oldham", consent=Use.NAMED)
    found = discovery.add_finding(session, text="Hush", organisation="Oldham", use=Use.NAMED)
    make_cards(session, [found], "Secrets")
    assert "Hush" in repr(read_report(session))
    if by_visit:
        discovery.amend_visit(session, visit, consent=Use.NEVER)
    else:
        discovery.amend_finding(session, found, use=Use.NEVER)
    assert evidence.never_used(session) == {found}
    assert "Hush" not in repr(read_report(session))
    assert queries.ideas(session) == ()
    other = discovery.add_finding(session, text="Hush too", organisation="", use=Use.NEVER)
    with pytest.raises(WorkshopError, match="never be used"):
        make_cards(session, [other])
