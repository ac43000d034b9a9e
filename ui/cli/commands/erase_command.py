"""The command that erases a person."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from resources.words import count, joined, noop, say
from ui.cli import terminal
from ui.cli.answer import Answer
from ui.cli.sessions import opened_session
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people import queries as people
from upstream_workshop.people.rules import called, likeliest, with_organisation
from upstream_workshop.whole import erasing, forgetting
from upstream_workshop.whole.clearing import Cleared, Remains


def erase(asked: argparse.Namespace) -> Answer:
    """Erase a person for good, or with --dry-run list the effects."""
    cleared, remains = Cleared(0, ()), tuple[Remains, ...]()
    with _adding_remains(lambda: cleared.remains), opened_session(asked) as opened:
        person = _only(asked.person, opened.ask(people.roster))
        planned = opened.erasing.preview(person.id)
        places = _places(planned, asked.words)
        if not asked.dry_run:
            erased = opened.erasing.erase(person.id, places)
            cleared = opened.erasing.clear_copies(erased)
    if not asked.dry_run:
        remains = forgetting.brought_back(opened.ledger, erased.intent, cleared)
        if cleared.unkept and not remains:
            terminal.print_error(say("No backup could be made: {why}", why=cleared.unkept))
    passages = [
        {"where": one.what, "text": one.text, "erased": one.place in places}
        for one in planned.passages
    ]
    values = {
        "person": planned.name,
        "erased": not asked.dry_run,
        "goes": list(planned.goes),
        "stays": list(planned.stays),
        "passages": passages,
        "elsewhere": list(planned.elsewhere),
        "copies": cleared.removed,
        "copies_also_of": list(cleared.others),
        "remains": [one.where for one in remains],
    }
    words = _erasing_lines(planned, passages, cleared, asked.dry_run)
    return Answer(values, words, forgetting.sentence(remains))


@contextmanager
def _adding_remains(remains: Callable[[], tuple[Remains, ...]]) -> Iterator[None]:
    """Add to a refusal what remains of an erasure. Raises WorkshopError."""
    try:
        yield
    except WorkshopError as refusal:
        said = joined((str(refusal), forgetting.sentence(remains())), "{first} {then}")
        raise WorkshopError(said) from refusal


def _only(typed: str, rows: Sequence[people.ParticipantRow]) -> people.ParticipantRow:
    """Return the one person that a typed name can mean, since nothing brings an erased one back.

    Raises WorkshopError: when that is nobody or more than one.
    """
    found = called(typed, rows)
    if len(found) == 1:
        return found[0]
    refusal = noop(
        "“{name}” may be any of these: {known}. Write the one you mean as it stands here, or erase "
        "that person in the app."
    )
    if not found:
        near = likeliest(typed, {row.id: row.name for row in rows})
        found = tuple(row for row in rows if row.id in near)
        refusal = noop("There is no person called {name}. Is it one of these: {known}?")
    if not found:
        raise WorkshopError(say("There is no person called {name}: look at the list.", name=typed))
    known = "; ".join(map(with_organisation, found))
    raise WorkshopError(say(refusal, name=typed, known=known))


def _places(planned: erasing.Erasure, words: str) -> frozenset[erasing.Place]:
    every = frozenset(passage.place for passage in planned.passages)
    return {"sure": planned.sure, "all": every, "none": frozenset[erasing.Place]()}[words]


def _erasing_lines(
    planned: erasing.Erasure,
    passages: Iterable[Mapping[str, object]],
    cleared: Cleared,
    rehearsed: bool,
) -> tuple[str, ...]:
    goes = joined(planned.goes, "{first}; {then}")
    lines = [say("Would go: {what}.", what=goes) if rehearsed else say("Gone: {what}.", what=goes)]
    lines += [say("Stays without a name: {words}.", words=words) for words in planned.stays]
    lines += [_passage_line(one) for one in passages]
    if cleared.removed:
        lines.append(
            count(
                cleared.removed,
                "Removed: {n} backup or older copy.",
                "Removed: {n} backups and older copies.",
            )
        )
    if cleared.others:
        names = ", ".join(cleared.others)
        lines.append(say("Among them all made under other names: {names}.", names=names))
    elsewhere = joined(planned.elsewhere, "{first}; {then}")
    return (*lines, say("Out of reach: {where}.", where=elsewhere))


def _passage_line(one: Mapping[str, object]) -> str:
    where, text = one["where"], one["text"]
    if one["erased"]:
        return say("Name taken out of: {where}, “{text}”", where=where, text=text)
    return say("Left as it is: {where}, “{text}”", where=where, text=text)
