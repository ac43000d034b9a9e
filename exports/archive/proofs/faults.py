"""What a check of an archive is, and how its manifest is read."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from exports.archive.sealed_archive import Sealed
from exports.seal import MANIFEST

Faults: TypeAlias = Callable[[Sealed], Iterable[str]]


def manifest(sealed: Sealed) -> Mapping[str, Any]:
    """Return what the manifest of an archive says."""
    return json_of(sealed, MANIFEST)


def json_of(sealed: Sealed, name: str) -> Mapping[str, Any]:
    """Return what a JSON document of an archive says."""
    with zipfile.ZipFile(io.BytesIO(sealed.content)) as opened:
        found: Mapping[str, Any] = json.loads(opened.read(name))
    return found
