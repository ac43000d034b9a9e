"""What themes rest on: the findings of their cards, merged wordings too, told without small numbers."""

from __future__ import annotations

from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.services import add_finding, amend_finding
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import report
from upstream_workshop.themes.services import merge_themes
from upstream_workshop.themes.theme_bases import findings_behind
from upstream_workshop.themes.wall.services import make_cards, say_the_same


def test_a_theme_rests_on_the_findings_of_all_its_cards(workshop: Workshop) -> None:
    with workshop.change("Find") as session:
        said = [
            add_finding(session, text=f"Said {n}", organisation=f"Town {n % 4}") for n in range(5)
        ]
        make_cards(session, said[:3], "Money")
        make_cards(session, said[3:], "Risk")
        add_finding(session, text="Alone", organisation="Far away")

    def rests() -> dict[str, tuple[int | None, int | None, tuple[int, ...]]]:
        with workshop.read() as session:
            found = report.read(session)
        titles = {theme.id: theme.title for theme in found.themes}
        return {
            titles[one.theme_id]: (one.findings, one.organisations, one.finding_ids)
            for one in found.bases
        }

    assert rests() == {
        "Money": (3, None, (1, 2, 3)),  # 3 of 5 would tell who the other 2 are
        "Risk": (None, None, (4, 5)),
    }
    with workshop.change("Merge") as session:
        money, risk = (theme.id for theme in report.read(session).themes)
        cards = [card.id for card in report.read(session).themes[1].cards]
        say_the_same(session, cards, cards[0])
        merge_themes(session, risk, money)
    assert rests() == {"Money": (5, None, (1, 2, 3, 4, 5))}
    with workshop.change("Hush") as session:
        amend_finding(session, said[0], use=Use.NEVER)
    with workshop.read() as session:
        assert [row.id for row in findings_behind(session)[money]] == said[1:]
