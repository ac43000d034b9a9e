"""The plan while it is edited: its table or its lanes, what can be done with blocks, and the cell in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resources.words import count, say
from ui.agenda.plan.lanes.lanes import Lanes
from ui.agenda.plan.lines import PlanLine, plan_lines
from ui.agenda.plan.plan_actions import PlanActions
from ui.agenda.plan.plan_bar import PlanBar
from ui.agenda.plan.plan_columns import PlanColumn
from ui.agenda.plan.plan_table import PlanTable
from ui.kit.desk import Desk
from ui.widgets import ElidedLabel, Segments, button, label
from upstream_workshop.agenda import rules
from upstream_workshop.agenda.planning.plan_conflicts import conflicts
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.letters import one_line


class PlanEditor(QWidget):
    """One day of the plan, to be typed; every change is one step.

    `left()` is emitted on Escape, `template_wanted()` to save the plan as a template.
    """

    left = Signal()
    template_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._do = PlanActions(desk, self)
        self._day = 1
        self._blocks: tuple[BlockRow, ...] = ()
        self.table = PlanTable(self.write)
        self.lanes = Lanes()
        self.views = Segments([say("Table"), say("Side by side")], ["table", "columns"])
        self._about = ElidedLabel("", "soft")
        self._wrong = label(role="soft")
        self._actions: list[QAction] = []
        self._lay_out()
        self.table.moved.connect(self.on_dropped)
        self.table.pointed.connect(self._tell)
        self.table.left.connect(self.left)
        self.lanes.moved.connect(self.on_dropped)
        self.lanes.pointed.connect(self._tell)
        self.lanes.minutes_wanted.connect(self.on_minutes)
        self.lanes.typing_wanted.connect(self._type_block)
        self.lanes.left.connect(self.left)

    def show_plan(self, blocks: Sequence[BlockRow], day: int) -> None:
        """Show a day; what is selected stays, as far as it is there."""
        self._blocks, self._day = tuple(blocks), day
        read_only = bool(self._desk.workshop.read_only)
        found = conflicts(self._blocks)
        lines = plan_lines(blocks, found, day)
        self.table.set_lines(lines, read_only)
        if self.view() is self.lanes:
            self.lanes.show_day(lines, read_only)
        self._count(sum(conflict.wrong for conflict in found))
        for action in self._actions:
            action.setEnabled(not read_only)
        self._tell()

    def point_at(self, block_id: int) -> None:
        """Bring the keys to a block of the day that is shown."""
        self.table.point_at(block_id)
        if self.view() is self.lanes:
            self.lanes.select(block_id)

    def type_title(self) -> None:
        """Begin to type the title of the block with the keys."""
        self.views.select(0)
        if (line := self.table.current_line()) is not None:
            self.table.point_at(line.key)
        self.table.setFocus()
        self.table.type_in()

    def block(self) -> BlockRow | None:
        """Return the block with the keys."""
        line = self._line()
        return None if line is None or line.is_new else line.block

    def view(self) -> QWidget:
        """Return what is in front: the table or the lanes."""
        return self.lanes if self.views.current() else self.table

    # what is done

    def write(self, line: PlanLine, column: PlanColumn, text: str) -> bool:
        """File what was typed in a cell; return False if it was refused."""
        written = self._do.write(line, column, text)
        if written and line.is_new:
            self.table.added = written[0]
        return written is not None

    def on_add(self) -> None:
        """Put a new block after the one with the keys, and begin to type its title."""
        line = self._line()
        made = self._do.add(line) if line is not None else None
        if made is not None:
            self.table.point_at(made)
            self.type_title()

    def on_move(self, step: int) -> None:
        """Move the selected blocks up (-) or down (+) in their track."""
        self._do.step(self._blocks, self._selected(), step)

    def on_dropped(self, ids: Sequence[int], track: str, before_id: int | None) -> None:
        """Put blocks where they were dropped."""
        about = next((block.title for block in self._blocks if block.id == ids[0]), "")
        self._do.move_to(ids, about, self._day, track, before_id)

    def on_remove(self) -> None:
        """Take the selected blocks out."""
        self._do.remove(self._selected())

    def on_copy(self) -> None:
        """Put the selected blocks on the clipboard."""
        self._do.copy(self._selected())

    def on_cut(self) -> None:
        """Put the selected blocks on the clipboard and take them out."""
        self.on_copy()
        self.on_remove()

    def on_paste(self) -> None:
        """Paste blocks after the one with the keys, or cells over those from the keys on."""
        line, column, plan = self._line(), self.table.current_column(), self.table.plan
        carried: QMimeData | None = QGuiApplication.clipboard().mimeData()  # none if it is empty
        if line is None or column is None or carried is None:
            return
        made = self._do.paste(
            carried,
            plan.lines[plan.lines.index(line) :],
            plan.columns[plan.columns.index(column) :],
        )
        self.table.select_blocks(made)

    def on_minutes(self, block_id: int, minutes: int) -> None:
        """Let a block last so many minutes."""
        self._do.last(next(each for each in self._blocks if each.id == block_id), minutes)

    # inside

    def _type_block(self, block_id: int) -> None:
        self.table.point_at(block_id)
        self.type_title()

    def _line(self) -> PlanLine | None:
        if self.view() is self.lanes and (block_id := self.lanes.current_id()) is not None:
            return next((each for each in self.table.plan.lines if each.key == block_id), None)
        return self.table.current_line()

    def _selected(self) -> list[BlockRow]:
        if self.view() is self.lanes:
            chosen = self.lanes.current_id()
            return [block for block in self._blocks if block.id == chosen]
        return [line.block for line in self.table.selected()]

    def _tell(self) -> None:
        """Say the cell with the keys in full."""
        line, column = self._line(), self.table.current_column()
        words = ""
        if line is not None and column is not None and not line.is_new:
            words = say(
                "{start} to {end} · {title} · {column}: {text}",
                start=rules.clock_time(line.block.starts),
                end=rules.clock_time(line.block.ends),
                title=line.block.title,
                column=column.title,
                text=one_line(column.spoken(line.block)),
            )
        self._about.set_text(words)

    def _count(self, wrong: int) -> None:
        """Say how much of the plan cannot be kept, on any day."""
        words = count(
            wrong,
            "⚠ {n} thing in the plan cannot be kept",
            "⚠ {n} things in the plan cannot be kept",
        )
        self._wrong.setText(words if wrong else "")
        self._wrong.setVisible(bool(wrong))

    def _lay_out(self) -> None:
        bar = PlanBar(self.views)
        for text, icon, slot, key in self._verbs():
            entry = QAction(text, self)
            entry.triggered.connect(slot)
            self.table.addAction(entry)
            self.lanes.addAction(entry)
            self._actions.append(entry)
            if icon:
                made = bar.add(text, icon, entry.trigger, key)
                entry.enabledChanged.connect(made.setEnabled)
                entry.setText(f"{text}\t{key}")
            else:
                entry.setShortcut(QKeySequence(key))
                entry.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.lanes)
        self.lanes.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.views.changed.connect(self._on_view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._about, 1)
        keep = self.template_wanted.emit
        foot.addWidget(button(say("Save as a template"), "floppy-disk", keep, role="link"))
        column.addLayout(foot)
        column.addWidget(self._wrong)

    def _verbs(self) -> tuple[tuple[str, str, Callable[[], object], str], ...]:
        return (
            (say("Add after"), "plus", self.on_add, "Ins"),
            (say("Move up"), "arrow-up", lambda: self.on_move(-1), "Alt+Up"),
            (say("Move down"), "arrow-down", lambda: self.on_move(1), "Alt+Down"),
            (say("Remove"), "trash", self.on_remove, "Del"),
            (say("Copy blocks"), "", self.on_copy, "Ctrl+C"),
            (say("Cut blocks"), "", self.on_cut, "Ctrl+X"),
            (say("Paste"), "", self.on_paste, "Ctrl+V"),
        )

    def _on_view(self, index: int) -> None:
        if index:
            line = self.table.current_line()
            self.lanes.show_day(self.table.plan.lines, self.table.plan.read_only)
            self.lanes.select(line.block.id if line else 0)
        elif (block_id := self.lanes.current_id()) is not None:
            self.table.point_at(block_id)
        self._stack.setCurrentIndex(index)
        self.view().setFocus()
        self._tell()
