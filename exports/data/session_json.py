"""The whole report as one JSON document, without e-mail addresses and access needs."""

from __future__ import annotations

import dataclasses
import json
from datetime import date, datetime
from typing import Any

from exports.editions.disclosing import declared
from exports.output_kinds import MAKER
from upstream_workshop import __version__
from upstream_workshop.naming import Reason
from upstream_workshop.privacy import Disclosure, Edition
from upstream_workshop.whole.report import Report


def session_json(report: Report) -> bytes:
    """Return every value of the report under its own name.

    Answers to consents are only in the full edition.
    """
    values: dict[str, Any] = {
        "made by": f"{MAKER} {__version__}",
        "made_at": _plain(report.made_at, report.edition),
    }
    for part in report.parts:
        values |= _plain(part, report.edition)
    values["edition"] = report.edition
    return json.dumps(values, indent=2, ensure_ascii=False).encode() + b"\n"


def _plain(value: Any, edition: Edition) -> Any:
    if dataclasses.is_dataclass(value):
        declaration = declared(value)
        return {
            field.name: _plain(getattr(value, field.name), edition)
            for field in dataclasses.fields(value)
            if not is_left_out(declaration.get(field.name), edition)
        }
    if isinstance(value, (tuple, list, frozenset, set)):
        return [_plain(each, edition) for each in value]
    if isinstance(value, dict):
        return {str(key): _plain(each, edition) for key, each in value.items()}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def is_left_out(declaration: Disclosure | None, edition: Edition) -> bool:
    """Check whether a field is left out.

    E-mail addresses always are; answers to consents are left out of all editions but the full one.
    """
    return declaration is not None and (
        declaration.reason is Reason.ADDRESS or (declaration.heeded and edition != Edition.FULL)
    )
