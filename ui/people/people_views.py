"""The four views of the People page, with the sheet beside each: one of them is in front."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.people.introductions.introductions import IntroductionsView
from ui.people.offers.offers_and_asks import OffersAndAsksView
from ui.people.questions.counts_view import CountsView
from ui.people.roster.finder import Finder
from ui.people.roster.person_actions import PersonActions
from ui.people.roster.person_sheet import PersonSheet
from ui.people.roster_lines import Line
from ui.people.snapshot import PeopleNow
from upstream_workshop.people import queries

ROSTER, OFFERS, NETWORK, COUNTS = range(4)
_SIDE = 330  # px at 100 %: the width of the sheet beside a view
_SHARE = 0.38  # the largest share of the page's width for that sheet


class PeopleViews(QWidget):
    """The roster, offers and asks, introductions and counts; a view is built when first shown.

    desk: answers the questions and runs the services.
    jobs: run the long work.
    page: the page, which owns the dialogs and whose width the sheets share.
    view: returns which of the views is to be in front.

    Attributes: `finder` is the roster, `person` the sheet of a person, `handlers` what can be done
    with one.

    `studied` is emitted when the network was worked out.
    """

    studied = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, page: QWidget, view: Callable[[], int]) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._page = page
        self._view = view
        self._now = PeopleNow()
        self._picked = 0
        self.finder = Finder()
        self.handlers = PersonActions(desk, jobs, page, self._shown_person)
        self.person = PersonSheet(self.handlers, lambda id_: desk.ask(queries.needs).get(id_))
        self._side = QStackedWidget()
        self._side.addWidget(self.person)
        self._sides: list[QWidget] = [self._side]
        self._front = QStackedWidget()
        self._front.addWidget(self.finder)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._front, 1)
        row.addWidget(self._side)
        self.finder.chosen_changed.connect(self._on_found)
        self.person.left.connect(lambda: self._show_picked(0))

    @cached_property
    def offers(self) -> OffersAndAsksView:
        """The view of offers and asks."""
        made = OffersAndAsksView(self._desk, self.finder.named)
        self._front.addWidget(made)
        self._add_side(made.side)
        return made

    @cached_property
    def network(self) -> IntroductionsView:
        """The view of introductions."""
        made = IntroductionsView(self._desk, self._jobs, self.finder.named)
        self._front.addWidget(made)
        self._side.addWidget(made.side)
        made.chosen.connect(self._show_picked)
        made.studied.connect(self.studied)
        return made

    @cached_property
    def counts(self) -> CountsView:
        """The view of questions to the room."""
        made = CountsView(self._desk)
        self._front.addWidget(made)
        self._add_side(made.side)
        return made

    def front(self) -> QWidget:
        """Return the view in front."""
        view = self._view()
        if view == OFFERS:
            return self.offers
        if view == NETWORK:
            return self.network
        return self.counts if view == COUNTS else self.finder

    def chosen_id(self) -> int:
        """Return the id of what is selected among offers or counts if they are in front, else 0."""
        view = self._view()
        if view not in (OFFERS, COUNTS):
            return 0
        chosen = self.offers.chosen() if view == OFFERS else self.counts.chosen()
        return 0 if chosen is None else chosen.id

    def take(self, now: PeopleNow) -> None:
        """Take up a new snapshot; only the roster shows it at once."""
        self._now = now
        self.finder.show_lines(now.lines)

    def show_front(self) -> None:
        """Show the view in front with the snapshot taken last.

        The others follow when they come to the front.
        """
        now, view = self._now, self._view()
        self._front.setCurrentWidget(self.front())
        self.person.back.setVisible(view == NETWORK)
        self._side.setVisible(view in (ROSTER, NETWORK))
        if view == OFFERS:
            self.offers.show_now(now)
        elif view == NETWORK:
            self.network.show_now(now)
            self._show_picked(self._picked)
        elif view == COUNTS:
            self.counts.show_now(now)
        else:
            self._side.setCurrentIndex(0)
            self._show_person(self.finder.chosen())

    def fit_sides(self) -> None:
        """Narrow the sheets beside the views where the page has little room."""
        for sheet in self._sides:
            sheet.setFixedWidth(self._side_width())

    def _side_width(self) -> int:
        return min(theme.px(_SIDE), round(self._page.width() * _SHARE))

    def _add_side(self, sheet: QWidget) -> None:
        self._sides.append(sheet)
        sheet.setFixedWidth(self._side_width())

    def _show_picked(self, participant_id: int) -> None:
        """Show a person's sheet beside the network, or figures and proposals if the id is unknown."""
        self._picked = participant_id
        line = self._now.line.get(participant_id)
        self.network.pick(self._picked if line else 0)
        self._side.setCurrentWidget(self.person if line else self.network.side)
        if line:
            self._show_person(line)

    def _show_person(self, line: Line | None) -> None:
        if line is None:
            self.person.show_day(self._now)
        else:
            self.person.show_person(line, self._now)

    def _shown_person(self) -> Line | None:
        """Return the person whose sheet is shown, or None."""
        if self._view() == NETWORK:
            return self._now.line.get(self._picked)
        return self.finder.chosen()

    def _on_found(self, line: Line | None) -> None:
        if self._view() == ROSTER:
            self._show_person(line)
