"""What is proposed about cards: which of a pasted list are alike, and which loose ones share words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs, Ticket
from ui.themes.cards.gathered import Gathered
from ui.themes.cards.paste_dialog import PasteDialog
from ui.themes.theme_actions import ThemeActions
from ui.widgets.inputs.cluster_dialog import ClusterDialog, ClusterWords
from upstream_workshop.evidence.groupings.shared_words import Cluster, clusters
from upstream_workshop.themes.wall.likeness import Likeness, likenesses
from upstream_workshop.themes.wall.services import PastedCard

Answer = TypeVar("Answer")
_FEW: Final = 2_000  # pairs of lines and cards; so few are compared at once


class CardProposals(QWidget):
    """Compares beside the UI thread, then shows the dialogs in which people decide.

    This is a hidden widget, so that what jobs find arrives on the UI thread.
    """

    def __init__(self, desk: Desk, jobs: Jobs, handlers: ThemeActions, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._desk, self._jobs, self._handlers = desk, jobs, handlers
        self._gathered = Gathered()

    def know(self, gathered: Gathered) -> None:
        """Set the present themes and cards."""
        self._gathered = gathered

    def preview(
        self, lines: tuple[str, ...], add: Callable[[tuple[PastedCard, ...]], object]
    ) -> None:
        """Show a pasted list with what is alike; `add` is called with the cards to add."""
        texts = self._gathered.texts

        def show(found: tuple[Likeness | None, ...]) -> None:
            dialog = PasteDialog(lines, found, self.parentWidget())
            if dialog.exec():
                add(dialog.cards())
            dialog.deleteLater()

        few = len(lines) * (len(texts) + len(lines)) <= _FEW
        self._find(say("Comparing cards"), lambda _: likenesses(lines, texts), show, few)

    def suggest(self) -> None:
        """Propose clusters of the loose cards."""
        texts = {card.id: card.text for card in self._gathered.loose}
        self._find(
            say("Looking for clusters"),
            lambda ticket: clusters(texts, ticket.look),
            lambda found: self._propose(found, texts),
            len(texts) <= 100,
        )

    def _propose(self, found: tuple[Cluster, ...], texts: dict[int, str]) -> None:
        there = {card.id for card in self._gathered.loose}
        kept = [one for one in found if {*one.ids} <= there]
        if not kept:
            self._desk.refused.emit(say("No two loose cards share a telling word."))
            return
        words = ClusterWords(
            say("Suggested clusters"),
            say(
                "These loose cards share words; whether they belong together is yours to say. Tick "
                "cards with Space, or all of a cluster on its line. F2 changes the title of the theme."
            ),
            say("Theme and cards"),
            say("Put the ticked cards into a theme"),
        )
        dialog = ClusterDialog(kept, texts, words, self.parentWidget())

        def gather(cards: tuple[int, ...], title: str) -> None:
            if self._handlers.gather(cards, title):
                dialog.take_off(cards)

        dialog.accepted_texts.connect(gather)
        dialog.exec()
        dialog.deleteLater()

    def _find(
        self,
        title: str,
        work: Callable[[Ticket], Answer],
        then: Callable[[Answer], None],
        few: bool,
    ) -> None:
        if few:
            then(work(Ticket(self)))
        else:
            self._jobs.run(title, work, then, self)
