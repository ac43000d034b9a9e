"""The whole residential as one JSON document, for programs; no e-mail addresses, no needs."""

from __future__ import annotations

import dataclasses
import json
from datetime import date, datetime
from typing import Any, Final

from exports.kinds import MAKER
from upstream_workshop import __version__
from upstream_workshop.report import Report

_LEFT_OUT: Final = frozenset({"email"})
_CONSENTS: Final = frozenset({"photo", "attribution", "directory"})


def session_json(report: Report) -> bytes:
    """Every value of the report under its own name; what people consented to is the organiser's alone."""
    left_out = _LEFT_OUT if report.edition == "full" else _LEFT_OUT | _CONSENTS
    values = {"made by": f"{MAKER} {__version__}", **_plain(report, left_out)}
    return json.dumps(values, indent=2, ensure_ascii=False).encode() + b"\n"


def _plain(value: Any, left_out: frozenset[str]) -> Any:
    if dataclasses.is_dataclass(value):
        return {
            field.name: _plain(getattr(value, field.name), left_out)
            for field in dataclasses.fields(value)
            if field.name not in left_out
        }
    if isinstance(value, (tuple, list, frozenset, set)):
        return [_plain(each, left_out) for each in value]
    if isinstance(value, dict):
        return {str(key): _plain(each, left_out) for key, each in value.items()}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value
