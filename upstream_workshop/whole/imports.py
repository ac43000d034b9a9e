"""Each kind of foreign file: how it is read, apart from us, and which room takes it in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from upstream_workshop import rooms
from upstream_workshop.readers.sandboxed_reader import read_sandboxed
from upstream_workshop.room import Take

__all__ = ["KINDS", "Take", "read_sandboxed"]

KINDS: Final[Mapping[str, Take]] = {kind: one.take for kind, one in rooms.imports().items()}
