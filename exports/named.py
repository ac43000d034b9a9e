"""The number of people that an output or an archive names, and of those without an explicit yes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from exports.catalogue import OUTPUTS
from exports.documents.handbook.chapters import contributors
from exports.output import Output, Shown
from resources.words import count, say
from upstream_workshop.framework.report import FrameworkReport
from upstream_workshop.naming import NO, WITHHELD, Reason, answers_to, consents_of
from upstream_workshop.people.rules import folded
from upstream_workshop.privacy import Edition
from upstream_workshop.sharing.report import SharingReport
from upstream_workshop.whole.report import Report

Ids: TypeAlias = Iterable[int | None]


@dataclass(frozen=True, slots=True)
class Named:
    """The people that something names.

    people: how many.
    not_asked: how many of them have not answered a consent that it depends on, and refused none.
    refused: how many of them refused each consent that it depends on, by the consent.
    conditional: of the session, how many said yes only with a condition, which is kept as no.
    """

    people: int
    not_asked: int
    refused: Mapping[str, int]
    conditional: int = 0

    @property
    def sentence(self) -> str:
        """The numbers in words, without a full stop."""
        if not self.people:
            return say("Names nobody")
        return "; ".join(self._sentences())

    def _sentences(self) -> list[str]:
        told = [count(self.people, "Names {n} person", "Names {n} people")]
        if self.not_asked:
            told.append(count(self.not_asked, "{n} has not been asked", "{n} have not been asked"))
        listed, quoted = (self.refused.get(one, 0) for one in ("directory", "attribution"))
        if listed:
            told.append(say("{n} said no to being listed", n=listed))
        if quoted:
            told.append(say("{n} said no to being named beside their words", n=quoted))
        if self.conditional:
            told.append(
                count(
                    self.conditional,
                    "{n} person said yes only with a condition: that is on their card in People",
                    "{n} people said yes only with a condition: those are on their cards in People",
                )
            )
        return told

    def as_json(self) -> dict[str, object]:
        """The numbers under their names."""
        return {"people": self.people, "not_asked": self.not_asked, "refused": dict(self.refused)}


def named(outputs: Collection[Output], report: Report, shared: Shown) -> Named:
    """Count the people that some outputs name; in free texts, only those in the agenda.

    shared: the result of `for_others(report)`.
    """
    found = {pair for output in outputs for pair in _pairs(output, report, shared)}
    people = {person.id: person for person in report.people}
    answers: dict[int, set[tuple[str, str]]] = {}
    for id_, reason in found:
        if id_ in people:
            person = people[id_]
            given = zip(consents_of(reason), answers_to(person, reason), strict=True)
            answers.setdefault(id_, set()).update(given)
    refused = [consent for given in answers.values() for consent, answer in given if answer == NO]
    unasked = (
        NO not in said and "" in said
        for said in ({answer for _consent, answer in given} for given in answers.values())
    )
    return Named(
        len(answers),
        sum(unasked),
        {consent: refused.count(consent) for consent in sorted(set(refused))},
    )


def named_by_archive(
    edition: Edition, report: Report, shared: Shown, conditional: int = 0
) -> Named:
    """Count the people that an archive of an edition names; `conditional` as in `Named`."""
    return replace(_named_by(edition, report, shared), conditional=conditional)


def _named_by(edition: Edition, report: Report, shared: Shown) -> Named:
    if edition == Edition.REDACTED:
        return Named(0, 0, {})
    kept = [output for output in OUTPUTS if output.in_archives]
    if edition == Edition.FULL:
        return named(kept, report, shared)
    return named(kept, shared(), shared)


def _pairs(output: Output, report: Report, shared: Shown) -> Iterator[tuple[int, Reason]]:
    """Yield the people that an output names, with the reasons."""
    if any(True for _document in output.documents(report, shared)):
        read = output.read(report, shared)
        for reason in output.names:
            ids = _in_agenda(read, output.texts) if reason is Reason.TEXT else _WHO[reason](read)
            yield from ((id_, reason) for id_ in ids if id_ and id_ > WITHHELD)


def _listed(report: Report) -> Ids:
    return (person.id for person in report.people)


def _took_part(report: Report) -> Ids:
    return {person.id for person in report.people} & report.who_took_part()


def _members(report: Report) -> Ids:
    return (one.participant_id for group in report.workgroups for one in group.members)


def _in_small_groups(report: Report) -> Ids:
    for row in report.small_group_rounds:
        yield from (one for group in row.seating for one in group)


def _unplaced(report: Report) -> Ids:
    return {member.participant_id for member in report.unplaced} & report.who_took_part()


def _leads(report: Report) -> Ids:
    return (id_ for group in report.workgroups for id_ in (group.lead_id, group.deputy_id))


def _owners(report: Report) -> Ids:
    return (row.participant_id for group in report.workgroups for row in group.commitments)


def _speakers(report: Report) -> Ids:
    return {row.participant_id for row in report.support} & report.who_took_part()


def _voters(report: Report) -> Iterator[int | None]:
    papers = [
        paper
        for vote in report.votes
        if vote.ballot.releasable
        for paper in vote.papers
        if not paper.spoilt
    ]
    yield from (paper.participant_id for paper in papers)
    yield from _called(report, (paper.number for paper in papers))


def _authors(report: Report) -> Ids:
    cards = [card for theme in report.themes for card in theme.cards] + list(report.loose_cards)
    return _called(report, (card.author for card in cards))


def _called(report: Report, names: Iterable[str]) -> Ids:
    known = set(map(folded, names))
    return (person.id for person in report.people if folded(person.name) in known)


def _in_agenda(report: Report, texts: Collection[str] = ("title", "purpose", "lead")) -> Ids:
    """Return the people whom some texts of the blocks name."""
    said = folded(" | ".join(getattr(one, text) for one in report.agenda for text in texts))
    return (person.id for person in report.people if folded(person.name) in said)


def _respondents(report: Report) -> Ids:
    return (row.participant_id for row in report.part(FrameworkReport).responses)


def _nobody(_report: Report) -> Ids:
    return ()


def _askers(report: Report) -> Ids:
    whose = {row.id: row.participant_id for row in report.support}
    return (whose[match.ask_id] for match in report.matches if match.ask_id in whose)


def _sharing(report: Report) -> SharingReport:
    return report.part(SharingReport)


_WHO: Final[Mapping[Reason, Callable[[Report], Ids]]] = {
    Reason.LISTED: _listed,
    Reason.TOOK_PART: _took_part,
    Reason.DETAIL: _nobody,
    Reason.ADDRESS: _nobody,
    Reason.PHOTO: _nobody,
    Reason.ATTENDANCE: lambda report: (row.participant_id for row in report.attendance),
    Reason.MEMBER: _members,
    Reason.SMALL_GROUP: _in_small_groups,
    Reason.CONTRIBUTOR: lambda report: (one.participant_id for one in contributors(report)),
    Reason.UNPLACED: _unplaced,
    Reason.LEAD: _leads,
    Reason.CARD: _authors,
    Reason.SUPPORT: _speakers,
    Reason.HELPER: lambda report: (match.helper_id for match in report.matches),
    Reason.ASKER: _askers,
    Reason.CHOICE: lambda report: (row.participant_id for row in report.choices),
    Reason.VOTE: _voters,
    Reason.COMMITMENT: _owners,
    Reason.RESPONSE: _respondents,
    Reason.PRODUCT: lambda report: (row.owner_id for row in _sharing(report).products),
    Reason.REVIEW: lambda report: (row.participant_id for row in _sharing(report).reviews),
    Reason.TEXT: _in_agenda,
}
