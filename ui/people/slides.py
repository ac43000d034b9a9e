"""Slides about people: numbers, the network, asks without a helper. They show nothing private."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from resources.words import count, say
from ui.people.groups import groups_of, shortened_organisation
from ui.people.introductions.network_drawing import nodes_of, ties_of
from ui.people.introductions.network_painting import (
    IN_ROOM,
    Node,
    Size,
    Tie,
    fitted,
    paint_node,
    paint_tie,
)
from ui.people.snapshot import PeopleNow
from ui.people.study import Study
from ui.room_screen.room_type import LEAST
from ui.room_screen.slide_types import Bar, Slide
from upstream_workshop.naming import Reason, may_name
from upstream_workshop.people.kinds import AttendanceState, Phase, TieKind
from upstream_workshop.people.questions.queries import PromptRow
from upstream_workshop.people.rules import shortened

_ROOM_MARGIN = (56.0, 50.0)
_AT_ONCE = 7  # the most asks on a slide that can be read from the back row
_LONG = 30  # the most letters of a name


def welcome(now: PeopleNow) -> Slide:
    """Return how many people have arrived, and from how many organisations."""
    homes = {line.person.organisation for line in now.lines} - {""}
    numbers = [
        (say("people here"), f"{now.presence.here}"),
        (say("organisations"), f"{len(homes)}"),
    ]
    left = sum(line.state == AttendanceState.LEFT for line in now.lines)
    coming = now.presence.expected - now.presence.here - left
    if coming > 0:
        numbers.insert(1, (say("still on their way"), f"{coming}"))
    return Slide(
        title=say("Welcome") if now.day == 1 else say("Welcome back"), numbers=tuple(numbers)
    )


def unmatched(now: PeopleNow, chosen: int = 0) -> Slide | None:
    """Return the asks without a helper, or None if there are none.

    chosen: the id of an ask; if there are more asks than fit, the slide shows those around it.

    A person is named only if their consents allow it.
    """
    line = now.line
    asks = now.unmatched()
    if not asks:
        return None
    at = next((n for n, row in enumerate(asks) if row.id == chosen), 0)
    first = at // _AT_ONCE * _AT_ONCE
    shown = asks[first : first + _AT_ONCE]
    every = say("Talk to them at the break, or tell us")

    def words(participant_id: int, text: str) -> str:
        person = line[participant_id].person
        if not may_name(person, Reason.SUPPORT):
            return text
        home = shortened_organisation(person.organisation)
        return f"{text}  –  {', '.join(filter(None, (shortened(person.name, _LONG), home)))}"

    return Slide(
        title=say("Who can help?"),
        lead=count(len(asks), "{n} ask has found nobody yet", "{n} asks have found nobody yet"),
        footer=say(
            "{first} to {last} of {n}; talk to them at the break, or tell us",
            first=first + 1,
            last=first + len(shown),
            n=len(asks),
        )
        if len(shown) < len(asks)
        else every,
        lines=tuple(words(row.participant_id, row.text) for row in shown),
    )


def network(now: PeopleNow, found: Study) -> Slide:
    """Return the present network and its growth in words.

    Only people who may be listed get their initials.
    """
    groups, place = groups_of(now.lines, "organisation")
    listed = {line.id for line in now.lines if may_name(line.person, Reason.LISTED)}
    nodes = {
        id_: replace(node, name="", letters=node.letters if id_ in listed else "")
        for id_, node in nodes_of(now, found, Phase.AFTER, groups, place).items()
    }
    ties = tuple(tie for tie in ties_of(now, found, Phase.AFTER) if tie.kind != TieKind.MEET)
    return Slide(
        title=say("How we are connected"),
        lead=say(
            "{before} on arrival, {after} now; {across} of them between organisations",
            before=count(found.before.ties, "{n} tie", "{n} ties"),
            after=found.after.ties,
            across=found.after.across,
        ),
        footer=say("Grey: knew each other on arrival. Bright: met here. Thick: work together.")
        if found.after.ties > found.before.ties
        else "",
        picture=NetworkPicture(tuple(nodes.values()), ties),
    )


def prompt(now: PeopleNow, chosen: int) -> Slide | None:
    """Return the answers to a question once there are any, else the question; None if it is gone."""
    found = next((row for row in now.prompts if row.id == chosen), None)
    if found is None:
        return None
    return counts(found) if found.answered else question(found)


def counts(prompt: PromptRow) -> Slide:
    """Return the answers of the room as bars; who gave which is not stored."""
    most = max((option.count for option in prompt.options), default=0)
    return Slide(
        title=prompt.question,
        footer=count(
            prompt.answered,
            "{n} answer; who gave which is not kept",
            "{n} answers; who gave which is not kept",
        ),
        bars=tuple(
            Bar(option.label, f"{option.count}", option.count / most if most else 0.0)
            for option in prompt.options
        ),
    )


def question(prompt: PromptRow) -> Slide:
    """Return a question with its possible answers, before they are counted."""
    return Slide(title=prompt.question, lines=tuple(option.label for option in prompt.options))


@dataclass(frozen=True, slots=True)
class NetworkPicture:
    """Paints a network; equal to another that would paint the same."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]

    def __call__(self, painter: QPainter, box: QRectF) -> None:
        """Spread it over a box."""
        if self.nodes:
            _paint(painter, box, self.nodes, self.ties)


def _paint(painter: QPainter, box: QRectF, nodes: tuple[Node, ...], ties: tuple[Tie, ...]) -> None:
    """Spread the network over a box.

    Initials are painted only if they can be read from the back.
    """
    put, wide, tall = fitted([node.place for node in nodes], box, _ROOM_MARGIN)
    radius = min(wide, tall) * 0.46
    size = Size(radius, LEAST if radius >= LEAST * 0.7 else 0.0)
    place = {node.id: put(node.place) for node in nodes}
    for tie in ties:
        start, end = (place[id_] for id_ in tie.ends)
        paint_tie(painter, replace(tie, start=start, end=end, sole=False), IN_ROOM, False, radius)
    for node in nodes:
        bare = replace(node, place=place[node.id], bridging=False)
        paint_node(painter, bare, IN_ROOM, False, size)
