"""Themes in Qt's terms: the style of qt-material, the palette, the style sheet and the fonts.

This is the only module that sets style sheets. The current appearance is an attribute of the
application object; code that paints calls `colour`, `px`, `font` and `icon` of this module and
names no colours of its own.
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
    HELD,
    NAMES,
    SCALES,
    SIZES,
    Appearance,
    colour,
    current_appearance,
    font,
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
    "current_appearance",
    "font",
    "icon",
    "icon_size",
    "px",
    "read_contrasts",
    "read_roles",
    "register_fonts",
]

_CUTS: Final = ("Regular", "It", "Semibold", "SemiboldIt", "Bold")


def apply(app: QApplication, name: str = "light", percent: int = 100, still: bool = False) -> None:
    """Apply a theme to the whole application; may be called again to change theme or text size.

    name: the theme, one of NAMES.
    percent: the text size, one of SCALES.
    still: whether to avoid animation.
    """
    appearance = Appearance(name, read_roles(name), percent / 100, still)
    if not hasattr(app, HELD):
        app.setStyle("Fusion")
    setattr(app, HELD, appearance)
    register_fonts()
    app.setPalette(_palette(appearance))
    app.setFont(font())
    QDir.setSearchPaths("icon", [str(material.icons(name))])
    app.setStyleSheet(material.sheet(name, px("body")) + _own(appearance))


@functools.cache
def register_fonts() -> None:
    """Register Source Sans with Qt, from the package that contains the font files."""
    for cut in _CUTS:
        path = Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{cut}.ttf"
        QFontDatabase.addApplicationFont(str(path))


def _own(appearance: Appearance) -> str:
    """Return the app's own style sheet, to follow qt-material's.

    {{role}} and {{size}} of the template are filled in, and {{half_size}} for round ends.
    """
    values = dict(appearance.colours) | {name: f"{px(name)}px" for name in SIZES}
    # rounded down: Qt draws square corners if two radii are more than the height
    values |= {f"half_{name}": f"{px(name) // 2}px" for name in SIZES}
    template = resources.path("themes/parts.qss.in").read_text("utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda found: values[found[1]], template)


def _palette(appearance: Appearance) -> QPalette:
    """Return the colours of what Qt paints without the sheet.

    These are item views, canvases, placeholder texts and selections.
    """
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
        palette.setColor(place, QColor(appearance.colours[role]))
    return palette
