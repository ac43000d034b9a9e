"""What else refers to a theme: asked before it is removed, since its rows would change with it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from upstream_workshop.storage.query_cache import cached
from upstream_workshop.voting.model import Option
from upstream_workshop.workgroups.model import Choice, Workgroup


@dataclass(frozen=True, slots=True)
class ThemeUses:
    """How many people's choices, options of ballots and workgroups refer to a theme."""

    choices: int
    options: int
    groups: int


@cached("choice", "ballot_option", "workgroup")
def theme_uses(session: Session, theme_id: int) -> ThemeUses:
    """Return how many rows refer to a theme. Choices go with it; an option or a group forbids that."""
    choices = select(func.count()).where(Choice.theme_id == theme_id)
    options = select(func.count()).where(Option.theme_id == theme_id)
    groups = select(func.count()).where(Workgroup.theme_id == theme_id)
    return ThemeUses(*(session.scalar(each) or 0 for each in (choices, options, groups)))
