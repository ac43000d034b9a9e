"""What groups may form around, and which standing theme a merged one counts as."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.themes.model import Theme
from upstream_workshop.workgroups.model import Choice, Workgroup
from upstream_workshop.workgroups.problems import Topic

CHOSEN: Final = "chosen"
_ASIDE: Final = ("merged", "parked")


def standing_themes(session: Session) -> dict[int, int]:
    """Every theme's id to its own, or to that of the theme it was merged into."""
    into = dict(session.execute(select(Theme.id, Theme.merged_into_id)).all())
    return {theme: _followed(theme, into) for theme in into}


def offered(session: Session) -> tuple[Topic, ...]:
    """The themes people may choose from: those chosen in the vote, else all that are not parked."""
    order = select(Theme).where(Theme.state.not_in(_ASIDE)).order_by(Theme.position, Theme.id)
    themes = session.scalars(order).all()
    chosen = [theme for theme in themes if theme.state == CHOSEN]
    return tuple(Topic(theme.id, theme.title) for theme in chosen or themes)


def group_topics(session: Session) -> dict[int, int]:
    """Workgroup to the theme it formed around, or to its own id negative when it has none."""
    standing = standing_themes(session)
    found: dict[int, int] = {}
    for group in session.scalars(select(Workgroup).order_by(Workgroup.position, Workgroup.id)):
        theme = standing.get(group.theme_id or 0)
        taken = theme is None or theme in found.values()
        found[group.id] = -group.id if taken or theme is None else theme
    return found


def topics(session: Session) -> tuple[Topic, ...]:
    """What the next placement may use: themes offered and wanted, and groups that stand already.

    A theme nobody chose is offered only when the vote chose it, or when nobody chose anything.
    """
    standing = standing_themes(session)
    wanted = {standing[theme] for theme in session.scalars(select(Choice.theme_id))}
    states = dict(session.execute(select(Theme.id, Theme.state)).all())
    themes = offered(session)
    if wanted:
        themes = tuple(one for one in themes if one.id in wanted or states[one.id] == CHOSEN)
    groups = group_topics(session)
    titles = dict(session.execute(select(Workgroup.id, Workgroup.title)).all())
    known = {topic.id for topic in themes}
    return themes + tuple(
        Topic(topic, titles[group]) for group, topic in groups.items() if topic not in known
    )


def _followed(theme: int, into: dict[int, int | None]) -> int:
    seen = {theme}
    while (following := into.get(theme)) is not None and following not in seen:
        theme = following
        seen.add(theme)
    return theme
