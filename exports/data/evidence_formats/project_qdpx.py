"""Sources, findings and the code book as a REFI-QDA 1.0 project (`.qdpx`), for programs that code texts.

Places are Unicode code points from zero. Words that may never be used were hidden when the report was
read. Findings in no text are the lines of a source of their own. What the standard has no place for stands
in notes.
"""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final
from uuid import uuid5

from lxml import etree

from exports.data.evidence_formats.codebook_qdc import written_codes, xml_text
from exports.output_kinds import MAKER
from resources.words import say
from upstream_workshop import __version__
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.report import CohortFinding, EvidenceReport, NamedFinding
from upstream_workshop.evidence.sources.queries import PartRow
from upstream_workshop.evidence.sources.report import QuotePlace, SourceText
from upstream_workshop.letters import one_line
from upstream_workshop.readers.sources.own_projects import (
    LOOSE,
    OURS,
    Facts,
    case_uid,
    note_text,
    note_uid,
)
from upstream_workshop.whole.report import Report

_SPACE: Final = "urn:QDA-XML:project:1.0"
_ORDER: Final = (
    "Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs",
)  # fmt: skip
_IN_SOURCE: Final = ("Description", "PlainTextSelection", "Coding", "NoteRef", "VariableValue")
_SPACES: Final[Any] = {None: _SPACE}  # lxml: None is the namespace without a prefix
_SNIPPET: Final = 100  # letters of the name of a selection
_BETWEEN: Final = "\n\n"  # findings in no text
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)  # so that the same session gives the same bytes
_DATED: Final = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(
    *_MOMENT
)  # QualCoder stops without dates
Finding = NamedFinding | CohortFinding


def project_qdpx(report: Report) -> bytes:
    """Return a zip of the project and the texts of its sources."""
    evidence = report.part(EvidenceReport)
    project = _Project(evidence, report.event.title)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        _add(package, "project.qde", project.written(), zipfile.ZIP_STORED)
        for uid, text in project.texts.items():
            _add(package, f"sources/{uid}.txt", text.encode(), zipfile.ZIP_DEFLATED)
    return made.getvalue()


