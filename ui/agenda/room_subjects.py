"""The class RoomSubjects: what the room sees of the agenda, by subjects that it goes on following."""

from __future__ import annotations

from collections.abc import Callable

from ui.agenda.days import DayChoice
from ui.agenda.in_room import slides
from ui.agenda.in_room.room_views import ROOM_VIEWS, RoomView, read_subject
from ui.agenda.running_day import RunningDay
from ui.room_screen.slide_types import Slide
from upstream_workshop.agenda import clocks
from upstream_workshop.agenda.queries import ResidentialRow
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.running.day_clock import DayClock


class RoomSubjects:
    """The slides of the block that is shown, and the other views of the agenda.

    run: says which block is shown, and the step of an exercise that is on in it.
    days: says which day is shown.

    Attributes: `event` is the residential, `read` its plan as it was read last, and `blocks` the same with
    those under way as the clock tells it now.
    """

    def __init__(self, run: RunningDay, days: DayChoice, clock: DayClock) -> None:
        self._run = run
        self._days = days
        self._clock = clock
        self._sending: RoomView | None = None  # while it is sent, what it is about
        self.event = ResidentialRow("", "", None)
        self.read: tuple[BlockRow, ...] = ()
        self.blocks: tuple[BlockRow, ...] = ()

    def know(self, event: ResidentialRow, read: tuple[BlockRow, ...]) -> None:
        """Go by this residential and this plan from now on."""
        self.event, self.read = event, read
        self.tick()

    def tick(self) -> None:
        """Move what is under way with the clock."""
        self.blocks = self._clock.put_right(self.read)

    def subject(self) -> object:
        """The id of the block that is shown, which stands for its track; for another view also its number."""
        block = self._shown()
        shown = block.id if block else 0
        if self._sending is None:
            return shown
        return ROOM_VIEWS.index(self._sending), shown, self._days.day

    def slide(self) -> Slide | None:
        """The block under way with its minutes, and what comes next."""
        return self._slide(self._shown())

    def slide_about(self, subject: object) -> Slide | None:
        """What runs now in a track, or is the next to run there, whichever block is selected."""
        view, block_id, day = read_subject(subject)
        block = slides.in_track_of(self.blocks, block_id)
        if view is None:
            return self._slide(block)
        return view.show(self.event, self.blocks, block, day)

    def seconds_left(self, subject: object) -> int | None:
        """Of the block that runs in a track."""
        _view, block_id, _day = read_subject(subject)
        block = slides.in_track_of(self._clock.put_right(self.read), block_id)
        if block is None:
            return None
        step = self._run.steps.seconds_left(block)
        return clocks.seconds_left(block, self._clock.now()) if step is None else step

    def send(self, view: RoomView, send: Callable[[Slide], object]) -> bool:
        """Send another view, which the room follows from then on; return False if it has nothing to show."""
        shown = self._shown()
        slide = view.show(self.event, self.blocks, shown, self._days.day) if self.blocks else None
        if slide is None:
            return False
        self._sending = view
        send(slide)
        self._sending = None
        return True

    def _shown(self) -> BlockRow | None:
        return self._run.current() or self._run.next_up()

    def _slide(self, block: BlockRow | None) -> Slide | None:
        return self._run.steps.slide(block) or slides.slide(block, self.blocks)
