"""Themes, templates, sample and translations, found by name wherever the app is installed."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def path(name: str) -> Path:
    """Where a resource lies, as in `path("templates/two-day.toml")`."""
    return _HERE / name
