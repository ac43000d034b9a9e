"""The code book as REFI-QDA 1.0 (`.qdc`), for QualCoder, NVivo, ATLAS.ti and MAXQDA."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from lxml import etree

from exports.output_kinds import MAKER
from upstream_workshop import __version__
from upstream_workshop.evidence.codebook.queries import CodeRow
from upstream_workshop.evidence.report import EvidenceReport
from upstream_workshop.whole.report import Report

_SPACE: Final = "urn:QDA-XML:codebook:1.0"
_COLOUR: Final = re.compile("#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")  # as the standard has it
_NOT_IN_XML: Final = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def codebook_qdc(report: Report) -> bytes:
    """Return all codes in their tree, each with its GUID, colour and description."""
    book = etree.Element("CodeBook", xmlns=_SPACE, origin=f"{MAKER} {__version__}")
    written_codes(etree.SubElement(book, "Codes"), report.part(EvidenceReport).codes)
    written: bytes = etree.tostring(book, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def written_codes(above: Any, codes: Iterable[CodeRow]) -> None:
    """Write codes in their tree below an element `Codes`, in its namespace."""
    places: dict[int, Any] = {0: above}  # the last element of each depth
    for row in codes:
        places[row.depth + 1] = _write(places[row.depth], row)


def xml_text(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return _NOT_IN_XML.sub("", text)


def _write(above: Any, row: CodeRow) -> Any:
    space = "".join(above.tag.rpartition("}")[:2])
    code = etree.SubElement(
        above,
        f"{space}Code",
        guid=xml_text(row.uid),
        name=xml_text(row.name),
        isCodable=str(row.codable).lower(),
    )
    if _COLOUR.fullmatch(row.refi_colour):
        code.set("color", xml_text(row.refi_colour))
    if row.description:
        etree.SubElement(code, f"{space}Description").text = xml_text(row.description)
    return code
