"""An invented session: 500 people, 5,000 cards, 300 papers of 60 options, 1,000 factors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import product
from pathlib import Path

from names import FIRST, LAST
from sqlalchemy import insert
from sqlalchemy.orm import Session

from upstream_workshop.agenda import services as agenda
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.maps import services as maps
from upstream_workshop.maps.model import Factor, Link
from upstream_workshop.people import services as people
from upstream_workshop.people.model import Attendance, Introduction
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.signup_lists import PersonEntry
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import services as themes
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.voting import queries as voting_queries
from upstream_workshop.voting import services as voting
from upstream_workshop.voting.model import BallotPaper, Mark
from upstream_workshop.workgroups import services as workgroups
from upstream_workshop.workgroups.model import Choice

PEOPLE, CARDS, THEMES, PAPERS, FACTORS, LINKS = 500, 5_000, 60, 300, 1_000, 2_000
TIES, HERE, IN_THEMES = 1_200, 350, 4_200
WHO = [
    "families",
    "carers",
    "tenants",
    "schools",
    "nurses",
    "councillors",
    "volunteers",
    "commissioners",
]
DOES = ["trust", "miss", "share", "fund", "measure", "prevent", "join", "visit", "plan", "learn"]
WHAT = [
    "early help",
    "the budget",
    "local groups",
    "old rules",
    "each other's data",
    "the first visit",
]
WHERE = [
    "before a crisis",
    "in one place",
    "without a form",
    "across the county",
    "for a whole year",
]


def build(path: Path) -> Path:
    """Create a session file and fill it, with the same content each time."""
    dice = random.Random(7)
    with Workshop.create(path) as workshop:
        for stage in (_invite, _write_cards, _vote, _group, _draw):
            with workshop.change("Fill") as session:
                stage(session, dice)
    return path


def _sentences(dice: random.Random) -> Iterator[str]:
    """Yield short remarks, all different."""
    every = list(product(WHO, DOES, WHAT, WHERE, ("", " now", " again", " at last")))
    dice.shuffle(every)
    for who, does, what, where, when in every:
        yield f"{who.capitalize()} {does} {what} {where}{when}"


def _invite(session: Session, dice: random.Random) -> None:
    agenda.found_residential(session, "Everybody at once", date(2026, 5, 12), "The old mill")
    agenda.lay_out(session, load_template("two-day"))
    listed = tuple(_person(number, dice) for number in range(PEOPLE))
    people.import_people(session, Reading(listed))
    came = datetime(2026, 5, 12, 9, 10)
    _insert(
        session,
        Attendance,
        [{"participant_id": n, "day": 1, "state": "here", "at": came} for n in range(1, HERE + 1)],
    )
    pairs = {tuple(sorted(dice.sample(range(1, PEOPLE + 1), 2))) for _ in range(TIES)}
    tie = {"kind": "know", "phase": "before"}
    _insert(session, Introduction, [{"first_id": a, "second_id": b, **tie} for a, b in pairs])


def _person(number: int, dice: random.Random) -> PersonEntry:
    topic = dice.choice(WHAT)
    return PersonEntry(
        line=number + 2,
        name=f"{dice.choice(FIRST)} {dice.choice(LAST)}-{dice.choice(LAST)} {number}",
        organisation=f"Council {number % 60}",
        role=dice.choice(("Head of prevention", "Officer", "Community builder")),
        email=f"p{number}@example.org",
        region=f"Region {number % 9}",
        interests=(topic,),
        offers=(f"How we came to share {topic}, part {number}",),
        asks=(f"A first step with {dice.choice(WHAT)} in {number}",) if number % 2 else (),
    )


def _write_cards(session: Session, dice: random.Random) -> None:
    texts = _sentences(dice)
    cards = card_services.add_cards(session, [next(texts) for _ in range(CARDS)])
    share = IN_THEMES // THEMES
    for number in range(THEMES):
        theme = themes.add_theme(session, f"{next(texts)} ({number + 1})")
        card_services.put_cards(session, cards[number * share : (number + 1) * share], theme)


def _vote(session: Session, dice: random.Random) -> None:
    """Add a ballot whose result is revealed, and an open one with papers."""
    every = range(1, THEMES + 1)
    scored = voting.make_ballot(session, "First look", every, method="score", seats=8)
    _key(session, scored, [{n: dice.randint(1, 5) for n in every} for _ in range(PAPERS)])
    voting.issue_papers(session, scored, PAPERS, PAPERS)
    voting.close_ballot(session, scored)
    voting.reveal_ballot(session, scored)
    open_one = voting.make_ballot(session, "Second look", every, method="score", seats=8)
    _key(session, open_one, [{n: dice.randint(1, 5) for n in every} for _ in range(PAPERS)])


def _key(session: Session, ballot: int, papers: Sequence[dict[int, int]]) -> None:
    voting.open_ballot(session, ballot)
    option = {row.number: row.id for row in voting_queries.ballot(session, ballot).options}
    rows = [BallotPaper(ballot_id=ballot, number=str(n), spoilt="") for n in range(1, PAPERS + 1)]
    session.add_all(rows)
    session.flush()
    _insert(
        session,
        Mark,
        [
            {"paper_id": row.id, "option_id": option[number], "value": value}
            for row, marks in zip(rows, papers, strict=True)
            for number, value in marks.items()
        ],
    )


def _group(session: Session, dice: random.Random) -> None:
    chosen = {person: dice.sample(range(1, THEMES + 1), 3) for person in range(1, PEOPLE + 1)}
    wishes = [(person, theme, at) for person, row in chosen.items() for at, theme in enumerate(row)]
    _insert(
        session,
        Choice,
        [{"participant_id": p, "theme_id": theme, "rank": at + 1} for p, theme, at in wishes],
    )
    workgroups.save_placement(session, [(person, person % 50 + 1) for person in chosen])


def _draw(session: Session, dice: random.Random) -> None:
    chart = maps.add_map(session, "The whole system")
    texts = _sentences(dice)
    spread = [(n % 40 * 220.0, n // 40 * 120.0) for n in range(FACTORS)]
    rows = [
        Factor(map_id=chart, label=next(texts)[:40] + f" {x:g} {y:g}", x=x, y=y) for x, y in spread
    ]
    session.add_all(rows)
    session.flush()
    ids = [row.id for row in rows]
    pairs = {(ids[n % FACTORS], dice.choice(ids)) for n in range(LINKS)}
    _insert(
        session,
        Link,
        [
            {"map_id": chart, "source_id": a, "target_id": b, "sign": dice.choice("+-")}
            for a, b in sorted(pairs)
            if a != b
        ],
    )


def _insert(session: Session, table: type, rows: Sequence[dict[str, object]]) -> None:
    session.execute(insert(table), rows)
