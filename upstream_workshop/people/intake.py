"""The import of a sign-up list, with a result for each line.

All people, organisations, offers and consents of the session are loaded once, so that a list of two
thousand lines costs dictionary look-ups rather than two thousand queries.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import insert, select
from sqlalchemy.orm import Session, selectinload

from upstream_workshop.letters import one_line
from upstream_workshop.people.kinds import (
    Consent,
    ConsentKind,
    SupportKind,
)
from upstream_workshop.people.model import (
    ConsentRecord,
    Organisation,
    Participant,
    PeerSupport,
    PrivateNeeds,
)
from upstream_workshop.people.records import CONSENTS, ParticipantFields, amend
from upstream_workshop.people.rules import Known, folded, matched
from upstream_workshop.readers.reading import ImportedRow, ImportEffect, Reading
from upstream_workshop.readers.signup_lists import PersonEntry


@dataclass(frozen=True, slots=True)
class Difference:
    """A value of a person that a line changes.

    field: the name of the value.
    before, after: the values. Both are blank for access needs and diet, which are not shown.
    """

    field: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Taken(ImportedRow):
    """The result of one line of a list.

    participant_id: the person that the line added or updated.
    organisation: the person's organisation after the import, or "".
    differences: the values that the line changed.
    """

    participant_id: int = 0
    organisation: str = ""
    differences: tuple[Difference, ...] = ()


def take_in(
    session: Session, reading: Reading[PersonEntry], same: Mapping[int, int]
) -> tuple[Taken, ...]:
    """Write every entry of a sign-up list.

    same: participant ids by line number, for the lines about which the user has decided. Other
        lines are matched by name, organisation and e-mail address.
    """
    register = _Register(session)
    ids = _participant_ids(register.known(), reading.entries, same)
    people = [register.person(id_) for id_ in ids]
    pairs = list(zip(reading.entries, people, strict=True))
    changes = [register.amend(entry, person) for entry, person in pairs]
    session.add_all(person for person in people if person.id is None)
    session.flush()  # offers, asks, needs and consents of newcomers need their ids
    rows = [
        register.taken(entry, person, differences)
        for (entry, person), differences in zip(pairs, changes, strict=True)
    ]
    register.write()
    return tuple(rows)


def _participant_ids(
    known: Mapping[int, Known], entries: Sequence[PersonEntry], same: Mapping[int, int]
) -> list[int | None]:
    """Return the participant id of each entry, or None for a newcomer."""
    answer = [same.get(entry.line) for entry in entries]
    free = {id_: person for id_, person in known.items() if id_ not in answer}
    waiting = [place for place, id_ in enumerate(answer) if id_ is None]
    listed = [
        Known(entries[place].name, entries[place].organisation, entries[place].email)
        for place in waiting
    ]
    for place, id_ in zip(waiting, matched(listed, free), strict=True):
        answer[place] = id_
    return answer


class _Register:
    """The people of the session and their rows, kept in memory during an import."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._homes = {home.id: home for home in session.scalars(select(Organisation))}
        self._named = {folded(home.name): home for home in self._homes.values()}
        everybody = select(Participant).options(selectinload(Participant.interests))
        self._people = {person.id: person for person in session.scalars(everybody)}
        self._before = frozenset(self._people)
        self._needs = {row.participant_id: row for row in session.scalars(select(PrivateNeeds))}
        kept = session.execute(
            select(PeerSupport.participant_id, PeerSupport.kind, PeerSupport.text)
        )
        records = session.scalars(select(ConsentRecord).order_by(ConsentRecord.id)).all()
        self._consents = {
            (row.participant_id, row.consent, row.title): (row.answer, row.conditional, row.words)
            for row in records
        }
        self._standing = {
            (row.participant_id, row.consent): (row.answer, row.conditional) for row in records
        }
        self._support = {(person, kind, folded(text)) for person, kind, text in kept}
        self._new: list[dict[str, object]] = []  # offers and asks, inserted with one statement

    def known(self) -> dict[int, Known]:
        """Return the name, organisation and e-mail address of all people by id."""
        return {
            id_: Known(person.name, self._home(person).name, person.email)
            for id_, person in self._people.items()
        }

    def person(self, participant_id: int | None) -> Participant:
        """Return the person with this id; for None, a new person that is not in the session yet."""
        blank = dict.fromkeys(("name", "role", "pronouns", "email", "region", *CONSENTS), "")
        newcomer = Participant(**blank, organisation_id=None, willing_to_lead=False)
        return newcomer if participant_id is None else self._people[participant_id]

    def amend(self, entry: PersonEntry, person: Participant) -> list[Difference]:
        """Write the fields of an entry into a person and return what has changed."""
        before = self._values(person)
        amend(self._session, person, _given(entry), self._organisation)
        after = self._values(person)
        return [
            Difference(field, before[field], after[field])
            for field in before
            if before[field] != after[field]
        ]

    def taken(
        self, entry: PersonEntry, person: Participant, differences: list[Difference]
    ) -> Taken:
        """Write the offers, asks, needs and consents of an entry and return the line's result.

        person: the person of the entry, who must have an id.
        differences: the changes that `amend` returned.
        """
        differences = [*differences, *self._add_support(entry, person.id)]
        differences += self._add_needs(entry, person.id)
        differences += self._add_consents(entry, person.id, {one.field for one in differences})
        what = ImportEffect.of(person.id in self._before, differences)
        return Taken(
            entry.line,
            person.name,
            what,
            participant_id=person.id,
            organisation=self._home(person).name,
            differences=tuple(differences),
        )

    def write(self) -> None:
        """Insert the new offers and asks. Call this after the last line."""
        if self._new:
            self._session.execute(insert(PeerSupport), self._new)
        self._session.flush()

    def _add_support(self, entry: PersonEntry, participant_id: int) -> list[Difference]:
        found: list[Difference] = []
        for kind, texts in ((SupportKind.OFFER, entry.offers), (SupportKind.ASK, entry.asks)):
            for words in (one_line(text) for text in texts):
                key = (participant_id, kind, folded(words))
                if words and key not in self._support:
                    self._support.add(key)
                    self._new.append(
                        {"participant_id": participant_id, "kind": kind, "text": words}
                    )
                    found.append(Difference(kind, "", words))
        return found

    def _add_needs(self, entry: PersonEntry, participant_id: int) -> list[Difference]:
        """Write access needs and diet unless blank; the difference does not contain the texts."""
        row = self._needs.get(participant_id)
        access, diet = (row.access, row.diet) if row else ("", "")
        needs = (entry.access.strip() or access, entry.diet.strip() or diet)
        if needs == (access, diet):
            return []
        if row is None:
            row = self._needs[participant_id] = PrivateNeeds(participant_id=participant_id)
            self._session.add(row)
        row.access, row.diet = needs
        return [Difference("access needs or diet")]

    def _add_consents(
        self, entry: PersonEntry, participant_id: int, changed: Collection[str]
    ) -> list[Difference]:
        """Record the answers on consents word for word, unless they are recorded already.

        changed: the fields of which a difference is reported already.
        """
        found: list[Difference] = []
        for said in entry.said:
            key = (participant_id, ConsentKind(said.consent), said.column)
            now = (Consent(said.answer), said.conditional, said.words)
            if self._consents.get(key) == now:
                continue
            is_news = (
                said.consent in changed or said.conditional or participant_id not in self._before
            )
            if not is_news and self._standing.get(key[:2], now[:2]) == now[:2]:
                continue  # the same answer is recorded, perhaps in other words
            self._consents[key] = now
            self._standing[key[:2]] = now[:2]
            row = ConsentRecord(participant_id=participant_id, consent=key[1], title=said.column)
            row.answer, row.conditional, row.words = now
            row.file = said.file
            self._session.add(row)
            if said.consent not in changed or said.conditional:
                found.append(Difference(said.consent, "", f"“{said.words}”"))
        return found

    def _organisation(self, session: Session, name: str) -> Organisation:
        """Return the organisation of that name, whatever its capitals; add it if there is none."""
        home = self._named.get(folded(name))
        if home is None:
            home = Organisation(name=name, region="", initiative="")
            session.add(home)
            session.flush()
            self._homes[home.id] = self._named[folded(name)] = home
        return home

    def _home(self, person: Participant) -> Organisation:
        return self._homes.get(person.organisation_id or 0, _NOWHERE)

    def _values(self, person: Participant) -> dict[str, str]:
        """Return the values of a person that a list can change, as text by field."""
        home = self._home(person)
        return {
            "name": person.name,
            "organisation": home.name,
            "role": person.role,
            "pronouns": person.pronouns,
            "e-mail": person.email,
            "region": person.region or home.region,
            "interests": "; ".join(one.text for one in person.interests),
            "willing to lead": "yes" if person.willing_to_lead else "",
            **{consent: getattr(person, consent) for consent in sorted(CONSENTS)},
        }


_NOWHERE = Organisation(name="", region="", initiative="")


def _given(entry: PersonEntry) -> ParticipantFields:
    """Return the fields of an entry that are not blank; blank ones keep their present value."""
    values = {field: getattr(entry, field) for field in ParticipantFields.__annotations__}
    return cast(
        "ParticipantFields",
        {field: value for field, value in values.items() if value not in ("", (), None)},
    )
