"""A session in which a person of each state of consent stands in every place where a name can stand."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from sqlalchemy.orm import Session

from upstream_workshop.agenda import services as agenda
from upstream_workshop.maps import queries
from upstream_workshop.maps import services as maps
from upstream_workshop.maps.factors.services import add_factor
from upstream_workshop.people import services as people
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.people.introductions import services as introductions
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import services as themes
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.voting import services as voting
from upstream_workshop.voting.papers import services as paper_services
from upstream_workshop.workgroups import queries as group_queries
from upstream_workshop.workgroups import services as workgroups
from upstream_workshop.workgroups.charters import services as charter_services
from upstream_workshop.workgroups.choices import services as choice_services

ANSWERS = ("yes", "no", "")
_FIRST = (
    "Zebedee",
    "Quillon",
    "Wystan",
    "Xanthe",
    "Yseult",
    "Isolde",
    "Ottoline",
    "Peregrine",
    "Lysander",
)
_LAST = ("Tanglewood", "Vexmoor", "Brackwyn", "Dunnoch", "Fothergay", "Grimshole", "Hartlewick", "Jessamine",
         "Kettlewyn")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Probe:
    """A person whose name is looked for, and what they answered."""

    name: str
    attribution: str
    directory: str
    photo: str

    @property
    def surname(self) -> str:
        """A word that is theirs alone."""
        return self.name.split()[1].casefold()

    @property
    def home(self) -> str:
        """The organisation from which they alone come."""
        return f"{self.name.split()[1][::-1].title()} Trust"


STATES = tuple(itertools.product(ANSWERS, repeat=2))
# the answer on photographs goes with neither of the others
PROBES = tuple(
    Probe(f"{first} {last}", attribution, directory, ANSWERS[(place + place // 3) % 3])
    for place, (first, last, (attribution, directory)) in enumerate(
        zip(_FIRST, _LAST, STATES, strict=True)
    )
)


def fill(workshop: Workshop, probes: tuple[Probe, ...] = PROBES, texts: bool = True) -> None:
    """Put every probe into every place, and with `texts` into what somebody typed."""
    with workshop.change("Found") as session:
        agenda.found_residential(session, "Upstream residential")
        _fill(session, probes)
        if texts:
            _mention(session, probes)


def _fill(session: Session, probes: tuple[Probe, ...]) -> None:
    helped = people.add_participant(session, "Agnes Agreed", "Leeds")
    ask = people.add_support(session, helped, "ask", "A map of data")
    theme = themes.add_theme(session, "Tide of trust")
    other = themes.add_theme(session, "Sharing tides")
    ballot = voting.make_ballot(session, "Which tides", [theme, other], seats=1, secret=False)
    voting.open_ballot(session, ballot)
    maps.add_map(session, "What keeps tides")
    agenda.add_block(session, 1, "Welcome", 30, lead="Agnes Agreed")
    for number, probe in enumerate(probes, 1):
        her = _sign_up(session, probe)
        _say(session, probe, her, ask)
        choice_services.set_choices(session, her, (theme, other))
        if number % 3 == 1:  # one leads each group, one is its deputy, one a member
            group = workgroups.add_workgroup(session, f"Group {number}")
        workgroups.move_member(session, her, group)
        if number % 3 == 1:
            charter_services.set_lead(session, group, her)
        elif number % 3 == 2:
            charter_services.set_deputy(session, group, her)
        charter_services.add_commitment(session, group, her, f"Write page {number}")
        paper = probe.name if number % 2 else f"{number}"
        paper_services.key_paper(session, ballot, paper, {1: 1}, "", her if number % 3 else None)
    voting.issue_papers(session, ballot, len(probes), len(probes))
    voting.close_ballot(session, ballot)
    voting.reveal_ballot(session, ballot)


def _sign_up(session: Session, probe: Probe) -> int:
    her = people.add_participant(
        session,
        probe.name,
        probe.home,
        f"Keeper of {probe.surname}",
        f"{probe.surname}@example.org",
        f"{probe.surname}shire",
        (f"{probe.surname}ology",),
    )
    people.amend_participant(
        session,
        her,
        attribution=probe.attribution,
        directory=probe.directory,
        photo=probe.photo,
    )
    attendance_services.check_in(session, her, 1)
    return her


def _say(session: Session, probe: Probe, her: int, ask: int) -> None:
    for kind in ("offer", "ask"):
        people.add_support(session, her, kind, f"A word of {kind}")
    introductions.confirm_match(session, ask, her)
    card_services.add_card(session, "Trust takes time", author=probe.name)


def _mention(session: Session, probes: tuple[Probe, ...]) -> None:
    canvas = queries.maps(session)[-1].id
    groups = group_queries.workgroups(session)
    for number, probe in enumerate(probes):
        name = probe.name
        card_services.add_card(session, f"As {name} said")
        agenda.add_block(session, 1, f"Session {number}", 10, lead=name, materials=name)
        add_factor(session, canvas, f"What {name} does")
        group = groups[number % len(groups)].id
        charter_services.amend_charter(
            session, group, supporter=name, sign_off=name, first_meeting=name
        )
