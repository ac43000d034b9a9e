"""One row of a sign-up list as a person, or why it is none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from re import search
from typing import Final

from resources.words import say
from upstream_workshop.letters import loosened, one_line
from upstream_workshop.readers.column_titles import too_long
from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.reading import Question, Questions, Refusal
from upstream_workshop.readers.signup import answers, names, statuses, texts
from upstream_workshop.readers.signup.answers import Meaning
from upstream_workshop.readers.signup.columns import filled
from upstream_workshop.readers.signup.consents import (
    CONSENTS,
    NO,
    YES,
    ConsentAnswer,
    ConsentColumn,
)
from upstream_workshop.readers.signup.contents import share
from upstream_workshop.readers.signup.statuses import Coming
from upstream_workshop.readers.signup.word_lists import any_words

_HALF: Final = 0.5
_TOLD: Final = ("interests", "offers", "asks")  # free text that others see
_LEFT_OUT: Final = "left out"
_ADDRESS: Final = r"(?<![^\s@<>;,:()\"])[^\s@<>;,:()\"]+@[^\s@<>;,()\"]+\.[^\s@<>;,()\"]+"


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """One person of a list, and the line they stand on. `willing_to_lead` None: the list does not say.

    said: what they answered to each consent, in their words.
    """

    line: int
    name: str
    organisation: str = ""
    role: str = ""
    email: str = ""
    region: str = ""
    interests: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    willing_to_lead: bool | None = None
    access: str = ""
    diet: str = ""
    photo: str = ""  # consents: yes, no, or blank where the list does not say
    attribution: str = ""
    directory: str = ""
    pronouns: str = ""
    said: tuple[ConsentAnswer, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody of whom the list says that they do not come, and in which words."""

    entry: PersonEntry
    status: str


