"""One step per released format: `STEPS[n]` turns a file of format n into one of format n + 1."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

STEPS: Mapping[int, Callable[[Connection], None]] = {}
