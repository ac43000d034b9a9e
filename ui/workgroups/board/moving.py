"""Moves by hand: shows what a move would do, takes a reason and makes the move."""

from __future__ import annotations

from PySide6.QtCore import QObject

from resources.words import say
from ui.kit.desk import Desk
from ui.workgroups.board.board import Board
from ui.workgroups.board.move_bar import MoveBar
from ui.workgroups.wording import move_effect_words
from upstream_workshop.people.queries import roster
from upstream_workshop.workgroups import queries, services, situation


class Moving(QObject):
    """Connects the board, which requests moves, and the bar, which explains them.

    Makes the moves.
    """

    def __init__(self, desk: Desk, board: Board, bar: MoveBar) -> None:
        super().__init__(bar)
        self._desk = desk
        self._board = board
        self._bar = bar
        self._move: tuple[int, int, tuple[int, ...]] | None = (
            None  # who, where, groups that are left
        )
        board.move_begun.connect(self._prompt)
        board.move_asked.connect(self.offer)
        board.abandoned.connect(bar.hide)
        bar.confirmed.connect(self._do)
        bar.abandoned.connect(self._give_up)

    def offer(self, participant_id: int, workgroup_id: int, leaving: tuple[int, ...]) -> None:
        """Show in the bar what moving a participant to a workgroup, out of others, would do."""
        effect = self._desk.ask(situation.move_effect, participant_id, workgroup_id, leaving)
        title = {row.id: row.title for row in self._desk.ask(queries.workgroups)}[workgroup_id]
        self._move = (participant_id, workgroup_id, leaving)
        words = say(
            "Moving {name} to {group}: {effect}",
            name=self._name(participant_id),
            group=title,
            effect=move_effect_words(effect),
        )
        if not leaving and self._seated(participant_id):
            words = say(
                "{name} also sits in {group}: {effect}",
                name=self._name(participant_id),
                group=title,
                effect=move_effect_words(effect),
            )
        self._bar.offer(words)

    def _seated(self, participant_id: int) -> bool:
        return any(who == participant_id for who, _ in self._desk.ask(queries.seats))

    def _prompt(self, participant_id: int, number: int) -> None:
        self._move = None
        name = self._name(participant_id)
        words = say("Moving {name}: type the number of a group, or Escape.", name=name)
        if number:
            words = say(
                "Moving {name} to group {number}: Enter, or the next digit.",
                name=name,
                number=number,
            )
        self._bar.prompt(words)

    def _do(self, reason: str) -> None:
        if self._move is None:
            return
        who, where, leaving = self._move
        label = say("Move between workgroups")
        self._desk.do(label, services.move_member, who, where, reason, leaving)
        self._board.select(who, group_id=where)

    def _give_up(self) -> None:
        """Select the person again whose move was cancelled."""
        if self._move is not None:
            who, _, leaving = self._move
            self._board.select(who, group_id=next(iter(leaving), None))

    def _name(self, participant_id: int) -> str:
        return {row.id: row.name for row in self._desk.ask(roster)}[participant_id]
