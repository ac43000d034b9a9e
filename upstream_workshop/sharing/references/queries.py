"""Queries for what references show: live in the last draft, kept in a frozen one.

A quote shows what may be used of it now, also in a frozen draft: what may never be used is not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import count, joined, say
from upstream_workshop.evidence import queries as evidence
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.framework.model import Slot, Statement, Wording
from upstream_workshop.letters import one_line
from upstream_workshop.maps import queries as maps
from upstream_workshop.maps import rules as map_rules
from upstream_workshop.people.rules import folded
from upstream_workshop.sharing.kinds import ReferenceKind
from upstream_workshop.sharing.model import FrozenReference, ProductDraft
from upstream_workshop.sharing.references.rules import Reference, references_in
from upstream_workshop.storage.query_cache import cached
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting import result_queries
from upstream_workshop.voting.kinds import BallotState

READS: Final = frozenset(
    {*maps.READS, *voting.READS, *evidence.READS, "statement", "slot", "wording"}
)


@dataclass(frozen=True, slots=True)
class ShownReference:
    """What a reference shows.

    reference: as typed; see `Reference.typed`.
    kind: the kind of what it refers to; None if that is unknown.
    shown: what it shows, a paragraph a line; blank if it is broken.
    source: who said a quote, as far as that may be told.
    cohort: whether only participants may read it.
    broken: why it shows nothing, in a sentence; blank if it does.
    map_id: the map it refers to, for its picture.
    """

    reference: str
    kind: ReferenceKind | None = None
    shown: str = ""
    source: str = ""
    cohort: bool = False
    broken: str = ""
    map_id: int | None = None


@dataclass(frozen=True, slots=True)
class OfferedReference:
    """Something a draft can refer to: the kind, the name to type, and more words to know it by."""

    kind: ReferenceKind
    name: str
    words: str = ""

    @property
    def typed(self) -> str:
        """The reference as it is put into a text."""
        return f"[[{self.kind}: {self.name}]]"


def live_references(session: Session, text: str) -> tuple[ShownReference, ...]:
    """Return what each reference of a text shows now, each once, in order."""
    return tuple(_live(session, one) for one in references_in(text))


def shown_references(session: Session, draft_id: int) -> tuple[ShownReference, ...]:
    """Return what each reference of a draft shows: as it was frozen, or else now."""
    draft = session.execute(
        select(ProductDraft.text, ProductDraft.frozen).where(ProductDraft.id == draft_id)
    ).one()
    if not draft.frozen:
        return live_references(session, draft.text)
    kept = _kept(session, draft_id)
    return tuple(_frozen(session, one, kept) for one in references_in(draft.text))


def offered_references(session: Session) -> tuple[OfferedReference, ...]:
    """Return everything that a draft can refer to, in the order of the kinds."""
    quotes = (
        OfferedReference(ReferenceKind.QUOTE, f"{row.id}", row.quote or row.text)
        for row in evidence.findings(session)
        if row.use is not Use.NEVER
    )
    votes = (
        OfferedReference(ReferenceKind.VOTE, row.name)
        for row in voting.ballots(session)
        if row.state is BallotState.REVEALED
    )
    return (
        *(OfferedReference(ReferenceKind.MAP, title) for _, title in maps.map_titles(session)),
        *votes,
        *quotes,
        *(
            OfferedReference(ReferenceKind.STATEMENT, _name(text), slot)
            for _, text, slot in _statements(session)
        ),
    )


def _live(session: Session, reference: Reference) -> ShownReference:
    known = {folded(kind): kind for kind in ReferenceKind}
    kind = known.get(folded(reference.word))
    if kind is None:
        why = say(
            "“{reference}” is no reference: type map, vote, quote or statement, a colon and a name.",
            reference=reference.typed,
        )
        return ShownReference(reference.typed, broken=why)
    return replace(_SHOWN[kind](session, reference), kind=kind)


def _frozen(session: Session, reference: Reference, kept: Mapping[str, str]) -> ShownReference:
    live = _live(session, reference)
    if reference.typed not in kept:
        why = live.broken or say(
            "“{reference}” showed nothing when this draft was frozen.", reference=reference.typed
        )
        return ShownReference(reference.typed, live.kind, broken=why)
    if live.kind is ReferenceKind.QUOTE and live.broken:
        return live  # it may not be used any more, or nobody can tell
    return replace(live, shown=kept[reference.typed], broken="")


def _map(session: Session, reference: Reference) -> ShownReference:
    found = [row for row in maps.maps(session) if folded(row.title) == folded(reference.name)]
    if len(found) != 1:
        return _lost(reference, len(found))
    row = found[0]
    links = count(len(row.links), "{n} link", "{n} links")
    factors = count(len(row.factors), "{n} factor", "{n} factors")
    labels = {factor.id: factor.label for factor in row.factors}
    sentences = (
        say("Map “{title}”: {factors}, {links}.", title=row.title, factors=factors, links=links),
        *(say("{sentence}.", sentence=map_rules.link_words(link, labels)) for link in row.links),
    )
    return ShownReference(reference.typed, shown="\n".join(sentences), map_id=row.id)


def _vote(session: Session, reference: Reference) -> ShownReference:
    found = [row for row in voting.ballots(session) if folded(row.name) == folded(reference.name)]
    if len(found) != 1:
        return _lost(reference, len(found))
    ballot = found[0]
    if ballot.state is not BallotState.REVEALED:
        why = say("The result of “{vote}” was not shown to the room yet.", vote=ballot.name)
        return ShownReference(reference.typed, broken=why)
    won = result_queries.tally(session, ballot.id).winners
    names = {option.number: option.wording for option in ballot.options}
    lines = (
        say("Vote “{vote}”: {question}", vote=ballot.name, question=ballot.question),
        *(names[number] for number in won),
    )
    return ShownReference(reference.typed, shown="\n".join(lines))


def _quote(session: Session, reference: Reference) -> ShownReference:
    rows = {f"{row.id}": row for row in evidence.findings(session)}
    row = rows.get(reference.name)
    if row is None:
        return _lost(reference, 0)
    if row.use is Use.NEVER:
        why = say("Quote {number} may not be used.", number=reference.name)
        return ShownReference(reference.typed, broken=why)
    named = row.use is Use.NAMED
    source = joined((row.role, row.organisation), "{first}, {then}") if named else ""
    words = say("“{words}”", words=row.quote or row.text)
    return ShownReference(reference.typed, shown=words, source=source, cohort=not named)


def _statement(session: Session, reference: Reference) -> ShownReference:
    wanted = folded(reference.name)
    rows = _statements(session)
    found = {id_: text for id_, text, _ in rows if folded(_name(text)) == wanted}
    if not found:
        before = {id_ for id_, text in _wordings(session) if folded(_name(text)) == wanted}
        found = {id_: text for id_, text, _ in rows if id_ in before}
    if len({*map(folded, found.values())}) != 1:
        return _lost(reference, len(found))
    return ShownReference(reference.typed, shown=next(iter(found.values())))


_SHOWN: Final[Mapping[ReferenceKind, Callable[[Session, Reference], ShownReference]]] = {
    ReferenceKind.MAP: _map,
    ReferenceKind.VOTE: _vote,
    ReferenceKind.QUOTE: _quote,
    ReferenceKind.STATEMENT: _statement,
}


def _lost(reference: Reference, found: int) -> ShownReference:
    """Return a broken reference to something of which there are none or several."""
    words = say("“{reference}” refers to nothing that is here.", reference=reference.typed)
    if found:
        words = say(
            "“{reference}” could be one of several: give each a name of its own.",
            reference=reference.typed,
        )
    return ShownReference(reference.typed, broken=words)


def _name(text: str) -> str:
    """Return a statement as it is named in a reference: in one line, without brackets."""
    return one_line(text.replace("[", "(").replace("]", ")"))[:500].strip()


@cached("statement", "slot")
def _statements(session: Session) -> tuple[tuple[int, str, str], ...]:
    """Return id, text and slot of each statement, in order."""
    columns = select(Statement.id, Statement.text, Slot.name).join(Slot)
    ordered = columns.order_by(Slot.frame_id, Slot.position, Statement.position, Statement.id)
    return tuple((id_, text, slot) for id_, text, slot in session.execute(ordered))


@cached("wording")
def _wordings(session: Session) -> tuple[tuple[int, str], ...]:
    """Return the earlier wordings of statements with the ids of those."""
    found = session.execute(select(Wording.statement_id, Wording.text))
    return tuple((id_, text) for id_, text in found)


@cached("frozen_reference")
def _kept(session: Session, draft_id: int) -> Mapping[str, str]:
    """Return what was kept of a frozen draft's references, by the reference."""
    kept = select(FrozenReference.reference, FrozenReference.shown)
    found = session.execute(kept.where(FrozenReference.product_draft_id == draft_id))
    return MappingProxyType({row.reference: row.shown for row in found})
