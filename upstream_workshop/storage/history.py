"""The history table: when each change was made, and its label.

It never contains names or values, so that it need not be changed when a person is erased.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import line


class HistoryEntry(Base):
    """One committed change.

    at: the local time in whole seconds.
    label: the label of the change.

    The diary does not watch this table, since an undo adds a row of its own.
    """

    __tablename__ = "history"

    at: Mapped[datetime]
    label: Mapped[str] = line()
