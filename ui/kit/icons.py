"""Phosphor icons, drawn in a colour role of the theme that is current when they are painted."""

from __future__ import annotations

import difflib
import functools
import importlib.util
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from ui.kit.appearance import colour, px


@dataclass(frozen=True)
class Glyphs:
    """An icon font.

    family: the name of the font.
    letters: the character of each icon by name.
    """

    family: str
    letters: Mapping[str, str]


def icon(name: str, role: str = "ink") -> QIcon:
    """Return a Phosphor icon in the colour of a role.

    In a box that is wider than high, it is drawn at the left. Raises KeyError, with similar names,
    if there is no icon of this name.
    """
    if name not in _phosphor().letters:
        near = difflib.get_close_matches(name, _phosphor().letters, 4)
        raise KeyError(f"Phosphor has no icon called {name}; perhaps {', '.join(near)}")
    return QIcon(_Tinted(name, role))


def icon_size() -> QSize:
    """Return the size of an icon before text; it includes a gap, since Qt's own is too small."""
    return QSize(px("glyph") + px(5), px("glyph"))


class _Tinted(QIconEngine):
    """Draws an icon; it looks its colour up when it paints, so that it follows the theme."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = "rest" if mode == QIcon.Mode.Disabled else self._role
        glyphs = _phosphor()
        rect = QRect(rect.x(), rect.y(), min(rect.width(), rect.height()), rect.height())
        painter.save()
        painter.setPen(colour(role))
        letter = QFont(glyphs.family)
        letter.setPixelSize(max(1, round(rect.height() * 1.06)))
        painter.setFont(letter)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, glyphs.letters[self._name])
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _Tinted(self._name, self._role)


@functools.cache
def _phosphor() -> Glyphs:
    """Load the Phosphor font from the files of qtawesome.

    qtawesome itself is not imported, since that wraps all of Qt and takes 0.15 s.
    """
    found = importlib.util.find_spec("qtawesome")
    assert found is not None
    assert found.submodule_search_locations
    fonts = Path(found.submodule_search_locations[0]) / "fonts"
    (face,) = fonts.glob("phosphor-*.ttf")
    (charmap,) = fonts.glob("phosphor-charmap-*.json")
    points = json.loads(charmap.read_text("utf-8"))
    number = QFontDatabase.addApplicationFont(str(face))
    family = QFontDatabase.applicationFontFamilies(number)[0]
    return Glyphs(family, {name: chr(int(point, 16)) for name, point in points.items()})
