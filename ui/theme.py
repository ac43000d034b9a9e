"""The look: colour roles from resources/themes, and the one place that turns them into Qt's terms.

The application carries its look as it carries its palette; whoever paints asks `colour`, `px`,
`font` and `icon`, and nobody else names a colour or writes a style sheet.
"""

from __future__ import annotations

import atexit
import functools
import re
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

import font_source_sans_pro
import qtawesome
from PySide6.QtCore import QDir, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication
from qt_material import build_stylesheet
from qtawesome.iconic_font import IconicFont

import resources

NAMES: Final = ("light", "dark")
SCALES: Final = (100, 125, 150, 175, 200)
FAMILY: Final = "Source Sans Pro"
_CUTS: Final = ("Regular", "It", "Semibold", "SemiboldIt", "Bold")
# px at 100 %: type, then the parts that must grow with it
SIZES: Final[Mapping[str, int]] = {
    "tiny": 13,
    "small": 15,
    "body": 17,
    "section": 18,
    "hour": 21,
    "number": 25,
    "title": 27,
    "clock": 84,
    "control": 40,
    "target": 26,
    "glyph": 20,
    "chip": 25,
    "half_chip": 13,
    "half_target": 13,
    "undo": 22,
    "half_undo": 12,
    "cap": 48,
    "room_button": 54,
    "strip_height": 52,
    "rail": 204,
    "row": 41,
    "person": 51,
}
WEIGHTS: Final = {
    "": QFont.Weight.Normal,
    "strong": QFont.Weight.DemiBold,
    "bold": QFont.Weight.Bold,
}


@dataclass(frozen=True)
class Look:
    """One theme at one text size: role to colour, and how much bigger than 100 % words are."""

    name: str
    colours: Mapping[str, str]
    scale: float = 1.0
    still: bool = False  # the system asks for no motion


def read_roles(name: str) -> dict[str, str]:
    """Role to hex colour of one theme."""
    parsed = _parsed(name)
    return {role: parsed["base"].get(value, value) for role, value in parsed["roles"].items()}


def read_contrasts(name: str) -> dict[str, list[tuple[str, str]]]:
    """The role pairs a theme declares, as (on top, ground), for text and for controls."""
    return {
        kind: [(top, ground) for top, ground in pairs]
        for kind, pairs in _parsed(name)["contrast"].items()
    }


def apply(app: QApplication, name: str = "light", percent: int = 100, still: bool = False) -> None:
    """Dress the whole application; may be called again to change theme or text size."""
    folder = Path(mkdtemp(prefix="upstream-look-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    look = Look(name, read_roles(name), percent / 100, still)
    app.setProperty("look", look)
    register_fonts()
    app.setStyle("Fusion")
    app.setPalette(_palette(look))
    app.setFont(font())
    app.setStyleSheet(_material(look, folder) + _own(look))
    app.setPalette(_palette(look))  # qt-material overwrites one colour of it


def look() -> Look:
    """What the application wears now; the light theme before anybody dressed it."""
    app = QApplication.instance()
    worn = app.property("look") if app else None
    return worn if isinstance(worn, Look) else _undressed()


def colour(role: str) -> QColor:
    """The colour of a role in the current theme."""
    return QColor(look().colours[role])


def px(size: str | float) -> int:
    """A named size, or a length in px at 100 %, at the current text size."""
    return round((SIZES[size] if isinstance(size, str) else size) * look().scale)


def font(size: str = "body", weight: str = "") -> QFont:
    """Source Sans with tabular numbers in a named size and weight."""
    chosen = QFont(FAMILY)
    chosen.setPixelSize(px(size))
    chosen.setWeight(WEIGHTS[weight])
    chosen.setFeature(QFont.Tag("tnum"), 1)
    return chosen


def icon(name: str, role: str = "ink") -> QIcon:
    """A Phosphor icon in a role's colour; in a box wider than high it keeps to the left."""
    if name not in _phosphor().charmap["ph"]:
        raise KeyError(f"Phosphor has no icon called {name}")
    return QIcon(_Tinted(name, role))


def icon_size() -> QSize:
    """The box of an icon before words: the glyph, and a gap that Qt itself makes too small."""
    return QSize(px("glyph") + px(5), px("glyph"))


@functools.cache
def register_fonts() -> None:
    """Make Source Sans known to Qt, from the package that carries its files."""
    for cut in _CUTS:
        path = Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{cut}.ttf"
        QFontDatabase.addApplicationFont(str(path))


class _Tinted(QIconEngine):
    """Asks for its colour only when it paints."""

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
        painter.setFont(glyphs.font("ph", round(rect.height() * 1.06)))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, glyphs.charmap["ph"][self._name])
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
def _phosphor() -> Any:
    """Only this one of qtawesome's twelve fonts, which all together take a third of a second."""
    (bundled,) = (font for font in qtawesome._BUNDLED_FONTS if font[0] == "ph")
    return IconicFont(bundled)  # type: ignore[no-untyped-call]  # it ships no types


@functools.cache
def _parsed(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.path(f"themes/{name}.toml").read_text("utf-8"))


@functools.cache
def _undressed() -> Look:
    return Look("light", read_roles("light"))


def _material(look: Look, folder: Path) -> str:
    """qt-material's sheet and icons for our colours."""
    role = look.colours
    named = {
        "primaryColor": role["river"],
        "primaryLightColor": role["river_tint"],
        "secondaryColor": role["paper"],
        "secondaryLightColor": role["line"],
        "secondaryDarkColor": role["mist"],
        "primaryTextColor": role["ink"],
        "secondaryTextColor": role["ink"],
    }
    rows = "".join(f'<color name="{name}">{value}</color>' for name, value in named.items())
    theme = folder / f"{look.name}.xml"
    theme.write_text(f"<resources>{rows}</resources>", "utf-8")
    QDir.setSearchPaths("icon", [])  # it only ever adds, and the first one wins
    extra = {"font_family": FAMILY, "font_size": px("body"), "line_height": px("body")}
    sheet = build_stylesheet(  # type: ignore[no-untyped-call]  # it ships no types
        str(theme), extra=extra, parent=str(folder / "icons")
    )
    return str(sheet)


def _own(look: Look) -> str:
    """Our sheet on top of it: {{role}} and {{size}} filled in."""
    values = dict(look.colours) | {name: f"{px(name)}px" for name in SIZES}
    template = resources.path("themes/parts.qss.in").read_text("utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda found: values[found[1]], template)


def _palette(look: Look) -> QPalette:
    """What Qt paints without a sheet: item views, canvases, placeholder words, selections."""
    roles = {
        QPalette.ColorRole.Window: "mist",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "paper",
        QPalette.ColorRole.AlternateBase: "hover",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.PlaceholderText: "soft",
        QPalette.ColorRole.Button: "paper",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.Highlight: "river_tint",
        QPalette.ColorRole.HighlightedText: "ink",
        QPalette.ColorRole.Link: "deep",
        QPalette.ColorRole.ToolTipBase: "ink",
        QPalette.ColorRole.ToolTipText: "paper",
    }
    palette = QPalette()
    for place, role in roles.items():
        palette.setColor(place, QColor(look.colours[role]))
    return palette
