"""What was written or printed of each output, and whether it would look different now.

A record holds digests and ids and no word of anybody, so that it may be kept beside the settings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any, Final, NamedTuple

from exports.drawing.tagging.stopping import stoppable
from exports.output import USUAL, Choice, Document, Output, Shown
from resources.words import count, joined, noop, say
from upstream_workshop.whole.report import Report


@dataclass(frozen=True, slots=True)
class Moment:
    """The report at the time of a writing or printing, as far as a later one is compared with it.

    at: the local time printed on the outputs.
    digests: a digest of each field of the report's parts, by the field's name.
    ids: the ids of the rows of the fields that are lists.
    """

    at: datetime
    digests: Mapping[str, str]
    ids: Mapping[str, frozenset[int]]

    @property
    def content(self) -> str:
        """A digest of all of it but the time."""
        return digest(repr(sorted(self.digests.items())).encode())


@dataclass(frozen=True, slots=True)
class PrintRecord:
    """What was written or printed of an output.

    moment: when, and from what.
    choice: the sizes that were chosen.
    contents: a digest of the content of each file.
    whole: whether those were all its files.
    """

    moment: Moment
    choice: Choice
    contents: tuple[str, ...]
    whole: bool = True

    @property
    def at(self) -> datetime:
        """When it was written or printed."""
        return self.moment.at


class _Changes(NamedTuple):
    """What is said when rows of a field were added, are gone, or read differently."""

    added: Callable[[int], str]
    gone: Callable[[int], str]
    changed: str


_WORDS: Final[Mapping[str, _Changes]] = {
    "people": _Changes(
        lambda n: count(n, "{n} person joined since", "{n} people joined since"),
        lambda n: count(n, "{n} person taken off since", "{n} people taken off since"),
        noop("details of people changed"),
    ),
    "agenda": _Changes(
        lambda n: count(n, "{n} block added since", "{n} blocks added since"),
        lambda n: count(n, "{n} block removed since", "{n} blocks removed since"),
        noop("the agenda changed"),
    ),
    "support": _Changes(
        lambda n: count(n, "{n} offer or ask added since", "{n} offers and asks added since"),
        lambda n: count(n, "{n} offer or ask removed since", "{n} offers and asks removed since"),
        noop("offers or asks changed"),
    ),
    "themes": _Changes(
        lambda n: count(n, "{n} theme added since", "{n} themes added since"),
        lambda n: count(n, "{n} theme removed since", "{n} themes removed since"),
        noop("themes or their cards changed"),
    ),
    "loose_cards": _Changes(
        lambda n: count(n, "{n} card added since", "{n} cards added since"),
        lambda n: count(n, "{n} card moved or removed since", "{n} cards moved or removed since"),
        noop("cards changed"),
    ),
    "votes": _Changes(
        lambda n: count(n, "{n} ballot added since", "{n} ballots added since"),
        lambda n: count(n, "{n} ballot removed since", "{n} ballots removed since"),
        noop("a ballot changed"),
    ),
    "workgroups": _Changes(
        lambda n: count(n, "{n} workgroup added since", "{n} workgroups added since"),
        lambda n: count(n, "{n} workgroup removed since", "{n} workgroups removed since"),
        noop("workgroups or charters changed"),
    ),
    "maps": _Changes(
        lambda n: count(n, "{n} map added since", "{n} maps added since"),
        lambda n: count(n, "{n} map removed since", "{n} maps removed since"),
        noop("a map changed"),
    ),
}
_CHANGED: Final[Mapping[str, str]] = {
    "event": noop("the event changed"),
    "attendance": noop("attendance changed"),
    "matches": noop("matches changed"),
    "choices": noop("choices changed"),
    "indicators": noop("indicators changed"),
    "indicator_changes": noop("answers to indicators changed"),
    "unplaced": noop("who is in no workgroup changed"),
    "small_group_rounds": noop("small groups changed"),
    "ties": noop("introductions changed"),
    "frames": noop("the framework changed"),
    "drafts": noop("drafts of the framework changed"),
    "responses": noop("responses to the framework changed"),
    "products": noop("products changed"),
    "reviews": noop("comments on products changed"),
    "patterns": noop("patterns of findings changed"),
}
_MOST: Final = 2  # changes that are named


def digest(content: bytes) -> str:
    """Return a digest of the content of a file."""
    return hashlib.sha256(content).hexdigest()[:20]


def moment_of(report: Report) -> Moment:
    """Return what of a report a later one is compared with."""
    values = {
        field.name: getattr(part, field.name)
        for part in report.parts
        for field in fields(part)  # type: ignore[arg-type]  # every part is a dataclass
    }
    return Moment(
        report.made_at,
        {name: digest(repr(value).encode("utf-8", "replace")) for name, value in values.items()},
        {name: _ids(values[name]) for name in _WORDS if name in values},
    )


def _ids(rows: Iterable[Any]) -> frozenset[int]:
    """Return the ids of rows; a ballot and a map lie in a row of the report that has none."""
    bare = (getattr(row, "ballot", getattr(row, "row", row)) for row in rows)
    return frozenset(row.id for row in bare)


def changes(
    record: PrintRecord,
    output: Output,
    report: Report,
    shared: Shown,
    now: Moment,
    look: Callable[[], object] = lambda: None,
) -> str:
    """Return what has changed since an output was written, in words; blank if it would look the same.

    shared: the result of `for_others(report)`.
    now: the result of `moment_of(report)`.
    look: called before each file is drawn; it may raise to stop.

    It is drawn again with the date that was printed on it, unless nothing in the session has changed.
    """
    if record.moment.digests == now.digests:
        return ""
    dated = replace(report, made_at=record.at)
    sized = output.of_choice(record.choice)
    documents = sized.documents(dated, lambda: replace(shared(), made_at=record.at))
    if _are_as_before(tuple(documents), record, look):
        return ""
    told = [said for name in output.told for said in _told(name, record.moment, now)]
    told = told or list(
        _told("people", record.moment, now)
    )  # who may be named, and how many there are
    return joined(told[:_MOST], "{first}; {then}") or say("it would look different now")


def _are_as_before(
    documents: Collection[Document], record: PrintRecord, look: Callable[[], object]
) -> bool:
    """Return whether all that was written would be written again.

    A document that was not among those ends the drawing, if all had been written.
    """
    if record.whole and len(documents) != len(record.contents):
        return False
    missing = set(record.contents)
    for document in documents:
        look()
        with stoppable(look):
            found = digest(document.make())
        if record.whole and found not in missing:
            return False
        missing.discard(found)
        if not missing and not record.whole:
            break
    return not missing


def _told(name: str, before: Moment, now: Moment) -> Iterable[str]:
    """Yield what has changed in a field of the report."""
    if before.digests.get(name) == now.digests.get(name):
        return
    if name not in _WORDS:
        yield say(_CHANGED[name])
        return
    was, is_ = before.ids.get(name, frozenset()), now.ids.get(name, frozenset())
    words = _WORDS[name]
    if is_ - was:
        yield words.added(len(is_ - was))
    if was - is_:
        yield words.gone(len(was - is_))
    if was == is_:
        yield say(words.changed)


def as_json(records: Mapping[str, PrintRecord]) -> dict[str, Any]:
    """Return records by the key of their output as plain values; what they share is there once."""
    moments = list({id(one.moment): one.moment for one in records.values()}.values())
    places = {id(moment): place for place, moment in enumerate(moments)}
    return {
        "moments": [
            {
                "at": moment.at.isoformat(),
                "digests": dict(moment.digests),
                "ids": {name: sorted(ids) for name, ids in moment.ids.items()},
            }
            for moment in moments
        ],
        "outputs": {
            key: {
                "moment": places[id(one.moment)],
                "choice": asdict(one.choice),
                "contents": list(one.contents),
                "whole": one.whole,
            }
            for key, one in records.items()
        },
    }


def from_json(kept: Mapping[str, Any]) -> dict[str, PrintRecord]:
    """Return the records from the result of `as_json`.

    Raises KeyError, TypeError, ValueError, IndexError or AttributeError if it is no such result.
    """
    moments = [
        Moment(
            datetime.fromisoformat(one["at"]),
            dict(one["digests"]),
            {name: frozenset(ids) for name, ids in one["ids"].items()},
        )
        for one in kept["moments"]
    ]
    return {
        key: PrintRecord(
            moments[one["moment"]],
            replace(USUAL, **one["choice"]),
            tuple(one["contents"]),
            bool(one["whole"]),
        )
        for key, one in kept["outputs"].items()
    }


def noted(
    records: Mapping[str, PrintRecord], key: str, record: PrintRecord
) -> dict[str, PrintRecord]:
    """Return the records with a newer one of an output.

    If only some of its files were printed, a record of all of them stays; those printed at the same
    time are put together.
    """
    before = records.get(key)
    if before is not None and not record.whole:
        if before.whole:
            return dict(records)
        if before.moment.at == record.moment.at:
            together = dict.fromkeys((*before.contents, *record.contents))
            record = replace(record, moment=before.moment, contents=tuple(together))
    return {**records, key: record}
