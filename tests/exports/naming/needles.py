"""A made-up list with a person for each state of each consent, every value of whom is a word of its own."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from upstream_workshop.agenda import services as agenda
from upstream_workshop.maps import services as maps
from upstream_workshop.maps.factors.services import add_factor
from upstream_workshop.people import queries, services
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.people.introductions import services as introductions
from upstream_workshop.people.room import import_people
from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.signup_lists import read_people
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import services as themes
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.voting import services as voting
from upstream_workshop.voting.papers import services as paper_services
from upstream_workshop.workgroups import services as workgroups
from upstream_workshop.workgroups.charters import services as charter_services
from upstream_workshop.workgroups.choices import services as choice_services

# what somebody may write in a column that asks for a consent, and what is kept of it
WRITTEN = {
    "yes": "yes",
    "no": "no",
    "not asked": "",
    "conditional": "no",
    "double negation": "no",
}
_ANSWERS = {
    "yes": "Yes",
    "no": "No",
    "not asked": "",
    "conditional": "Yes, but only at the {word}",
    "double negation": "I do not wish you not to leave me out",
}
_TITLES = {
    "directory": "I agree to be in the list of participants",
    "attribution": "I agree to be quoted by name",
    "photo": "I agree to be photographed",
}
_HEADER = ("First name", "Last name", "E-mail", "Organisation", "Job title", "Region", "Interests",
           "Access needs", "Dietary requirements", *_TITLES.values())  # fmt: skip
_SYLLABLES = tuple(
    "".join(one) for one in itertools.product("bdfgkmprtvz", "aeiou", ("x", "zz", "q", "vv"))
)
# what nobody but the organiser reads, whatever anybody agreed to
SECRET = ("access", "diet")
PRIVATE = ("note", "reason", "condition", "session_notes", "match")


@dataclass(frozen=True, slots=True)
class Needle:
    """A person of whom every value is looked for.

    directory, attribution: what they wrote when asked for that consent, as in `WRITTEN`.
    photo: likewise; it goes with neither of the others.
    words: their words by what they stand for.
    home: the organisation they come from; two people may share one.
    """

    directory: str
    attribution: str
    photo: str
    words: dict[str, str]
    home: str

    @property
    def name(self) -> str:
        """First and last name as one."""
        return f"{self.words['first']} {self.words['last']}"

    @property
    def listed(self) -> bool:
        """Whether they may be in a list."""
        return WRITTEN[self.directory] != "no"

    @property
    def quoted(self) -> bool:
        """Whether they may be named beside words."""
        return self.listed and WRITTEN[self.attribution] != "no"

    def row(self) -> tuple[str, ...]:
        """What they wrote on the sign-up form."""
        said = self.words
        answers = (_ANSWERS[one] for one in (self.directory, self.attribution, self.photo))
        return (
            said["first"], said["last"], said["email"], self.home, f"Keeper of {said['role']}",
            said["region"], f"{said['interest']} mending", f"A ramp by {said['access']}",
            f"No {said['diet']}", *(one.format(word=said["condition"]) for one in answers),
        )  # fmt: skip


PARTS = ("first", "last", "mailbox", "domain", "role", "region", "interest", "initiative", "home",
          "handle", *SECRET, *PRIVATE)  # fmt: skip


def made_up(seed: int = 1) -> tuple[Needle, ...]:
    """Return a person of each state of both consents on names; two of one state share an organisation."""
    words = _words(seed)
    people: list[Needle] = []
    states = list(itertools.product(WRITTEN, WRITTEN))
    for number, (directory, attribution) in enumerate((*states, *states[::6])):
        said = {part: next(words) for part in PARTS}
        said["email"] = f"{said['mailbox']}@{said['domain']}.example"
        said["phone"] = f"07{number:03}93{number * 7 % 100:02}{number * 31 % 100:02}"
        twin = people[states.index((directory, attribution))] if number >= len(states) else None
        home = twin.home if twin else f"{said['home'].title()} {said['handle'].title()} Trust"
        photo = tuple(WRITTEN)[(number + number // 5) % 5]
        people.append(Needle(directory, attribution, photo, said, home))
    return tuple(people)


def _words(seed: int) -> Iterator[str]:
    """Yield words of three syllables that are in no language, each once."""
    drawn = random.Random(seed)
    seen: set[str] = set()
    while True:
        word = "".join(drawn.choice(_SYLLABLES) for _ in range(3)).title()
        if word not in seen:
            seen.add(word)
            yield word


def fill(workshop: Workshop, people: tuple[Needle, ...]) -> None:
    """Sign everybody up by a list, and let each be and say something, and be named, everywhere."""
    with workshop.change("Fill") as session:
        agenda.found_residential(session, "Upstream residential")
        rows = tuple(Row(number, one.row()) for number, one in enumerate(people, start=2))
        import_people(session, "", read_people(Table("list.csv", _HEADER, rows), None, {}))
        ids = {row.name: row.id for row in queries.roster(session)}
        homes = {row.name: row.id for row in queries.organisations(session)}
        _be_everywhere(session, people, ids, homes)
        _mention(session, people)


def _be_everywhere(
    session: Session, people: tuple[Needle, ...], ids: dict[str, int], homes: dict[str, int]
) -> None:
    theme, other = (themes.add_theme(session, one) for one in ("Tide of trust", "Sharing tides"))
    ballot = voting.make_ballot(session, "Which tides", [theme, other], seats=1, secret=False)
    voting.open_ballot(session, ballot)
    group = 0
    for number, one in enumerate(people):
        said, her = one.words, ids[one.name]
        home = homes[one.home]
        services.amend_organisation(session, home, initiative=f"Work on {said['initiative']}")
        attendance_services.check_in(session, her, 1, note=f"Rang {said['note']}")
        ask = services.add_support(session, her, "ask", "A map of data")
        services.add_support(session, her, "offer", "An hour of listening")
        introductions.confirm_match(
            session, ask, ids[people[number - 1].name], f"As {said['match']}"
        )
        choice_services.set_choices(session, her, (theme, other) if number % 2 else (other, theme))
        if number % 5 == 0:
            group = workgroups.add_workgroup(session, f"Group {number}")
        workgroups.move_member(session, her, group, said["reason"])
        if number % 5 == 0:
            charter_services.set_lead(session, group, her)
        if number % 5 == 1:
            charter_services.set_deputy(session, group, her)
        charter_services.add_commitment(session, group, her, "Write a page")
        paper_services.key_paper(session, ballot, f"{number}", {1 + number % 2: 1}, "", her)
        # a list of cards writes a name as whoever typed it pleased
        for author in _spellings(one):
            card_services.add_card(session, "Trust takes time", author=author)
    voting.issue_papers(session, ballot, len(people), len(people))
    voting.close_ballot(session, ballot)
    voting.reveal_ballot(session, ballot)


def _spellings(one: Needle) -> tuple[str, ...]:
    first, last = one.words["first"], one.words["last"]
    return (one.name, f"{last.upper()}, {first}", first, f"{first} {last[0]}.", one.words["email"],
            f"{one.name} ({one.home})")  # fmt: skip


def _mention(session: Session, people: tuple[Needle, ...]) -> None:
    canvas = maps.add_map(session, "What keeps tides")
    for number, one in enumerate(people):
        said = one.words
        reach = f"{one.name}, {said['phone']}, @{said['handle']} or {said['email']}"
        card_services.add_card(session, f"Ask {reach}")
        card_services.add_card(session, f"{said['first']} knows")
        card_services.add_card(session, f"As {one.home} did, and the Keeper of {said['role']}")
        card_services.add_card(session, f"From {said['region']}, on {said['interest']} mending")
        agenda.add_block(
            session, 1, f"Session {number}", 10, lead=one.name, notes=said["session_notes"]
        )
        add_factor(session, canvas, f"What {one.name} of {one.home} does")