class _Project:
    """The XML of a project while it is built, and the texts beside it by their GUIDs."""

    def __init__(self, evidence: EvidenceReport, title: str) -> None:
        self.texts: dict[str, str] = {}
        self._evidence = evidence
        self._codes = {row.id: row.uid for row in evidence.codes}
        self._coded: defaultdict[int, list[str]] = defaultdict(list)
        for row in evidence.coded:
            self._coded[row.finding_id] += filter(None, [self._codes.get(row.code_id)])
        self._root: Any = etree.Element(_tag("Project"), nsmap=_SPACES)
        self._root.set("name", xml_text(title) or MAKER)
        self._root.set("origin", f"{MAKER} {__version__}")
        self._parts = {name: etree.SubElement(self._root, _tag(name)) for name in _ORDER}

    def written(self) -> bytes:
        """Return the XML, without parts that are empty."""
        if self._evidence.codes:
            codes = etree.SubElement(self._parts["CodeBook"], _tag("Codes"))
            written_codes(codes, self._evidence.codes)
        findings = {one.id: one for one in self._evidence.findings}
        placed: defaultdict[int, list[QuotePlace]] = defaultdict(list)
        for place in self._evidence.places:
            placed[place.source_id or 0].append(place)
        for source in self._evidence.sources:
            self._write_source(source, placed.pop(source.id, []), findings)
        self._write_loose([one for rest in placed.values() for one in rest], findings)
        self._write_cases(findings)
        for part in self._evidence.parts:
            self._write_kept(part)
        for element in [each for each in self._parts.values() if not len(each)]:
            self._root.remove(element)
        written: bytes = etree.tostring(self._root, xml_declaration=True, encoding="utf-8")
        return written

    def _write_source(
        self, source: SourceText, places: Iterable[QuotePlace], findings: dict[int, Finding]
    ) -> None:
        element = self._text(source.uid, source.title, source.text)
        for place in places:
            one = findings[place.id]
            if place.quote_start is None or place.quote_end is None:
                self._write_loose([place], findings)
                continue
            words = one_line(source.text[place.quote_start : place.quote_end])
            about = "" if words == one.text else one.text
            span = place.quote_start, place.quote_end
            self._select(element, place, one, span, words, about)
        self._note(element, Facts(use=source.use))
        kept = _parsed(f'<r xmlns="{_SPACE}">{source.carried}</r>')
        if kept is not None:
            _give_back(element, list(kept))

    def _write_loose(self, places: Iterable[QuotePlace], findings: dict[int, Finding]) -> None:
        """Write findings in no text as lines of a text of their own."""
        found = [(place, findings[place.id]) for place in places]
        if not found:
            return
        before = self.texts.get(LOOSE, "")
        lines = [one.quote or one.text for _, one in found]
        text = _BETWEEN.join(filter(None, (before, *lines)))
        element = self._text(LOOSE, say("Findings that are in no text"), text)
        start = len(before) + len(_BETWEEN) if before else 0
        for (place, one), line in zip(found, lines, strict=True):
            self._select(element, place, one, (start, start + len(line)), one.quote, one.text)
            start += len(line) + len(_BETWEEN)

    def _text(self, uid: str, title: str, text: str) -> Any:
        """Return the element of a source, made if there is none of this GUID, with this text."""
        self.texts[uid] = text
        sources = self._parts["Sources"]
        there = next((each for each in sources if each.get("guid") == uid), None)
        if there is not None:
            return there
        path = f"internal://{uid}.txt"
        return etree.SubElement(
            sources, _tag("TextSource"), guid=uid, name=xml_text(title), plainTextPath=path,
            creationDateTime=_DATED,
        )  # fmt: skip

    def _select(
        self,
        source: Any,
        place: QuotePlace,
        one: Finding,
        span: tuple[int, int],
        quote: str,
        about: str,
    ) -> None:
        element = etree.SubElement(source, _tag("PlainTextSelection"), guid=place.uid)
        if quote:
            element.set("name", xml_text(one_line(quote))[:_SNIPPET])
        for which, at in zip(("start", "end"), span, strict=True):
            element.set(f"{which}Position", f"{at}")
        if about:
            etree.SubElement(element, _tag("Description")).text = xml_text(about)
        element.set("creationDateTime", _DATED)
        for code in self._coded[place.id]:
            guid = f"{uuid5(OURS, f'{place.uid} {code}')}"
            coding = etree.SubElement(element, _tag("Coding"), guid=guid)
            etree.SubElement(coding, _tag("CodeRef"), targetGUID=code)
        self._note(element, _facts(one))

    def _note(self, about: Any, facts: Facts) -> None:
        """Write facts about a selection or a source as a note that it refers to."""
        uid = note_uid(about.get("guid"))
        etree.SubElement(about, _tag("NoteRef"), targetGUID=uid)
        note = etree.SubElement(self._parts["Notes"], _tag("Note"), guid=uid, name=say("Use"))
        note.set("creationDateTime", _DATED)
        etree.SubElement(note, _tag("PlainTextContent")).text = xml_text(note_text(facts))

    def _write_cases(self, findings: dict[int, Finding]) -> None:
        """Write each organisation as a case with its sources and findings."""
        members: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for source in self._evidence.sources:
            members[xml_text(source.organisation)].append(("SourceRef", source.uid))
        for place in self._evidence.places:
            members[xml_text(findings[place.id].organisation)].append(("SelectionRef", place.uid))
        for name, refs in members.items():
            if name:
                case = etree.SubElement(self._parts["Cases"], _tag("Case"), guid=case_uid(name))
                case.set("name", name)
                for tag, uid in refs:
                    etree.SubElement(case, _tag(tag), targetGUID=uid)

    def _write_kept(self, part: PartRow) -> None:
        """Give back a part that was only kept; of what there is one, put what is in it together."""
        element = _parsed(part.content)
        if element is None:
            return
        if part.tag in self._parts:
            there = {each.get("guid") for each in self._parts[part.tag]} - {None}
            self._parts[part.tag].extend([one for one in element if one.get("guid") not in there])
        elif part.tag == "Case":
            self._parts["Cases"].append(element)
        elif part.tag.endswith("Source"):
            self._parts["Sources"].append(element)
        else:
            self._root.append(element)


def _facts(one: Finding) -> Facts:
    use = Use.NAMED if isinstance(one, NamedFinding) else Use.COHORT
    return Facts(one.kind_name, one.role, use, one.standing)


def _give_back(source: Any, kept: list[Any]) -> None:
    """Add to a source what was only kept of it, and to its selections the notes on them."""
    selections = {each.get("guid"): each for each in source}
    for part in kept:
        if part.tag != _tag("PlainTextSelection"):
            source.append(part)
        elif part.get("guid") in selections:
            selections[part.get("guid")].extend(list(part))
    places = {_tag(name): place for place, name in enumerate(_IN_SOURCE)}
    source[:] = sorted(source, key=lambda each: places.get(each.tag, len(places)))


def _parsed(content: str) -> Any:
    """Return the element of XML that was kept; None for what is none any more, as after a redaction."""
    try:
        return etree.fromstring(content)
    except etree.XMLSyntaxError:
        return None


def _tag(name: str) -> str:
    return f"{{{_SPACE}}}{name}"


def _add(package: zipfile.ZipFile, name: str, content: bytes, packing: int) -> None:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = packing
    package.writestr(entry, content)
