"""What the room sees of a round, and what is said of one that has to be mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from resources.words import count, say
from ui.room_screen.slide_types import Slide
from upstream_workshop.agenda.steps.rules import StepNow
from upstream_workshop.naming import Reason, may_name
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.people.rules import shortened
from upstream_workshop.workgroups.small_groups.queries import SmallGroupRoundRow
from upstream_workshop.workgroups.small_groups.small_group_seating import Round

_LONG = 22  # the most letters of a name in a column of the room screen


def round_slide(
    row: SmallGroupRoundRow | None, people: Sequence[ParticipantRow], step: StepNow | None = None
) -> Slide | None:
    """Return the groups of a round by name, a column each; None without a round.

    step: the step that is on, which the slide says too, with its time.

    A person is named only if their consents allow it.
    """
    if row is None or not row.groups:
        return None
    named = {one.id for one in people if may_name(one, Reason.SMALL_GROUP)}
    clusters = tuple(
        (
            say("Group {n}", n=group.number),
            tuple(
                shortened(seat.name, _LONG)
                if seat.participant_id in named
                else say("A participant")
                for seat in group.seats
            ),
        )
        for group in row.groups
    )
    title = row.title or row.block or say("Find your group")
    if step is None:
        return Slide(title, clusters=clusters)
    footer = say("Then: {step}", step=step.following) if step.following else ""
    return Slide(step.name, title, footer, clusters=clusters, timer=True)


def to_mend(rows: Sequence[SmallGroupRoundRow], mended: Mapping[int, Round]) -> str:
    """Return who left and who came since rounds were seated; blank if nothing is to be mended."""
    if not mended:
        return ""
    before = {
        seat.participant_id
        for row in rows
        if row.id in mended
        for group in row.groups
        for seat in group.seats
    }
    after = {one for groups in mended.values() for group in groups for one in group}
    left, came = len(before - after), len(after - before)
    parts = [
        count(left, "{n} person is no longer here.", "{n} people are no longer here.")
        if left
        else "",
        count(came, "{n} person has no place yet.", "{n} people have no place yet.")
        if came
        else "",
    ]
    said = " ".join(filter(None, parts)) or say("Not everybody has a place in each round.")
    return say("{said} Repair moves the fewest.", said=said)
