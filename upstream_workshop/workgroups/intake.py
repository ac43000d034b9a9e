"""The themes that sheets and ballot papers name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.rules import folded
from upstream_workshop.readers.choices import ChoiceEntry
from upstream_workshop.themes.model import Theme
from upstream_workshop.voting.kinds import VotingMethod
from upstream_workshop.voting.model import Ballot, Option
from upstream_workshop.voting.queries import PaperRow
from upstream_workshop.workgroups.topics import standing_themes


@dataclass(frozen=True)
class Directory:
    """The ids of themes by their folded titles."""

    themes: dict[str, set[int]]

    @classmethod
    def of(cls, session: Session) -> Directory:
        """Read the titles of a session; a merged theme's title stands for its target."""
        standing = standing_themes(session)
        themes: defaultdict[str, set[int]] = defaultdict(set)
        for theme in session.scalars(select(Theme)):
            if theme.merged_into_id is None:
                themes[folded(theme.title)].add(theme.id)
        for theme in session.scalars(select(Theme).where(Theme.merged_into_id.is_not(None))):
            themes.setdefault(folded(theme.title), {standing[theme.id]})
        return cls(dict(themes))

    def themes_of(self, entry: ChoiceEntry) -> list[int]:
        """Return the themes of a line by their ids.

        A list with commas is one title if a theme has it, else the titles that it is made of.

        Raises WorkshopError: when a title is that of no or of several themes, when there is no theme, or
        when a theme is given twice.
        """
        titles = [title for written in entry.themes for title in self._parted(written)]
        themes = [_one(self.themes, title, _THEME) for title in titles]
        if not themes:
            raise WorkshopError(say("{participant} chose nothing", participant=entry.participant))
        if len(set(themes)) < len(themes):
            raise WorkshopError(
                say("{participant} names a theme twice", participant=entry.participant)
            )
        return themes

    def _parted(self, written: str) -> list[str]:
        """Return the titles of a list with commas, of which some may belong to a title."""
        if "," not in written or folded(written) in self.themes:
            return [written]
        pieces = written.split(",")
        for end in range(len(pieces) - 1, 0, -1):
            first = ",".join(pieces[:end])
            if folded(first) in self.themes:
                rest = self._parted(",".join(pieces[end:]).strip())
                if all(folded(title) in self.themes for title in rest):
                    return [first.strip(), *rest]
        return [written]


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


# the refusals of a title that is not there, and of one that is there more than once
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
