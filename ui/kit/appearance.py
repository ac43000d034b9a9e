"""The current appearance: the colour roles of a theme, and sizes and weights of type."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication

import resources

NAMES: Final = ("light", "dark")
SCALES: Final = (100, 125, 150, 175, 200)
FAMILY: Final = "Source Sans Pro"
# px at 100 %: type, then parts that grow with it
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
    "chip_pad": 10,
    "undo": 22,
    "cap": 48,
    "long_cap": 80,
    "room_button": 54,
    "strip_height": 52,
    "rail": 210,
    "cell_pad": 8,
    "first_pad": 14,
    "row": 41,
    "person": 51,
    "pictured": 58,
}
# the attribute of the application object; a property of Qt would be converted each time it is read
HELD: Final = "appearance"
WEIGHTS: Final = {
    "": QFont.Weight.Normal,
    "strong": QFont.Weight.DemiBold,
    "bold": QFont.Weight.Bold,
}


@dataclass(frozen=True)
class Appearance:
    """A theme at one text size.

    name: the theme, one of NAMES.
    colours: hex colours by role.
    scale: the text size as a factor; 1.0 is 100 %.
    still: whether the system asks for no animation.
    """

    name: str
    colours: Mapping[str, str]
    scale: float = 1.0
    still: bool = False


def read_roles(name: str) -> dict[str, str]:
    """Return the hex colour of each role in a theme."""
    parsed = _parsed(name)
    return {role: parsed["base"].get(value, value) for role, value in parsed["roles"].items()}


def read_contrasts(name: str) -> dict[str, list[tuple[str, str]]]:
    """Return the pairs of roles that a theme declares, as (foreground, background), for each kind.

    The kinds are text and controls, which need different contrast.
    """
    return {
        kind: [(top, ground) for top, ground in pairs]
        for kind, pairs in _parsed(name)["contrast"].items()
    }


def current_appearance() -> Appearance:
    """Return the current appearance; the light theme before one was applied."""
    current: Appearance | None = getattr(QApplication.instance(), HELD, None)
    return current or _default()


def colour(role: str) -> QColor:
    """Return the colour of a role in the current theme."""
    return QColor(current_appearance().colours[role])


def px(size: str | float) -> int:
    """Return a named size, or a length in px at 100 %, in px at the current text size."""
    return round((SIZES[size] if isinstance(size, str) else size) * current_appearance().scale)


def font(size: str = "body", weight: str = "") -> QFont:
    """Return Source Sans with tabular figures in a named size and weight."""
    return QFont(_font(px(size), weight))


@functools.cache
def _font(pixels: int, weight: str) -> QFont:
    chosen = QFont(FAMILY)
    chosen.setPixelSize(pixels)
    chosen.setWeight(WEIGHTS[weight])
    chosen.setFeature(QFont.Tag("tnum"), 1)
    return chosen


@functools.cache
def _parsed(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.path(f"themes/{name}.toml").read_text("utf-8"))


@functools.cache
def _default() -> Appearance:
    return Appearance("light", read_roles("light"))
