"""When something changed and under which label; never who or what, so it may stay in the file."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import line


class HistoryEntry(Base):
    """One committed step. Not watched by the diary: undoing is itself a line of history."""

    __tablename__ = "history"

    at: Mapped[datetime]
    label: Mapped[str] = line()
