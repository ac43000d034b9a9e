"""What the application wears: colour roles of a theme and sizes of type, asked for by whoever paints."""

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
}
WEIGHTS: Final = {
    "": QFont.Weight.Normal,
    "strong": QFont.Weight.DemiBold,
    "bold": QFont.Weight.Bold,
}


@dataclass(frozen=True)
class Appearance:
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


def look() -> Appearance:
    """What the application wears now; the light theme before anybody dressed it."""
    app = QApplication.instance()
    worn = app.property("look") if app else None
    return worn if isinstance(worn, Appearance) else _undressed()


def colour(role: str) -> QColor:
    """The colour of a role in the current theme."""
    return QColor(look().colours[role])


def px(size: str | float) -> int:
    """A named size, or a length in px at 100 %, at the current text size."""
    return round((SIZES[size] if isinstance(size, str) else size) * look().scale)


def font(size: str = "body", weight: str = "") -> QFont:
    """Source Sans with tabular numbers in a named size and weight."""
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
def _undressed() -> Appearance:
    return Appearance("light", read_roles("light"))
