"""Named columns on a slide: themes with their cards, workgroups with their people; never a count."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TypeAlias

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from resources.words import say
from ui.kit import theme
from ui.room_screen.room_type import (
    LEAST,
    LEFT,
    LINE,
    RIGHT,
    TOP,
    WRAP,
    fitting,
    paint_lines,
    room_font,
    rounded,
    write,
)

Cluster: TypeAlias = tuple[str, tuple[str, ...]]

_COLUMNS = {5: 5, 6: 3, 9: 3}  # else up to four
_TINTS = ("room_bar", "room_first", "room_leaf", "room_plum")
_GAP = 36.0  # px from column to column, and from row to row
_BETWEEN = 14.0  # px from card to card
_LEAST_CELL = 300.0  # px: a name and one card of two lines
_HEAD = 136.0  # px: the rule and a name of two lines
_ALONE = 64  # px: names with nothing under them
_INNER = 40.0  # px beside the words of a card
_ROUND = 24.0  # px above and below them
_ACROSS = 4  # columns of a page
_MARK = 56.0  # px for the number of the page
_BREAK = "\u200b"  # a place where a word may break
_ON = "… "  # before the name over a column in which a cluster goes on


def paint_clusters(
    painter: QPainter, box: QRectF, clusters: Sequence[Cluster], page: int = 0
) -> None:
    """A page of them; where all fit at once, there is but one."""
    found = pages(clusters, box)
    if len(found) == 1:
        _paint_page(painter, box, clusters)
        return
    number = page % len(found)
    _paint_page(painter, box.adjusted(0, 0, 0, -_MARK), found[number])
    mark = QRectF(box.left(), box.bottom() - _MARK, box.width(), _MARK)
    words = say("Page {n} of {all}", n=number + 1, all=len(found))
    write(painter, mark, words, LEAST, "room_soft", align=RIGHT)


def pages(clusters: Sequence[Cluster], box: QRectF) -> tuple[tuple[Cluster, ...], ...]:
    """The clusters by pages on which no card is cut; a long one goes on in a column more."""
    if not any(cards for _, cards in clusters) or _fit_at_once(clusters, box):
        return (tuple(clusters),)
    width = (box.width() - _GAP * (_ACROSS - 1)) / _ACROSS
    height = box.height() - _MARK - _HEAD
    parts = [part for cluster in clusters for part in _parts(cluster, width, height)]
    return tuple(tuple(parts[n : n + _ACROSS]) for n in range(0, len(parts), _ACROSS))


def _parts(cluster: Cluster, width: float, height: float) -> list[Cluster]:
    """One cluster in as many columns as its cards need."""
    name, cards = cluster
    columns: list[tuple[str, ...]] = [()]
    for card in (part for whole in cards for part in _pieces(whole, width, height)):
        if columns[-1] and not _cards_fit((*columns[-1], card), width, height):
            columns.append(())
        columns[-1] = (*columns[-1], card)
    return [(f"{_ON}{name}" if at else name, column) for at, column in enumerate(columns)]


def tints(clusters: Sequence[Cluster]) -> list[str]:
    """The colour of each column; one in which a cluster goes on has that of the column before it."""
    begun = [number == 0 or not name.startswith(_ON) for number, (name, _) in enumerate(clusters)]
    return [_TINTS[(number - 1) % len(_TINTS)] for number in accumulate(begun)]


def _fit_at_once(clusters: Sequence[Cluster], box: QRectF) -> bool:
    """Whether every card of all of them is whole on one page, as a card or as a plain line."""
    columns = _COLUMNS.get(len(clusters), min(len(clusters), 4))
    rows = -(-len(clusters) // columns)
    width = (box.width() - _GAP * (columns - 1)) / columns
    height = (box.height() - _GAP * (rows - 1)) / rows
    body = height - _HEAD
    if height < _LEAST_CELL:
        return False
    if all(_cards_fit(cards, width, body) for _, cards in clusters):
        return True
    metrics = QFontMetricsF(room_font(LEAST))
    most = max(len(cards) for _, cards in clusters)
    every = (card for _, cards in clusters for card in cards)
    return most * LINE <= body and all(metrics.horizontalAdvance(card) <= width for card in every)


def _paint_page(painter: QPainter, box: QRectF, clusters: Sequence[Cluster]) -> None:
    """All of them in one manner: names alone, names over cards, or names over plain lines."""
    columns = _COLUMNS.get(len(clusters), min(len(clusters), 4))
    rows = -(-len(clusters) // columns)
    width = (box.width() - _GAP * (columns - 1)) / columns
    height = (box.height() - _GAP * (rows - 1)) / rows
    places = [
        QRectF(
            box.left() + n % columns * (width + _GAP),
            box.top() + n // columns * (height + _GAP),
            width,
            height,
        )
        for n in range(len(clusters))
    ]
    clusters = [(_bound(name), cards) for name, cards in clusters]
    crowded = height < _LEAST_CELL or not any(cards for _, cards in clusters)
    airy = all(_cards_fit(cards, width, height - _HEAD) for _, cards in clusters)
    alone = min(_size_alone(name, place) for place, (name, _) in zip(places, clusters, strict=True))
    most = max((len(cards) for _, cards in clusters), default=0)
    for place, role, (name, cards) in zip(places, tints(clusters), clusters, strict=True):
        painter.fillRect(QRectF(place.left(), place.top(), place.width(), 6), theme.colour(role))
        if crowded:  # a row of … would say nothing
            _write_name(painter, _under(place), name, role, alone)
            continue
        _write_name(painter, _head(place), name, role, LEAST + 2)
        body = place.adjusted(0, _HEAD, 0, 0)
        if airy:
            _paint_cards(painter, body, cards)
        elif cards:
            body.setHeight(body.height() * len(cards) / most)  # lines stand level across columns
            paint_lines(painter, body, cards, columns=1, most=LEAST)


def _bound(name: str) -> str:
    """The name with its last part never alone on a line: “Neighbours first · 9”."""
    return name.replace(" · ", "\u00a0·\u00a0")


def _under(place: QRectF) -> QRectF:
    return place.adjusted(0, 20, 0, 0)


def _size_alone(name: str, place: QRectF) -> int:
    return fitting(name, _under(place), _ALONE, QFont.Weight.Bold).pixelSize()


def _head(place: QRectF) -> QRectF:
    return QRectF(place.left(), place.top() + 16, place.width(), _HEAD - 20)


def _write_name(painter: QPainter, box: QRectF, name: str, role: str, size: float) -> None:
    write(painter, box, name, size, role, QFont.Weight.Bold, TOP)


def _cards_fit(cards: Sequence[str], width: float, height: float) -> bool:
    return sum(_card_height(card, width) + _BETWEEN for card in cards) <= height + _BETWEEN


def _card_height(card: str, width: float) -> float:
    """Room for the words and the card's own margins."""
    metrics = QFontMetricsF(room_font(LEAST))
    room = QRectF(0, 0, width - _INNER, 100_000)
    return metrics.boundingRect(room, int(LEFT | WRAP), _breakable(card, width)).height() + _ROUND