class EntryReader:
    """Reads the rows of one table by its columns; what is open goes to `questions`.

    in_doubt: the titles of columns of which nobody has said yet that they are a consent.
    """

    def __init__(
        self,
        table: Table,
        mapping: Mapping[str, str],
        questions: Questions,
        in_doubt: Collection[str] = (),
    ) -> None:
        self._table = table
        self._mapping = mapping
        self._questions = questions
        self._seen: dict[tuple[str, ...], int] = {}
        self._full: dict[str, bool] = {}  # whether most names under a title have several words
        at = {title: number for number, title in enumerate(table.header)}
        self._consents = [
            ConsentColumn(field, table.name, title, filled(table, at[title]), title in in_doubt)
            for title, field in mapping.items()
            if field in CONSENTS and title in at
        ]

    def read(self, row: Row) -> PersonEntry | Gone | Refusal:
        """Return what a row says."""
        cells = {
            title: cell for title, cell in zip(self._table.header, row.cells, strict=True) if cell
        }
        given: dict[str, list[tuple[str, str]]] = {}
        for title, cell in cells.items():
            given.setdefault(self._mapping.get(title, ""), []).append((title, cell))
        given.pop("", None)
        refused = too_long(row.line, {field: [c for _, c in said] for field, said in given.items()})
        if refused is not None:
            return refused
        said_to_be_gone = _settle_remark(given)
        name, why = self._name(row.line, given)
        if why:
            return Refusal(row.line, why)
        status = said_to_be_gone or self._status(name, given)
        if not status:
            why = self._seen_before(row, name)
            if why:
                return Refusal(row.line, why)
        entry = self._entry(row.line, name, given, cells)
        return Gone(entry, status) if status else entry

    def _name(self, line: int, given: Mapping[str, list[tuple[str, str]]]) -> tuple[str, str]:
        """Return the name, or a blank and why there is none."""
        first, last = _one(given, "first name"), _one(given, "last name")
        name = _one(given, "name") or f"{first} {last}".strip() or _one(given, "display name")
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
        if name == last and not first and not _one(given, "name"):
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

    def _is_half(self, name: str, given: Mapping[str, list[tuple[str, str]]]) -> bool:
        """Tell whether a name is a single word where most names beside it have more."""
        if " " in name or not _one(given, "name"):
            return False
        title = given["name"][0][0]
        if title not in self._full:
            cells = filled(self._table, self._table.header.index(title))
            self._full[title] = share(cells, lambda cell: " " in cell) > _HALF
        return self._full[title]

    def _whether(self, key: str, what: str, yes: str, line: int) -> bool:
        choices = (("taken", yes), (_LEFT_OUT, say("Leave this line out")))
        return self._questions.ask(Question(key, what, choices, "taken", line)) == "taken"

    def _status(self, name: str, given: Mapping[str, list[tuple[str, str]]]) -> str:
        """Return in which words the list says that somebody does not come, or a blank."""
        for kind, read in (
            ("status", statuses.by_status),
            ("attending", statuses.by_answer),
            ("cancelled", statuses.by_cancelling),
        ):
            for title, cell in given.get(kind, ()):
                said = read(title, cell)
                if said is Coming.GONE or (
                    said is Coming.UNKNOWN and not self._comes(title, cell, name)
                ):
                    return cell if kind == "status" else f"{title}: {cell}"
        title, cell = next(iter(given.get("name", ())), ("", ""))
        remark = names.doubted_remark(cell) if cell == names.without_guests(cell) else ""
        return remark if remark and not self._comes(title, remark, name) else ""

    def _comes(self, title: str, cell: str, name: str) -> bool:
        """Ask whether people of a status nobody knows come; once for each status of a column."""
        words_ = one_line(cell)[:120]
        question = Question(
            f"comes {title} {loosened(cell)[:80]}",
            say(
                "“{title}: {words}”, as of {name}: do they come?",
                title=title[:80],
                words=words_,
                name=name[:60],
            ),
            (("comes", say("They come")), ("gone", say("They do not come"))),
            "comes",
        )
        return self._questions.ask(question) == "comes"

    def _seen_before(self, row: Row, name: str) -> str:
        """Return why a row that stands above already is not taken, or a blank."""
        whole = tuple(one_line(cell) for cell in row.cells)
        before = self._seen.setdefault(whole, row.line)
        if before == row.line:
            return ""
        return say("{name} stands in line {line} already, word for word", name=name, line=before)

    def _entry(
        self,
        line: int,
        name: str,
        given: Mapping[str, list[tuple[str, str]]],
        cells: Mapping[str, str],
    ) -> PersonEntry:
        said = self._said(line, name, cells)
        agreed = dict.fromkeys(_agreed(said), NO) if self._takes_back(cells) else _agreed(said)
        lead = agreed.get("willing to lead")
        told = {field: self._public(line, name, field, given) for field in _TOLD}
        private = tuple(part for _, kept in told.values() for part in kept)
        return PersonEntry(
            line=line,
            name=name,
            organisation=texts.something(_one(given, "organisation")),
            role=texts.something(_one(given, "role")),
            email=_address(_one(given, "e-mail")),
            region=texts.something(_one(given, "region")),
            interests=told["interests"][0],
            offers=told["offers"][0],
            asks=told["asks"][0],
            willing_to_lead=None if not lead else lead == YES,
            access="\n".join((*_needs(given, "access needs"), *private)),
            diet="\n".join(_needs(given, "diet")),
            photo=agreed.get("photo", ""),
            attribution=agreed.get("attribution", ""),
            directory=agreed.get("directory", ""),
            pronouns=texts.something(_one(given, "pronouns")),
            said=said,
        )

    def _takes_back(self, cells: Mapping[str, str]) -> bool:
        """Tell whether an entry of a refusal of nobody knows what, as “Consent withdrawn”, is filled."""
        return any(
            column.in_doubt
            and answers.direction(column.title, "") is answers.Direction.REFUSES
            and answers.read_answer(cells.get(column.title, "")).meaning
            not in (Meaning.BLANK, Meaning.NO)
            for column in self._consents
        )

    def _said(self, line: int, name: str, cells: Mapping[str, str]) -> tuple[ConsentAnswer, ...]:
        found = (
            column.read(line, name, cells.get(column.title, ""), self._questions)
            for column in self._consents
        )
        return tuple(one for one in found if one is not None)

    def _public(
        self, line: int, name: str, field: str, given: Mapping[str, list[tuple[str, str]]]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what of a field others may see, and what names a need: private until said otherwise."""
        public, private = list[str](), list[str]()
        for number, part in enumerate(_several(given, field), start=1):
            is_need = any_words("need", "diet").search(loosened(part))
            key = f"need {line} {number}" if field == "asks" else f"need {line} {field} {number}"
            kept = is_need and self._keeps_private(key, line, name, part)
            (private if kept else public).append(part)
        return tuple(public), tuple(private)

    def _keeps_private(self, key: str, line: int, name: str, part: str) -> bool:
        what = say(
            "{name} writes: “{part}”. Is that an access need, to be kept private?",
            name=name[:60],
            part=part[:120],
        )
        choices = (
            ("private", say("Yes, keep it private")),
            ("public", say("No, the room may see it")),
        )
        return self._questions.ask(Question(key, what, choices, "private", line)) == "private"


def _one(given: Mapping[str, Sequence[tuple[str, str]]], field: str) -> str:
    return one_line(" ".join(cell for _, cell in given.get(field, ())[:1]))


def _settle_remark(given: dict[str, list[tuple[str, str]]]) -> str:
    """Take out of the name that somebody does not come, as in “Jane Smith (cancelled)”; return it."""
    for kind in ("name", "last name", "display name"):
        for number, (title, cell) in enumerate(given.get(kind, ())):
            name, remark = names.without_status(cell)
            if remark:
                given[kind][number] = (title, name)
                return remark
    return ""


def _several(given: Mapping[str, Sequence[tuple[str, str]]], field: str) -> tuple[str, ...]:
    found = (part for _, cell in given.get(field, ()) for part in texts.parts_of(cell))
    return tuple(dict.fromkeys(found))


def _needs(given: Mapping[str, Sequence[tuple[str, str]]], field: str) -> tuple[str, ...]:
    """Return what somebody needs; a mere yes with the question it answers."""
    found = []
    for title, cell in given.get(field, ()):
        if texts.is_nothing(cell):
            continue
        own = loosened(title) == field
        yes = not own and answers.read_answer(cell, (cell,)).meaning is Meaning.YES
        found.append(f"{title}: {cell}" if yes else cell)
    return tuple(found)


def _address(cell: str) -> str:
    """Return the first e-mail address of a cell, or what else stands there."""
    found = search(_ADDRESS, cell.removeprefix("mailto:"))
    if found:
        return found.group()
    return "" if cell.casefold() == "anonymous" else texts.something(cell)


def _agreed(said: Sequence[ConsentAnswer]) -> dict[str, str]:
    """Return the answer to each consent; of several a no counts."""
    found: dict[str, str] = {}
    for one in said:
        if one.answer and found.get(one.consent) != NO:
            found[one.consent] = one.answer
    return found
