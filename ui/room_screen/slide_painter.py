"""How a slide is drawn: on a sheet of 1920 × 1080 that is scaled to whatever the room has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from resources.words import say
from ui.kit import theme
from ui.room_screen.room_type import (
    LEAST,
    LEFT,
    RIGHT,
    WRAP,
    fitting,
    room_font,
    rounded,
    write,
)
from ui.room_screen.slide_clusters import paint_clusters
from ui.room_screen.slide_lines import paint_lines
from ui.room_screen.slide_types import Bar, Slide

WIDTH, HEIGHT = 1920, 1080
_MARGIN = 100
_TITLE = 84
_ABOVE_PICTURE = 60  # which wants all the room it can get
_AROUND_PICTURE = (64, 44)  # the margins at its sides, and above and below
_ALONE = 132  # a title with nothing under it
_FOOT = 90  # height of the words below, at the least
_LONG_TITLE = 0.62  # of the height, for a title that is long
_CLOCK = 330  # width of the clock beside them
Draw = Callable[[QRectF], None]


@dataclass(frozen=True, slots=True)
class Moment:
    """What changes while a slide stands: bars revealed so far (2.5: two and a half), minutes left, page."""

    revealed: float = 1e9
    clock: str = ""
    page: int = 0  # of clusters that do not fit at once; after the last comes the first


def paint_slide(painter: QPainter, box: QRectF, slide: Slide | None, moment: Moment) -> None:
    """Draw a slide, or without one the calm test card, scaled and centred in a box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(box, theme.colour("room"))
    scale = min(box.width() / WIDTH, box.height() / HEIGHT)
    painter.translate(box.center())
    painter.scale(scale, scale)
    painter.translate(-WIDTH / 2, -HEIGHT / 2)
    if slide is None:
        _paint_card(painter)
    else:
        _paint(painter, slide, moment)
    painter.restore()


def _paint(painter: QPainter, slide: Slide, moment: Moment) -> None:
    across, down = _AROUND_PICTURE if slide.picture else (_MARGIN, _MARGIN - 20)
    inner = QRectF(across, down, WIDTH - 2 * across, HEIGHT - 2 * down)
    parts = _parts(painter, slide, moment)
    if parts:
        body = _paint_head(painter, inner, slide, _ABOVE_PICTURE if slide.picture else _TITLE)
        if slide.footer or slide.timer:
            wide = inner.width() - (_CLOCK if slide.timer else 0)
            tall = _height_of(slide.footer, wide, _FOOT)
            foot = QRectF(inner.left(), inner.bottom() - tall, inner.width(), tall)
            _paint_foot(painter, foot, slide, moment.clock if slide.timer else "")
            body.setBottom(foot.top() - 30)
        _paint_body(painter, body, parts)
        return
    clock = moment.clock if slide.timer else ""
    tall = _height_of(slide.footer, inner.width(), _FOOT)
    foot = QRectF(inner.left(), inner.bottom() - tall, inner.width(), tall)
    middle = QRectF(inner.left(), inner.top() + 130, inner.width(), foot.top() - inner.top() - 170)
    rest = _paint_head(painter, middle, slide, _ALONE)
    if clock:
        write(painter, rest, clock, 330, "room_bar", QFont.Weight.Bold)
    _paint_foot(painter, foot, slide, "")


def _paint_head(painter: QPainter, box: QRectF, slide: Slide, size: float) -> QRectF:
    """Lead and title at the top of a box; answers what is left of it."""
    top = box.top()
    if slide.lead:
        lead = QRectF(box.left(), top, box.width(), _height_of(slide.lead, box.width(), 0))
        write(painter, lead, slide.lead, LEAST + 2, "room_soft")
        top = lead.bottom() + 12
    title = QRectF(box.left(), top, box.width(), _title_height(slide.title, box, size))
    write(painter, title, slide.title, size, weight=QFont.Weight.Bold)
    below = title.bottom() + (16 if slide.picture else 40)
    return QRectF(box.left(), below, box.width(), box.bottom() - below)


def _title_height(title: str, box: QRectF, size: float) -> float:
    """Return how much height a title takes: two lines, or half the box where those would be small."""
    for most in (size * 2.4, box.height() * _LONG_TITLE):
        room = QRectF(0, 0, box.width(), most)
        font = fitting(title, room, size, QFont.Weight.Bold)
        if font.pixelSize() >= _TITLE * 0.8:
            break
    needed = QFontMetricsF(font).boundingRect(room, int(LEFT | WRAP), title).height()
    return min(needed, most) + 2


def _height_of(words: str, width: float, least: float) -> float:
    """Return how much height words above or below need, within three lines."""
    metrics = QFontMetricsF(room_font(LEAST + 2))
    room = QRectF(0, 0, width, 3 * metrics.height())
    needed = metrics.boundingRect(room, int(LEFT | WRAP), words).height()
    return min(max(least, needed), room.height()) + 2


