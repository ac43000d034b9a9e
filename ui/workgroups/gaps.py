"""The line that names people without a group and groups without a lead, above every view."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from resources.words import say
from ui.widgets import Chip, ElidedLabel
from upstream_workshop.workgroups.queries import MemberRow, WorkgroupRow


class GapsLine(QWidget):
    """Two counts with the names behind them; hidden if there is nobody to name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stranded, self.leaderless = Chip("", "sun"), Chip("", "rose")
        self._people, self._groups = ElidedLabel("", "soft"), ElidedLabel("", "soft")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._groups.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for widget in (self.stranded, self._people, self.leaderless):
            row.addWidget(widget)
        row.addWidget(self._groups, 1)  # shortened before the names are
        row.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_gaps(
        self,
        groups: Sequence[WorkgroupRow],
        unplaced: Sequence[MemberRow],
        away: Collection[int] = (),
    ) -> None:
        """Show the names; before there are groups, nobody counts as left over.

        away: the ids of the people who withdrew or left.
        """
        names = [one.name for one in unplaced] if groups else []
        titles = [group.title for group in groups if group.lead_id is None or group.lead_id in away]
        self.stranded.set(say("{n} without a group", n=len(names)))
        self.leaderless.set(say("{n} without a lead", n=len(titles)))
        for chip, line, gaps in (
            (self.stranded, self._people, names),
            (self.leaderless, self._groups, titles),
        ):
            line.set_text(", ".join(gaps))
            chip.setVisible(bool(gaps))
            line.setVisible(bool(gaps))
        self.setVisible(bool(names or titles))
