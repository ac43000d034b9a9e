"""The topics of groups, and the themes that merged themes stand for."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from upstream_workshop.storage.query_cache import cached
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.themes.queries import all_themes
from upstream_workshop.workgroups.model import Choice, Workgroup
from upstream_workshop.workgroups.placement.problems import Topic
from upstream_workshop.workgroups.rules import at_once

_ASIDE: Final = (ThemeState.MERGED, ThemeState.PARKED)


@cached("theme")
def standing_themes(session: Session) -> Mapping[int, int]:
    """Return, by the id of each theme, its own id or that of the theme it was merged into."""
    into = {row.id: row.merged_into_id for row in all_themes(session)}
    return MappingProxyType({theme: _followed(theme, into) for theme in into})


def offered(session: Session) -> tuple[Topic, ...]:
    """Return the themes people may choose from: those chosen in the vote, else all not parked."""
    themes = [theme for theme in all_themes(session) if theme.state not in _ASIDE]
    chosen = [theme for theme in themes if theme.state == ThemeState.CHOSEN]
    return tuple(Topic(theme.id, theme.title) for theme in chosen or themes)


@cached("choice")
def all_choices(session: Session) -> tuple[tuple[int, int], ...]:
    """Return person and theme of all choices, sorted by person, then by rank."""
    columns = select(Choice.participant_id, Choice.theme_id)
    found = session.execute(columns.order_by(Choice.participant_id, Choice.rank))
    return tuple((person, theme) for person, theme in found)


@cached("workgroup")
def all_groups(session: Session) -> tuple[Row[Any], ...]:
    """Return all rows of groups in the order in which they were formed."""
    columns = select(*Workgroup.__table__.c)
    return tuple(session.execute(columns.order_by(Workgroup.position, Workgroup.id)))


@cached("workgroup", "theme")
def group_topics(session: Session) -> Mapping[int, int]:
    """Return the topic of each group by its id.

    It is the group's theme, or the negative id of the group if it has none or another group has it.
    """
    standing = standing_themes(session)
    found: dict[int, int] = {}
    for group in all_groups(session):
        theme = standing.get(group.theme_id or 0)
        taken = theme is None or theme in found.values()
        found[group.id] = -group.id if taken or theme is None else theme
    return MappingProxyType(found)


def topics(session: Session) -> tuple[Topic, ...]:
    """Return the topics of the next placement: the themes offered, and the groups that are there.

    A theme that no person chose is included only if the vote chose it or no theme was chosen by any
    person.
    """
    unwanted = left_out(session)
    themes = tuple(one for one in offered(session) if one not in unwanted)
    groups = group_topics(session)
    titles = {group.id: group.title for group in all_groups(session)}
    known = {topic.id for topic in themes}
    return themes + tuple(
        Topic(topic, titles[group]) for group, topic in groups.items() if topic not in known
    )


def left_out(session: Session) -> tuple[Topic, ...]:
    """Return the themes offered that are no topics of the next placement, since nobody chose them."""
    standing = standing_themes(session)
    wanted = {standing[theme] for _, theme in all_choices(session)}
    kept = {row.id for row in all_themes(session) if row.state == ThemeState.CHOSEN}
    return tuple(one for one in offered(session) if wanted and one.id not in wanted | kept)


def meeting_at_once(session: Session) -> tuple[tuple[int, int], ...]:
    """Return the pairs of topics whose groups first meet at one time."""
    topic = group_topics(session)
    return tuple(
        (topic[one.id], topic[other.id])
        for one, other in combinations(all_groups(session), 2)
        if at_once(one.meets_at, other.meets_at)
    )


def _followed(theme: int, into: dict[int, int | None]) -> int:
    seen = {theme}
    while (following := into.get(theme)) is not None and following not in seen:
        theme = following
        seen.add(theme)
    return theme
