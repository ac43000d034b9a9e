"""How a frame is drawn: a bridge from purpose to outcomes, and on it the mindset inside its rings.

Units are points, y downwards. Purpose and outcomes are the piers; between them stand values and
behaviours as rings around the mindset, below them infrastructure and capabilities as decks, and at the
bottom the slots of one's own. No text is cut: what is longer makes its panel higher.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from resources.words import say
from upstream_workshop.framework.kinds import Area
from upstream_workshop.framework.queries import FrameRow, SlotRow, StatementRow
from upstream_workshop.maps.geometry import Place, Rect, wrapped

# the width of a text, by its size and whether it is strong
Measure: TypeAlias = Callable[[str, float, bool], float]

WIDTH: Final = 1200.0
TEXT: Final = 14.0  # the size of statements
SMALL: Final = 12.0  # of what is said beside them
TITLE: Final = 17.0
_LINE: Final = 1.34  # the height of a line, as a ratio to its size
_PAD: Final = 16.0
_GAP: Final = 18.0
_PIER: Final = 0.2  # the share of a pier of the whole width
_ARCH: Final = 64.0  # how high the arch of the bridge rises
_METER: Final = (110.0, 6.0)
_BULLET: Final = 14.0  # by which the lines of a statement are indented
_BESIDE: Final = 3  # slots of one's own in a row, at most
_TONES: Final = {
    Area.PURPOSE: "river",
    Area.OUTCOMES: "river",
    Area.MINDSET: "plum",
    Area.VALUES: "leaf",
    Area.BEHAVIOURS: "plain",
    Area.INFRASTRUCTURE: "sun",
    Area.CAPABILITIES: "sun",
    Area.BESIDE: "plain",
}


@dataclass(frozen=True, slots=True)
class Strength:
    """How much a slot rests on: in words, and as a share of all organisations, None for hidden."""

    words: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """The area of slots; `ground` and `edge` are roles of the theme, an empty edge is none."""

    rect: Rect
    ground: str
    edge: str = ""
    radius: float = 14.0
    line: float = 1.4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: the start of its baseline, its size and its role."""

    x: float
    y: float
    words: str
    size: float
    role: str = "ink"
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A cubic curve."""

    points: tuple[Place, Place, Place, Place]
    role: str
    line: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """The three corners of a filled arrowhead."""

    points: tuple[Place, Place, Place]
    role: str


Part: TypeAlias = Panel | Line | Stroke | Arrow


@dataclass(frozen=True, slots=True)
class FrameDrawing:
    """The parts of a drawing in the order in which they are drawn, and where each slot stands."""

    width: float
    height: float
    parts: tuple[Part, ...]
    slots: tuple[tuple[int, Rect], ...]

    def slot_at(self, x: float, y: float) -> int | None:
        """Return the id of the slot at a point, the innermost one; None if there is none."""
        inside = [
            id_ for id_, box in self.slots if box.x <= x <= box.right and box.y <= y <= box.bottom
        ]
        return inside[-1] if inside else None


def draw_frame(
    frame: FrameRow,
    measure: Measure,
    strengths: Mapping[int, Strength] | None = None,
    width: float = WIDTH,
) -> FrameDrawing:
    """Return the drawing of a frame.

    measure: the width of a text in the font it is drawn in.
    strengths: how much a slot rests on, by its id.
    width: that of the drawing; a wider one is less high.
    """
    made = _Drawing(measure, strengths or {})
    areas = {area: [slot for slot in frame.slots if slot.area is area] for area in Area}
    piers = [areas[Area.PURPOSE], areas[Area.OUTCOMES]]
    pier = width * _PIER
    left = pier + 2.2 * _GAP if piers[0] else 0.0
    right = width - (pier + 2.2 * _GAP if piers[1] else 0.0)
    top = _ARCH if all(piers) else 0.0
    bottom = made.middle(areas, left, top, right - left)
    heights = [made.height_of(slots, pier) for slots in piers if slots]
    bottom = max([bottom, *(top + high for high in heights)])
    for slots, x in zip(piers, (0.0, width - pier), strict=True):
        if slots:
            made.panel(slots, Rect(x, top, pier, bottom - top))
    if all(piers):
        made.bridge(pier, width, top, (top + bottom) / 2, left, right)
    bottom = made.beside(areas[Area.BESIDE], width, bottom)
    return FrameDrawing(width, bottom, tuple(made.parts), tuple(made.slots))


@dataclass
class _Drawing:
    measure: Measure
    strengths: Mapping[int, Strength]
    parts: list[Part] = field(default_factory=list)
    slots: list[tuple[int, Rect]] = field(default_factory=list)

    def middle(
        self, areas: Mapping[Area, Sequence[SlotRow]], left: float, top: float, wide: float
    ) -> float:
        """Draw what stands between the piers; return where it ends."""
        rings = [areas[one] for one in (Area.VALUES, Area.BEHAVIOURS, Area.MINDSET) if areas[one]]
        if rings:
            high = self.ring_height(rings, wide)
            self.ring(rings, Rect(left, top, wide, high))
            top += high + _GAP
        decks = [areas[one] for one in (Area.INFRASTRUCTURE, Area.CAPABILITIES) if areas[one]]
        if decks:
            return self.row(decks, left, top, wide)
        return max(0.0, top - _GAP) if rings else top

    def ring_height(self, rings: Sequence[Sequence[SlotRow]], wide: float) -> float:
        """Return the height of rings, each inside the one before it."""
        own = self.height_of(rings[0], wide)
        inner = rings[1:]
        return own + (self.ring_height(inner, wide - 4 * _PAD) + _PAD if inner else 0.0)

    def ring(self, rings: Sequence[Sequence[SlotRow]], rect: Rect) -> None:
        """Draw rings, each inside the one before it; the innermost is the heart."""
        own = self.height_of(rings[0], rect.width)
        self.panel(rings[0], rect, radius=22.0)
        if inner := rings[1:]:
            below = Rect(
                rect.x + 2 * _PAD, rect.y + own, rect.width - 4 * _PAD, rect.height - own - _PAD
            )
            self.ring(inner, below)

    def row(self, groups: Sequence[Sequence[SlotRow]], x: float, top: float, wide: float) -> float:
        """Draw panels beside each other, equally high; return where they end."""
        each = (wide - _GAP * (len(groups) - 1)) / len(groups)
        high = max(self.height_of(slots, each) for slots in groups)
        for number, slots in enumerate(groups):
            self.panel(slots, Rect(x + number * (each + _GAP), top, each, high))
        return top + high

    def beside(self, slots: Sequence[SlotRow], wide: float, bottom: float) -> float:
        """Draw the slots of one's own in rows below the bridge; return where they end."""
        for at in range(0, len(slots), _BESIDE):
            top = bottom + _GAP if bottom else 0.0
            bottom = self.row([[one] for one in slots[at : at + _BESIDE]], 0.0, top, wide)
        return bottom

    def bridge(
        self, pier: float, wide: float, top: float, middle: float, left: float, right: float
    ) -> None:
        """Draw the arch from pier to pier, and an arrow from each part to the next."""
        start, end = (pier / 2, top), (wide - pier / 2, top)
        reach = (end[0] - start[0]) * 0.22
        over = -top / 3 + 6  # the curve rises to three quarters of its control points
        points = (start, (start[0] + reach, over), (end[0] - reach, over), end)
        self.parts.insert(0, Stroke(points, "river", 5.0))
        for x in ((pier + left) / 2, (right + wide - pier) / 2):
            tip, back = x + 11, x - 9
            corners = ((back, middle - 13), (tip, middle), (back, middle + 13))
            self.parts.append(Arrow(corners, "river"))

    def height_of(self, slots: Sequence[SlotRow], wide: float) -> float:
        """Return the height of a panel with these slots."""
        return sum(self._height(slot, wide) for slot in slots)

    def panel(self, slots: Sequence[SlotRow], rect: Rect, radius: float = 14.0) -> None:
        """Draw a panel with the texts of its slots, from its top down."""
        tone = _TONES[slots[0].area]
        blank = not any(slot.statements for slot in slots)
        self.parts.append(
            Panel(rect, "paper" if blank else f"{tone}_tint", f"{tone}_line", radius, 1.8)
        )
        top = rect.y
        for slot in slots:
            high = self._height(slot, rect.width)
            last = slot is slots[-1]
            box = Rect(rect.x, top, rect.width, rect.bottom - top if last else high)
            self.slots.append((slot.id, box))
            self.parts += self._texts(slot, rect.x + _PAD, top + _PAD, rect.width - 2 * _PAD)
            top += high

    def _height(self, slot: SlotRow, wide: float) -> float:
        *_, last = self._flow(slot, wide - 2 * _PAD)
        return last[0] + 2 * _PAD

    def _texts(self, slot: SlotRow, x: float, top: float, wide: float) -> Iterator[Part]:
        for bottom, line in self._flow(slot, wide):
            if line is not None:
                yield Line(x + line.x, top + line.y, line.words, line.size, line.role, line.strong)
            elif (strength := self.strengths.get(slot.id)) and strength.share is not None:
                across, high = _METER
                y = top + bottom - high - 4
                yield Panel(Rect(x, y, across, high), "paper", "", high / 2)
                if strength.share:
                    full = max(high, across * strength.share)
                    yield Panel(Rect(x, y, full, high), "river", "", high / 2)

    def _flow(self, slot: SlotRow, wide: float) -> Iterator[tuple[float, Line | None]]:
        """Yield the lower end of each line of a slot, from 0 at its top, with the line.

        None instead of a line is the place of the meter.
        """
        down = 0.0
        tone = _TONES[slot.area]
        for words in self._wrapped(slot.name, TITLE, True, wide):
            down += TITLE * _LINE
            yield down, Line(0, down - TITLE * 0.34, words, TITLE, f"{tone}_text", True)
        strength = self.strengths.get(slot.id)
        if strength is not None and slot.statements:
            for words in self._wrapped(strength.words, SMALL, False, wide):
                down += SMALL * _LINE
                yield down, Line(0, down - TEXT * 0.3, words, SMALL)
            if strength.share is not None:
                down += _METER[1] + 8
                yield down, None
        for one in slot.statements:
            down += 5
            for number, words in enumerate(self._statement(one, wide)):
                down += TEXT * _LINE
                if number == 0:
                    yield down, Line(0, down - TEXT * 0.34, "•", TEXT)
                yield down, Line(_BULLET, down - TEXT * 0.34, words, TEXT)
        if not slot.statements:
            for words in self._wrapped(slot.question or say("Nothing yet"), TEXT, False, wide):
                down += TEXT * _LINE
                yield down, Line(0, down - TEXT * 0.34, words, TEXT, "soft")

    def _statement(self, one: StatementRow, wide: float) -> Iterable[str]:
        words = say("{statement} (example)", statement=one.text) if one.example else one.text
        return self._wrapped(words, TEXT, False, wide - _BULLET)

    def _wrapped(self, words: str, size: float, strong: bool, wide: float) -> tuple[str, ...]:
        return wrapped(words, lambda text: self.measure(text, size, strong), wide)
