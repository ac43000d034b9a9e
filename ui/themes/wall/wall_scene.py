"""The scene of the wall, which adds, changes and removes single cards to show what it is given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem

from ui.kit import theme
from ui.themes.wall.card_item import CardItem, FarCards
from ui.themes.wall.card_painting import (
    PLAIN,
    TINTS,
    Heading,
    Look,
    height_of,
    paint_ground,
    paint_heading,
    rect_of,
)
from ui.widgets.canvas.zoom_view import ZoomScene
from upstream_workshop.themes.queries import CardRow
from upstream_workshop.themes.wall.wall_layouts import (
    HEAD,
    Box,
    Columns,
    Group,
    Layout,
    Place,
    freely,
)

_MARGIN = 24.0
_ROOM = 60_000.0  # free space around the wall, for dragging, zooming and panning anywhere


@dataclass(frozen=True, slots=True)
class Shown:
    """What a wall shows.

    groups: the loose cards, then the themes.
    headings: what stands over them, by theme, 0 for the loose cards.
    free: whether cards are where they were put; else they stand in columns.
    tables: the tables in the order of their colours if cards are coloured by table, else None.
    """

    groups: tuple[Group, ...] = ()
    headings: Mapping[int, Heading] = field(default_factory=dict)
    free: bool = False
    tables: tuple[str, ...] | None = None


class WallScene(ZoomScene):
    """The items of the cards by id, over the grounds of their themes.

    `chosen_theme` is the theme whose title is selected, or None. `target` is the ground on which cards
    would be dropped now, or None.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown = Shown()
        self.layout = Layout()
        self.items_of: dict[int, CardItem] = {}
        self.chosen_theme: int | None = None
        self.target: Box | None = None
        self._scale = 1.0
        self._colours: dict[int, str] = {}
        self.far = FarCards(self, self.items_of.values)
        self._raised: set[CardItem] = set()
        self._content = QRectF()
        self._columns = Columns()
        self.selectionChanged.connect(self.far.choose)
        self.selectionChanged.connect(self._raise)

    def zoom_key(self) -> int:
        """Return 1 for free places and 0 for columns, which have zooms of their own."""
        return int(self.shown.free)

    def set_scale(self, scale: float) -> None:
        """Note the scale at which the wall is shown from now on."""
        self._scale = scale
        self.far.set_scale(scale)

    def content(self) -> QRectF:
        """Return the area of all cards and grounds, with a margin."""
        return self._content

    def mirror(self, shown: Shown) -> None:
        """Show a wall; cards that have not changed are kept."""
        before, colours = self.shown, self._colours
        self.shown = shown
        lay_out = freely if shown.free else self._columns.laid_out
        self.layout = lay_out(shown.groups, self._height_of)
        area = rect_of(self.layout.bounds())
        self._content = area.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        themes = [group.theme_id for group in shown.groups if group.theme_id]
        self._colours = {id_: TINTS[at % len(TINTS)] for at, id_ in enumerate(themes)} | {0: PLAIN}
        if self.chosen_theme not in self._colours:
            self.chosen_theme = None
        recoloured = shown.tables != before.tables or colours != self._colours
        self._mirror_cards([card for group in shown.groups for card in group.cards], recoloured)
        self.far.renew()
        self.setSceneRect(self.content().adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM))
        self.update()

    def _mirror_cards(self, cards: Sequence[CardRow], recoloured: bool) -> None:
        """Remove the items of cards that are gone, and show those that are new or have changed."""
        for id_ in self.items_of.keys() - {card.id for card in cards}:
            self._raised.discard(self.items_of[id_])
            self.removeItem(self.items_of.pop(id_))
        boxes = self.layout.cards
        for card in cards:
            item = self.items_of.get(card.id)
            stays = item is not None and item.card is card and item.is_at(boxes[card.id])
            if recoloured or not stays:
                self._show(card)

    def preview(self, places: Mapping[int, Place]) -> None:
        """Show cards at other places while they are dragged; an empty mapping ends that."""
        for id_, item in self.items_of.items() if not places else ():
            item.show_card(item.card, self.layout.cards[id_], item.look)
        for id_, (x, y) in places.items():
            item, box = self.items_of[id_], self.layout.cards[id_]
            item.show_card(item.card, Box(x, y, box.width, box.height), item.look)
        self.far.leave_out([self.items_of[id_] for id_ in places])

    def point_out(self, ground: Box | None) -> None:
        """Frame the ground on which cards would be dropped now."""
        if ground != self.target:
            self.target = ground
            self.invalidate(QRectF(), self.SceneLayer.ForegroundLayer)

    def card_at(self, place: QPointF) -> CardItem | None:
        """Return the topmost card at a place, or None."""
        found = (item for item in self.items(place) if isinstance(item, CardItem))
        return next(found, None)

    def title_at(self, place: QPointF) -> int | None:
        """Return the theme whose title is at a place, or None."""
        at = place.x(), place.y()
        heads = self.heads()
        return next((id_ for id_, box in heads.items() if id_ and box.holds(at)), None)

    def heads(self) -> dict[int, Box]:
        """Return where the titles are, by theme."""
        grounds = self.layout.grounds.items()
        return {id_: Box(box.x, box.y, box.width, HEAD) for id_, box in grounds}

    def selected(self) -> tuple[int, ...]:
        """Return the ids of the selected cards, in the order of the wall."""
        chosen = {item.card.id for item in self.selectedItems() if isinstance(item, CardItem)}
        return tuple(id_ for id_ in self.layout.cards if id_ in chosen) if chosen else ()

    def select(self, card_ids: Collection[int], theme_id: int | None = None) -> None:
        """Select these cards, or the title of a theme, and nothing else."""
        wanted: set[QGraphicsItem] = {
            self.items_of[id_] for id_ in card_ids if id_ in self.items_of
        }
        titled = self.chosen_theme != theme_id
        self.chosen_theme = theme_id
        if titled:
            self.invalidate(QRectF(), self.SceneLayer.BackgroundLayer)
        if wanted != set(self.selectedItems()):
            self.blockSignals(True)
            self.clearSelection()
            for item in wanted:
                item.setSelected(True)
            self.blockSignals(False)
        elif not titled:
            return
        self.selectionChanged.emit()

    def theme_of(self, card_ids: Iterable[int]) -> int | None:
        """Return the theme that all these cards are in, or None."""
        found = {self.items_of[id_].card.theme_id for id_ in card_ids if id_ in self.items_of}
        return next(iter(found)) if len(found) == 1 else None

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Paint the grounds with their titles, and what is too far away to be painted one by one."""
        for id_, box in self.layout.grounds.items():
            if rect_of(box).intersects(QRectF(rect)):
                paint_ground(painter, box, self._colours[id_], id_ == self.chosen_theme)
        self.far.paint(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for id_, box in self.layout.grounds.items():
            if id_ in self.shown.headings and rect_of(box).intersects(QRectF(rect)):
                paint_heading(painter, box, self.shown.headings[id_], self._scale)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Frame the ground on which cards would be dropped."""
        if self.target is not None:
            pen = QPen(theme.colour("river"), 3)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawRoundedRect(rect_of(self.target), 10, 10)

    def _height_of(self, card: CardRow) -> float:
        item = self.items_of.get(card.id)
        return item.box.height if item is not None and item.card is card else height_of(card)

    def _raise(self) -> None:
        """Let selected cards lie on the others."""
        chosen = {item for item in self.selectedItems() if isinstance(item, CardItem)}
        for item in chosen ^ self._raised:
            item.setZValue(1 if item in chosen else 0)
        self._raised = chosen

    def _show(self, card: CardRow) -> None:
        box, look = self.layout.cards[card.id], self._look(card)
        item = self.items_of.get(card.id)
        if item is None:
            self.items_of[card.id] = item = CardItem(card, box, look)
            self.addItem(item)
        else:
            item.show_card(card, box, look)

    def _look(self, card: CardRow) -> Look:
        if self.shown.tables is None:
            return Look(self._colours[card.theme_id or 0])
        return Look(colour_of_table(card.table, self.shown.tables), barred=True)


def colour_of_table(table: str, tables: Sequence[str]) -> str:
    """Return the colour of the cards of a table; the name on the card says the same."""
    return TINTS[tables.index(table) % len(TINTS)] if table in tables else PLAIN
