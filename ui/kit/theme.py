"""The one place that turns colour roles into Qt's terms: qt-material theme, palette, style sheet, fonts.

The application carries its look as it carries its palette; whoever paints asks `colour`, `px`,
`font` and `icon` from here, and nobody else names a colour or writes a style sheet.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Final

import font_source_sans_pro
from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

import resources
from ui.kit import material
from ui.kit.appearance import (
    NAMES,
    SCALES,
    SIZES,
    Appearance,
    colour,
    font,
    look,
    px,
    read_contrasts,
    read_roles,
)
from ui.kit.icons import icon, icon_size

__all__ = [
    "NAMES",
    "SCALES",
    "SIZES",
    "Appearance",
    "apply",
    "colour",
    "font",
    "icon",
    "icon_size",
    "look",
    "px",
    "read_contrasts",
    "read_roles",
    "register_fonts",
]

_CUTS: Final = ("Regular", "It", "Semibold", "SemiboldIt", "Bold")


def apply(app: QApplication, name: str = "light", percent: int = 100, still: bool = False) -> None:
    """Dress the whole application; may be called again to change theme or text size."""
    worn = Appearance(name, read_roles(name), percent / 100, still)
    if app.property("look") is None:
        app.setStyle("Fusion")
    app.setProperty("look", worn)
    register_fonts()
    app.setPalette(_palette(worn))
    app.setFont(font())
    QDir.setSearchPaths("icon", [str(material.icons(name))])
    app.setStyleSheet(material.sheet(name, px("body")) + _own(worn))


@functools.cache
def register_fonts() -> None:
    """Make Source Sans known to Qt, from the package that carries its files."""
    for cut in _CUTS:
        path = Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{cut}.ttf"
        QFontDatabase.addApplicationFont(str(path))


def _own(worn: Appearance) -> str:
    """Our sheet on top of it: {{role}} and {{size}} filled in, and {{half_size}} for round ends."""
    values = dict(worn.colours) | {name: f"{px(name)}px" for name in SIZES}
    # rounded down: Qt draws square corners where two radii are more than the height
    values |= {f"half_{name}": f"{px(name) // 2}px" for name in SIZES}
    template = resources.path("themes/parts.qss.in").read_text("utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda found: values[found[1]], template)


def _palette(worn: Appearance) -> QPalette:
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
        palette.setColor(place, QColor(worn.colours[role]))
    return palette
