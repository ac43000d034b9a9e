"""The colours of documents: the roles of the light theme, for ReportLab and for style sheets."""

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
    """Return a role's colour for a style sheet."""
    return _roles()[role]


@cache
def ink(role: str) -> Color:
    """Return a role's colour for ReportLab."""
    return HexColor(_roles()[role])
