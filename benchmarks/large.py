"""Invented sessions for benchmarks: one of 20 MB, and one of a large residential."""

from __future__ import annotations

from pathlib import Path

from upstream_workshop.agenda import services as agenda
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.maps import services as maps
from upstream_workshop.maps.factors.services import add_factor
from upstream_workshop.maps.links.services import add_link
from upstream_workshop.people import services as people
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import services as themes
from upstream_workshop.themes.cards import services as card_services

PEOPLE, CARDS, FACTORS, LINKS = 200, 2_000, 300, 600


def of_twenty_megabytes(path: Path) -> Path:
    """Create a session file and add cards until it has 20 MB."""
    with Workshop.create(path) as workshop:
        while path.stat().st_size < 20 * 1024 * 1024:
            with workshop.change("Add") as session:
                card_services.add_cards(
                    session, [f"Card {number} " + "x" * 900 for number in range(1000)]
                )
    return path


def residential(path: Path) -> Path:
    """Create a session file of a large residential.

    It has 200 people, 2,000 cards, 1,800 of them in twenty themes, and a map of 300 factors and 600
    links.
    """
    with Workshop.create(path) as workshop, workshop.change("Make") as session:
        agenda.found_residential(session, "A large residential")
        agenda.lay_out(session, load_template("two-day"))
        for number in range(PEOPLE):
            organisation = f"Council {number % 40}"
            people.add_participant(session, f"Person {number}", organisation, role="Lead")
        ids = card_services.add_cards(
            session, [f"Idea {number}, in some words of its own" for number in range(CARDS)]
        )
        for number in range(20):
            theme = themes.add_theme(session, f"Theme {number}")
            card_services.put_cards(session, ids[number * 90 : number * 90 + 90], theme)
        chart = maps.add_map(session, "The system")
        factors = [add_factor(session, chart, f"Factor {n}") for n in range(FACTORS)]
        for number in range(LINKS):
            target = (number * 7 + number // FACTORS + 1) % FACTORS
            add_link(session, factors[number % FACTORS], factors[target], "+")
    return path
