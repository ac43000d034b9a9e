"""The colours of paper: the light theme's roles, as ReportLab takes them."""

from __future__ import annotations

from typing import Final

from reportlab.lib.colors import Color


def _ink(red: int, green: int, blue: int) -> Color:
    return Color(red / 255, green / 255, blue / 255)


INK: Final = _ink(18, 36, 45)
SOFT: Final = _ink(81, 99, 109)
RIVER: Final = _ink(11, 107, 117)
DEEP: Final = _ink(7, 77, 85)
LINE: Final = _ink(203, 214, 219)
PAPER: Final = _ink(255, 255, 255)
MIST: Final = _ink(243, 247, 248)

# role: ground, text and edge on it
ROLES: Final = {
    "": (PAPER, INK, _ink(142, 160, 168)),
    "plain": (PAPER, INK, _ink(142, 160, 168)),
    "river": (_ink(223, 240, 241), DEEP, RIVER),
    "leaf": (_ink(227, 243, 228), _ink(29, 90, 41), _ink(47, 125, 64)),
    "sun": (_ink(252, 239, 220), _ink(122, 53, 0), _ink(168, 75, 4)),
    "rose": (_ink(251, 230, 228), _ink(138, 27, 21), _ink(176, 58, 52)),
    "plum": (_ink(236, 230, 246), _ink(70, 48, 122), _ink(102, 78, 158)),
}


def css(ink: Color) -> str:
    """The ink as markup and style sheets write it."""
    red, green, blue = (round(part * 255) for part in ink.rgb())
    return f"rgb({red},{green},{blue})"