def _paint_foot(painter: QPainter, box: QRectF, slide: Slide, clock: str) -> None:
    words = box.adjusted(0, 0, -_CLOCK, 0) if clock else box
    write(painter, words, slide.footer, LEAST + 2, "room_soft")
    write(painter, box, clock, 72, weight=QFont.Weight.Bold, align=RIGHT)


def _parts(painter: QPainter, slide: Slide, moment: Moment) -> list[Draw]:
    """What the slide has besides words, each ready to be drawn into a box."""
    parts: list[tuple[object, Draw]] = [
        (slide.numbers, lambda box: _paint_numbers(painter, box, slide.numbers)),
        (slide.bars, lambda box: _paint_bars(painter, box, slide.bars, moment.revealed)),
        (slide.clusters, lambda box: paint_clusters(painter, box, slide.clusters, moment.page)),
        (slide.lines, lambda box: paint_lines(painter, box, slide.lines, moment.page)),
        (slide.picture, lambda box: _paint_picture(painter, box, slide, moment.page)),
    ]
    return [draw for content, draw in parts if content]


def _paint_body(painter: QPainter, body: QRectF, parts: list[Draw]) -> None:
    """Each part gets an equal share of the height."""
    share = body.height() / len(parts)
    for number, draw in enumerate(parts):
        painter.save()
        top = body.top() + number * share
        draw(QRectF(body.left(), top, body.width(), share - (20 if len(parts) > 1 else 0)))
        painter.restore()


def _paint_picture(painter: QPainter, box: QRectF, slide: Slide, page: int) -> None:
    """The picture, or on further pages a part of it."""
    pictures = (slide.picture, *slide.close_ups)
    picture = pictures[page % len(pictures)]
    if picture is not None:
        picture(painter, box)


def _paint_bars(painter: QPainter, box: QRectF, bars: tuple[Bar, ...], revealed: float) -> None:
    """Bars, the last one revealed first."""
    step = min(132.0, box.height() / len(bars))
    thick = step * 0.64
    size = min(52.0, step * 0.46)
    widest = _widest(tuple(bar.label for bar in bars), size) + 8
    names = min(box.width() * 0.42, widest)
    if widest > names:  # longer ones are written narrower
        names = max(names, min(box.width() * 0.6, widest * 0.8))
    values = max(150.0, _widest(tuple(bar.value for bar in bars), size) + 20)
    length = box.width() - names - values - 76
    for number, bar in enumerate(bars):
        shown = max(0.0, min(1.0, revealed - (len(bars) - 1 - number)))
        middle = box.top() + number * step + thick / 2
        name = QRectF(box.left(), middle - step / 2, names, step)
        track = QRectF(name.right() + 38, middle - thick / 2, length, thick)
        rounded(painter, track, "room_track")
        painter.setOpacity(shown)
        write(painter, name, bar.label, size, weight=QFont.Weight.DemiBold, align=RIGHT)
        filled = QRectF(track)
        filled.setWidth(max(thick * 0.3, track.width() * bar.share * shown))
        rounded(painter, filled, "room_first" if bar.first else "room_bar")
        value = QRectF(track.right() + 38, middle - step / 2, values, step)
        write(painter, value, bar.value, size, weight=QFont.Weight.Bold)
        painter.setOpacity(1.0)


def _paint_numbers(painter: QPainter, box: QRectF, numbers: tuple[tuple[str, str], ...]) -> None:
    width = box.width() / len(numbers)
    for number, (label, value) in enumerate(numbers):
        left = box.left() + number * width
        tall = min(220.0, box.height() - 80)
        middle = box.center().y() - (tall + 70) / 2
        figure = QRectF(left, middle, width - 40, tall)
        write(painter, figure, value, 190, "room_bar", QFont.Weight.Bold)
        write(painter, QRectF(left, figure.bottom(), width - 40, 70), label, 44, "room_soft")


def _paint_card(painter: QPainter) -> None:
    """The test card: corners to square the projector by, a line to read from the back row."""
    painter.setPen(QPen(theme.colour("room_bar"), 6))
    for x, across in ((40, 1), (WIDTH - 40, -1)):
        for y, down in ((40, 1), (HEIGHT - 40, -1)):
            painter.drawLine(QPointF(x, y), QPointF(x + 90 * across, y))
            painter.drawLine(QPointF(x, y), QPointF(x, y + 90 * down))
    centre = Qt.AlignmentFlag.AlignCenter
    words = (
        (say("The room screen is ready"), 400, _TITLE, "room_ink", QFont.Weight.Bold),
        (say("Nothing has been sent to it yet"), 520, 48, "room_bar", QFont.Weight.Normal),
        (say("Can the back row read this line?"), 610, LEAST, "room_soft", QFont.Weight.Normal),
    )
    for text, top, size, role, weight in words:
        write(painter, QRectF(100, top, WIDTH - 200, 110), text, size, role, weight, centre)


def _widest(words: tuple[str, ...], size: float) -> float:
    metrics = QFontMetricsF(room_font(size, QFont.Weight.Bold))
    return max((metrics.horizontalAdvance(word) for word in words), default=0.0)
