"""The colours of paper: the light theme's roles, as ReportLab and as style sheets take them."""

from __future__ import annotations

import tomllib
from functools import cache

from reportlab.lib.colors import Color, HexColor

import resources


@cache
def _roles() -> dict[str, str]:
    theme = tomllib.loads(resources.path("themes/light.toml").read_text(encoding="utf-8"))
    return {role: theme["base"].get(value, value) for role, value in theme["roles"].items()}


def css(role: str) -> str:
    """The role's colour as a style sheet writes it."""
    return _roles()[role]


@cache
def ink(role: str) -> Color:
    """The role's colour as ReportLab takes it."""
    return HexColor(_roles()[role])
