"""The themes that sheets and ballot papers name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.rules import folded
from upstream_workshop.readers.reading import Question, Questions
from upstream_workshop.readers.workgroups.choice_entries import ChoiceEntry
from upstream_workshop.themes.model import Theme
from upstream_workshop.voting.kinds import VotingMethod
from upstream_workshop.voting.model import Ballot, Option
from upstream_workshop.voting.papers.queries import PaperRow
from upstream_workshop.workgroups.topics import standing_themes

LEAVE_LINE: Final = "line"
LEAVE_CHOICE: Final = "choice"
_OFFERED: Final = 12  # themes of which a question asks which is meant
_PARTING: Final = re.compile(r"[,/+&→]|\bthen\b")  # between titles, unless it belongs to one
_MOST_PARTS: Final = 40  # of a list: more are a text, no list
_LIKE: Final = 60.0  # of 100: how alike a title must be to be offered


_NONE: Final = noop("“{name}” is not among the themes")
_SEVERAL: Final = noop(
    "“{name}” is among the themes more than once, so it is not clear which is meant"
)


@dataclass(frozen=True)
class Directory:
    """The ids of themes by their folded titles, and the titles as they are written."""

    themes: dict[str, set[int]]
    titles: dict[int, str]

    @classmethod
    def of(cls, session: Session) -> Directory:
        """Read the titles of a session; a merged theme's title stands for its target."""
        standing = standing_themes(session)
        themes: defaultdict[str, set[int]] = defaultdict(set)
        titles: dict[int, str] = {}
        for theme in session.scalars(select(Theme)):
            if theme.merged_into_id is None:
                themes[folded(theme.title)].add(theme.id)
                titles[theme.id] = theme.title
        for theme in session.scalars(select(Theme).where(Theme.merged_into_id.is_not(None))):
            themes.setdefault(folded(theme.title), {standing[theme.id]})
        return cls(dict(themes), titles)

    def themes_of(self, entry: ChoiceEntry, questions: Questions) -> list[int]:
        """Return the themes of a line by their ids.

        A list with commas or slashes is one title if a theme has it, else the titles that it is made
        of. It is asked which theme a title means that is like one to the letter of none.

        Raises WorkshopError: when a title is that of no or of several themes and nobody said what it
        means, when there is no theme, or when a theme is given twice.
        """
        titles = [title for written in entry.themes for title in self._parted(written)]
        meant = [self._meant(title, entry.line, questions) for title in titles]
        themes = [theme for theme in meant if theme is not None]
        if not themes:
            raise WorkshopError(say("{participant} chose nothing", participant=entry.participant))
        if len(set(themes)) < len(themes):
            raise WorkshopError(
                say("{participant} names a theme twice", participant=entry.participant)
            )
        return themes

    def _meant(self, title: str, line: int, questions: Questions) -> int | None:
        """Return the theme that a title means; None if the choice is to be left out."""
        known = self.themes.get(folded(title), set())
        if len(known) == 1:
            return min(known)
        answer = LEAVE_LINE
        if offered := sorted(known) or self._like(title):
            answer = questions.ask(self._which(title, offered, line))
        if answer == LEAVE_LINE:
            raise WorkshopError(say(_SEVERAL, name=title) if known else say(_NONE, name=title))
        return None if answer == LEAVE_CHOICE else int(answer)

    def _like(self, title: str) -> list[int]:
        """Return the themes that a title may mean, the likeliest first.

        A number or a letter may mean any of them, as on a list that was printed.
        """
        if title.strip(" #.()").isdecimal() or len(folded(title)) < 3:
            return list(self.titles)[:_OFFERED]
        found = process.extract(
            folded(title),
            {id_: folded(each) for id_, each in self.titles.items()},
            scorer=fuzz.WRatio,
            score_cutoff=_LIKE,
            limit=_OFFERED,
        )
        return [id_ for _, _, id_ in found]

    def _which(self, title: str, offered: Iterable[int], line: int) -> Question:
        themes = ((str(id_), self.titles[id_]) for id_ in offered)
        return Question(
            f"theme {folded(title)}",
            say("Which theme is “{title}”?", title=title),
            (
                (LEAVE_LINE, say("None of them: leave out the line")),
                (LEAVE_CHOICE, say("None of them: leave out this choice, and later ones move up")),
                *themes,
            ),
            LEAVE_LINE,
            line,
        )

    def _parted(self, written: str) -> list[str]:
        """Return the titles that a text is made of if each is a theme's, else the text as it is."""
        signs = list(_PARTING.finditer(written))
        if folded(written) in self.themes or len(signs) > _MOST_PARTS:
            return [written]
        for sign in reversed(signs):
            first, rest = written[: sign.start()].strip(), written[sign.end() :].strip()
            if folded(first) in self.themes:
                titles = self._parted(rest)
                if all(folded(title) in self.themes for title in titles):
                    return [first, *titles]
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
