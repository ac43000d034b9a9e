"""Whom the names and e-mail addresses on sheets and ballot papers mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from resources.words import say
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.people.rules import folded, found_folded, without_titles
from upstream_workshop.readers.reading import Question, Questions

NOBODY: Final = "nobody"
_MOST: Final = 6  # people whom a question offers


class WrittenNames:
    """The people of a session by their names and addresses.

    rows: the people who can be meant.
    """

    def __init__(self, rows: Sequence[ParticipantRow]) -> None:
        self._rows = {row.id: row for row in rows}
        self._names = {row.id: folded(without_titles(row.name)) for row in rows}
        self._called: defaultdict[str, list[int]] = defaultdict(list)
        self._reached: defaultdict[str, list[int]] = defaultdict(list)
        for row in rows:
            for name in {folded(row.name), self._names[row.id]}:
                self._called[name].append(row.id)
            if row.email:
                self._reached[folded(row.email)].append(row.id)

    def sure(self, name: str, email: str = "") -> tuple[int, ...]:
        """Return whom a name and an address mean: those of that name, by the address where it helps.

        An address in the place of the name is found too. Of a name that no one has, the address decides.
        """
        by_email = self._reached.get(folded(email or name), [])
        by_name = self._called.get(folded(name)) or self._called.get(
            folded(without_titles(name)), []
        )
        both = [id_ for id_ in by_name if id_ in by_email]
        return tuple(both or dict.fromkeys((*by_name, *by_email)))

    def may_be(self, name: str) -> tuple[int, ...]:
        """Return whom a name may mean that nobody has: of whose name it has the beginning or parts.

        The words may be in another order, as where surnames come first.
        """
        if not name:
            return ()
        asked = folded(without_titles(name))
        words = sorted(asked.replace(",", " ").split())
        turned = (id_ for id_, one in self._names.items() if sorted(one.split()) == words)
        return tuple(dict.fromkeys((*turned, *found_folded(asked, self._names))))[:_MOST]

    def meant(
        self, name: str, email: str, line: int, questions: Questions, otherwise: str
    ) -> int | None:
        """Return the id of the person meant; it is asked where several fit, or one not to the letter.

        otherwise: what happens if it is nobody, which is the answer assumed; None is returned then.
        """
        sure = self.sure(name, email)
        if len(sure) == 1:
            return sure[0]
        fitting = sure[:_MOST] or self.may_be(name)
        if not fitting:
            return None
        answer = questions.ask(self._question(name or email, fitting, line, otherwise))
        return None if answer == NOBODY else int(answer)

    def _question(
        self, written: str, fitting: Sequence[int], line: int, otherwise: str
    ) -> Question:
        people = ((str(id_), self._described(id_)) for id_ in fitting)
        return Question(
            f"person {folded(written)}",
            say("Who is “{name}”?", name=written),
            ((NOBODY, otherwise), *people),
            NOBODY,
            line,
        )

    def _described(self, id_: int) -> str:
        row = self._rows[id_]
        return ", ".join(filter(None, (row.name, row.organisation, row.role)))
