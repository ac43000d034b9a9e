"""What somebody agreed to on a sign-up list: yes only where title and answer both say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from resources.words import noop, say
from upstream_workshop.readers.reading import Question, Questions
from upstream_workshop.readers.signup.answers import (
    Direction,
    Meaning,
    ReadAnswer,
    direction,
    read_answer,
)

YES: Final = "yes"
NO: Final = "no"
CONSENTS: Final[Mapping[str, str]] = {
    "photo": noop("photographs"),
    "attribution": noop("being named"),
    "directory": noop("being listed"),
    "willing to lead": noop("leading a group"),
}
_NOT_ASKED: Final = ""


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """What somebody answered when asked for a consent, and where.

    consent: one of CONSENTS.
    answer: yes, no, or blank if it says neither.
    words: their own.
    conditional: whether it is a no because of a condition.
    file, column: where it stands.
    """

    consent: str
    answer: str
    words: str
    conditional: bool = False
    file: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class ConsentColumn:
    """One column with a consent.

    cells: all its filled cells.
    in_doubt: whether nobody has said yet that it is this consent; until then it gives no yes.
    """

    field: str
    file: str
    title: str
    cells: Sequence[str]
    in_doubt: bool = False

    def read(self, line: int, name: str, cell: str, questions: Questions) -> ConsentAnswer | None:
        """Return what a cell says, or None if nothing. Whatever is not plain is asked about."""
        said = read_answer(cell, self.cells, self.title, self.field)
        if said.meaning is Meaning.BLANK:
            return None
        answer = self._answer(line, name, said, questions)
        conditional = answer == NO and said.meaning is Meaning.CONDITIONAL
        return ConsentAnswer(self.field, answer, said.words, conditional, self.file, self.title)

    def _answer(self, line: int, name: str, said: ReadAnswer, questions: Questions) -> str:
        if said.meaning is Meaning.CONDITIONAL or self.in_doubt:
            return NO
        if said.meaning is Meaning.UNCLEAR:
            return questions.ask(self._about_answer(line, name, said.words))
        way = direction(self.title, self.field)
        if way is Direction.AGREES:
            return YES if said.meaning is Meaning.YES else NO
        wanted = Meaning.NO if way is Direction.REFUSES else Meaning.YES
        if said.meaning is not wanted:
            return NO
        return questions.ask(self._about_title(wanted))

    def _about_answer(self, line: int, name: str, words: str) -> Question:
        choices = (
            (NO, say("No, with their words kept")),
            (YES, say("Yes")),
            (_NOT_ASKED, say("Not asked")),
        )
        consent = say(CONSENTS[self.field])
        what = say("{name} on {consent}: “{words}”", name=name, consent=consent, words=words[:120])
        return Question(f"{self.field} {line} {self.title}", what, choices, NO, line)

    def _about_title(self, wanted: Meaning) -> Question:
        what = say(
            "“{title}”: does the answer “{answer}” mean that they agree to {consent}?",
            title=self.title[:120],
            answer=wanted,
            consent=say(CONSENTS[self.field]),
        )
        choices = ((NO, say("No, or nobody knows")), (YES, say("Yes, they agree")))
        return Question(f"{self.field} agreed {self.title}", what, choices, NO)
