"""The name of a row of a sign-up list, and what must be asked before it is one person's."""

from __future__ import annotations

from typing import Final

from resources.words import say
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.reading import Question, Questions
from upstream_workshop.readers.signup import names
from upstream_workshop.readers.signup.columns import filled
from upstream_workshop.readers.signup.contents import share
from upstream_workshop.readers.signup.entries.row_cells import RowCells, one_cell

_HALF: Final = 0.5
_LEFT_OUT: Final = "left out"


class NameReader:
    """Reads the names of one table; what is doubtful goes to `questions`."""

    def __init__(self, table: Table, questions: Questions) -> None:
        self._table = table
        self._questions = questions
        self._full: dict[str, bool] = {}  # whether most names under a title have several words

    def read(self, line: int, given: RowCells) -> tuple[str, str]:
        """Return the name, or a blank and why there is none."""
        first, last = one_cell(given, "first name"), one_cell(given, "last name")
        name = (
            one_cell(given, "name") or f"{first} {last}".strip() or one_cell(given, "display name")
        )
        alone = names.without_guests(name)
        why = names.nobody(name)
        if why or (alone != name and (why := names.nobody(alone))):
            return "", why
        shown = name[:60]
        if alone != name:
            several = say("“{name}” is more than one person", name=shown)
            what = say("{several}: who is taken in?", several=several)
            alone_words = say("{name} alone", name=alone[:60])
            said = self._whether(f"guests {line}", what, alone_words, line)
            return (alone, "") if said else ("", several)
        if names.is_doubtful(name):
            what = say("“{name}”: is that one person?", name=shown)
            said = self._whether(f"several {line}", what, say("One person of this name"), line)
            return (name, "") if said else ("", say("“{name}” is more than one person", name=shown))
        if name == last and not first and not one_cell(given, "name"):
            what = say(
                "“{name}” has a surname and no first name: is that all of the name?", name=shown
            )
            said = self._whether(f"surname {line}", what, say("Yes, take it in as it is"), line)
            return (name, "") if said else ("", say("“{name}” has no first name", name=shown))
        if self._is_half(name, given):
            what = say("“{name}” is one word: is that all of the name?", name=shown)
            said = self._whether(f"word {line}", what, say("Yes, take it in as it is"), line)
            return (name, "") if said else ("", say("“{name}” is no full name", name=shown))
        return name, ""

    def _is_half(self, name: str, given: RowCells) -> bool:
        """Tell whether a name is a single word where most names beside it have more."""
        if " " in name or not one_cell(given, "name"):
            return False
        title = given["name"][0][0]
        if title not in self._full:
            cells = filled(self._table, self._table.header.index(title))
            self._full[title] = share(cells, lambda cell: " " in cell) > _HALF
        return self._full[title]

    def _whether(self, key: str, what: str, yes: str, line: int) -> bool:
        choices = (("taken", yes), (_LEFT_OUT, say("Leave this line out")))
        return self._questions.ask(Question(key, what, choices, "taken", line)) == "taken"
