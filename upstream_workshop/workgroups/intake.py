"""The matching of names on sheets and ballot papers with the session's people and themes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.model import Participant
from upstream_workshop.people.rules import folded
from upstream_workshop.readers.choices import ChoiceEntry
from upstream_workshop.themes.model import Theme
from upstream_workshop.voting.kinds import VotingMethod
from upstream_workshop.voting.model import Ballot, Option
from upstream_workshop.voting.queries import PaperRow
from upstream_workshop.workgroups.topics import standing_themes


@dataclass(frozen=True)
class Directory:
    """The ids of people and themes by their folded names."""

    people: dict[str, set[int]]
    themes: dict[str, set[int]]

    @classmethod
    def of(cls, session: Session) -> Directory:
        """Read the names of a session; a merged theme's title stands for its target."""
        standing = standing_themes(session)
        people: defaultdict[str, set[int]] = defaultdict(set)
        themes: defaultdict[str, set[int]] = defaultdict(set)
        for person in session.scalars(select(Participant)):
            people[folded(person.name)].add(person.id)
        for theme in session.scalars(select(Theme)):
            if theme.merged_into_id is None:
                themes[folded(theme.title)].add(theme.id)
        for theme in session.scalars(select(Theme).where(Theme.merged_into_id.is_not(None))):
            themes.setdefault(folded(theme.title), {standing[theme.id]})
        return cls(dict(people), dict(themes))

    def look_up(self, entry: ChoiceEntry) -> tuple[int, list[int]]:
        """Return the person and the themes of a line by their ids.

        Raises WorkshopError: when a name is that of no or of several people or themes, when there is no
        theme, or when a theme is given twice.
        """
        person = _one(self.people, entry.participant, _PERSON)
        themes = [_one(self.themes, title, _THEME) for title in entry.themes]
        if not themes:
            raise WorkshopError(say("{participant} chose nothing", participant=entry.participant))
        if len(set(themes)) < len(themes):
            raise WorkshopError(
                say("{participant} names a theme twice", participant=entry.participant)
            )
        return person, themes


def preferences(
    session: Session, ballot: Ballot, papers: Iterable[PaperRow], most: int
) -> dict[int, list[int]]:
    """Return the themes that each voter preferred, by the id of the person.

    papers: papers of the ballot; spoilt ones and those without a name are left out.
    most: the greatest number of themes.

    The themes are sorted by mark, the best first, then by their number on the ballot.
    """
    options = session.scalars(select(Option).where(Option.ballot_id == ballot.id))
    theme_of = {option.number: option.theme_id for option in options}
    sign = 1 if ballot.method == VotingMethod.RANKED else -1
    found: dict[int, list[int]] = {}
    for paper in papers:
        if paper.participant_id is None or paper.spoilt:
            continue
        liked = sorted((sign * value, number) for number, value in paper.marks if value > 0)
        themes = [theme for _, number in liked if (theme := theme_of.get(number)) is not None]
        if themes:
            found[paper.participant_id] = list(dict.fromkeys(themes))[:most]
    return found


# the refusals of a name that is not there, and of one that is there more than once
_PERSON = (
    noop("“{name}” is not on the roster"),
    noop("“{name}” is on the roster more than once, so it is not clear which is meant"),
)
_THEME = (
    noop("“{name}” is not among the themes"),
    noop("“{name}” is among the themes more than once, so it is not clear which is meant"),
)


def _one(names: dict[str, set[int]], name: str, refusals: tuple[str, str]) -> int:
    found = names.get(folded(name), set())
    nobody, several = refusals
    if not found:
        raise WorkshopError(say(nobody, name=name))
    if len(found) > 1:
        raise WorkshopError(say(several, name=name))
    return min(found)