def _pieces(card: str, width: float, height: float) -> list[str]:
    """A card that is taller than a column, in pieces that are not; each but the last goes on."""
    words, found = card.split(" "), []
    while len(words) > 1 and _card_height(" ".join(words), width) > height:
        fits = next(
            n for n in range(len(words) - 1, 0, -1)
            if n == 1 or _card_height(" ".join(words[:n]) + " …", width) <= height
        )  # fmt: skip
        found.append(" ".join(words[:fits]) + " …")
        words = ["…", *words[fits:]] if fits > 1 or words[0] != "…" else words[fits:]
    return [*found, " ".join(words)]


@lru_cache(maxsize=4096)
def _breakable(card: str, width: float) -> str:
    """A card's words, with places to break those that are longer than a line."""
    metrics, room, found = QFontMetricsF(room_font(LEAST)), width - _INNER, []
    for word in card.split(" "):
        while metrics.horizontalAdvance(word) > room and len(word) > 1:
            fits = max(1, int(len(word) * room / metrics.horizontalAdvance(word)) - 1)
            found.append(word[:fits] + _BREAK)
            word = word[fits:]
        found.append(word + " ")
    return "".join(found).rstrip()


def _paint_cards(painter: QPainter, box: QRectF, cards: Sequence[str]) -> None:
    top = box.top()
    for card in cards:
        tall = _card_height(card, box.width())
        place = QRectF(box.left(), top, box.width(), tall)
        rounded(painter, place, "room_track")
        write(painter, place.adjusted(20, 12, -20, -12), _breakable(card, box.width()), LEAST)
        top += tall + _BETWEEN
