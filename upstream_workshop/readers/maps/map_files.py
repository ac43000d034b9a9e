"""A map from any file that we read, told apart by what is in it and not by its ending."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats.delimited import as_text
from upstream_workshop.readers.formats.tables import Book, content_of, read_book
from upstream_workshop.readers.maps import carrying, known_formats, vensim
from upstream_workshop.readers.maps.json_formats import (
    kumu,
    loopy,
    lz_string,
    mental_modeler_json,
    prsm,
)
from upstream_workshop.readers.maps.map_parts import MapFactor, MapPart, no_factor
from upstream_workshop.readers.maps.markup import local, root_of
from upstream_workshop.readers.maps.spacing import roomy
from upstream_workshop.readers.maps.tabular import causal_map, matrices
from upstream_workshop.readers.maps.xml_formats.drawio import read_drawio
from upstream_workshop.readers.maps.xml_formats.graphs import read_graph, rest_of_graph
from upstream_workshop.readers.maps.xml_formats.mental_modeler import read_mental_modeler
from upstream_workshop.readers.maps.xml_formats.xmile import read_xmile
from upstream_workshop.readers.reading import Reading

_MARK: Final = b"\xef\xbb\xbf"
_OURS: Final = re.compile(
    rb'made by[": ]+Upstream Workshop|%22Upstream%2520Workshop'
)  # may be empty
_HEAD: Final = 2000  # bytes in which that stands
_DECLARED: Final = re.compile(r"^<\?xml\b[^>]*\?>")
_ADDRESS: Final = re.compile(r"data=(?:\[|%5B){2}", re.IGNORECASE)  # of a map in Loopy
_LONGEST: Final = 20_000_000  # letters that a compressed map may have
_JSON: Final[tuple[tuple[Callable[[Any], bool], Callable[[str, Any], Reading[MapPart]]], ...]] = (
    (kumu.is_kumu, kumu.read_kumu),
    (prsm.is_prsm, prsm.read_prsm),
    (loopy.is_loopy, loopy.read_loopy),
    (mental_modeler_json.is_mental_modeler, mental_modeler_json.read_mental_modeler_json),
)
_FORMS: Final[Mapping[Any, str]] = {
    kumu.read_kumu: carrying.KUMU, prsm.read_prsm: carrying.PRSM, loopy.read_loopy: carrying.LOOPY,
    mental_modeler_json.read_mental_modeler_json: carrying.MENTAL_MODELER,
}  # fmt: skip
_XML: Final[Mapping[str, Callable[[str, Any], Reading[MapPart]]]] = {
    "graphml": read_graph,
    "gexf": read_graph,
    "mentalmodeler": read_mental_modeler,
    "xmile": read_xmile,
    "mxfile": read_drawio,
    "mxGraphModel": read_drawio,
}


def read_map_file(path: Path) -> Book | Reading[MapPart]:
    """Return a map of another program as read, a table as it stands.

    Raises WorkshopError for what is neither, naming the file and what to do.
    """
    content = content_of(path)
    found = _read(path, content)
    if not isinstance(found, Reading) or _OURS.search(content[:_HEAD]):
        return found
    if not any(type(each) is MapFactor for each in found.entries):
        raise no_factor(path.name)
    return found


def _read(path: Path, content: bytes) -> Book | Reading[MapPart]:
    known_formats.refuse_known(path.name, content)
    start = content.removeprefix(_MARK).lstrip()
    is_embedded = start[:7].lower() == b"<iframe"  # as Loopy gives its address for a page
    if start[:1] == b"<" and not is_embedded:
        return _from_xml(path.name, content)
    text = _text(start)
    if text[:1] == "<" and not is_embedded:  # of two bytes a letter
        return _from_xml(path.name, content)
    if vensim.MARK in text:
        return vensim.read_vensim(path.name, text)
    known_formats.refuse_text(path.name, text)
    if text[:1] in ("{", "[") or text.startswith(("%5B", "%5b")) or _ADDRESS.search(text[:300]):
        return _from_json(path.name, text)
    if path.suffix.casefold() == ".prsm" or lz_string.looks_packed(text[:200]):
        return _from_json(path.name, _unpacked(path.name, text))
    return _from_table(path)


def _text(content: bytes) -> str:
    """Return the bytes as text: by the mark of UTF-16, as UTF-8 or by the likeliest older encoding."""
    text = as_text(content) or content.decode("utf-8", "replace")
    return text.lstrip("\ufeff \r\n\t")


def _from_table(path: Path) -> Book | Reading[MapPart]:
    try:
        book = read_book(path)
    except WorkshopError:
        known_formats.refuse_ending(path.name, path.suffix)
        raise
    known_formats.refuse_book(book)
    return causal_map.read_causal_map(book) or matrices.read_matrix(book) or book


def _from_xml(name: str, content: bytes) -> Reading[MapPart]:
    known_formats.refuse_page(name, content)
    root = _root(name, content)
    known_formats.refuse_root(name, local(root))
    read = _XML.get(local(root))
    if read is None:
        raise WorkshopError(
            say("{name} is XML of a kind that is no map: export it as GraphML or CSV.", name=name)
        )
    reading = read(name, root)
    if read is not read_graph:
        return carrying.with_rest_of_xml(reading, root, {})
    spaced = reading if _OURS.search(content[:_HEAD]) else roomy(reading)
    return carrying.with_rest_of_xml(spaced, root, rest_of_graph(root))


def _root(name: str, content: bytes) -> Any:
    """Return the root of XML, also of one that begins with blanks or is in another encoding than it says.

    What can be read as UTF-8 is that, whatever it says: programs that save a text anew leave its first line.
    """
    text = _as_utf8(content)
    if text is None:
        try:
            return root_of(name, content)
        except WorkshopError:
            text = as_text(content)
            if text is None:
                raise
    return root_of(name, _DECLARED.sub("", text.lstrip("\ufeff \r\n\t"), count=1).encode())


def _as_utf8(content: bytes) -> str | None:
    try:
        return None if b"\0" in content else content.decode()
    except UnicodeDecodeError:
        return None


def _from_json(name: str, text: str) -> Reading[MapPart]:
    try:
        found = _parsed(text if text[:1] == "{" else loopy.unpacked(text))
    except (ValueError, RecursionError) as error:
        raise WorkshopError(
            say(
                "{name}, line {line}: the JSON is damaged or nested too deeply; export it again.",
                name=name,
                line=getattr(error, "lineno", 1),
            )
        ) from error
    known_formats.refuse_json(name, found)
    for fits, read in _JSON:
        if fits(found):
            return _with_rest(read(name, found), _FORMS.get(read, ""), found)
    raise WorkshopError(
        say(
            "{name} is JSON, but no map of Kumu, PRSM, Loopy or Mental Modeler: export it as one.",
            name=name,
        )
    )


def _with_rest(reading: Reading[MapPart], form: str, found: Any) -> Reading[MapPart]:
    is_written_so = (
        isinstance(found, dict) and form != carrying.MENTAL_MODELER
    )  # which we write as XML
    whole = found if is_written_so else {}
    return carrying.with_rest(reading, form, whole, carrying.title_of(whole)) if form else reading


def _parsed(text: str) -> Any:
    """Return JSON without halves of letters and without numbers that are none."""
    whole = json.dumps(json.loads(text), ensure_ascii=False).encode("utf-8", "replace")
    return json.loads(whole, parse_constant=str)


def _unpacked(name: str, text: str) -> str:
    try:
        return lz_string.decompressed(text, _LONGEST)
    except (ValueError, IndexError) as error:
        raise WorkshopError(
            say("{name} is damaged: export the map from PRSM again.", name=name)
        ) from error
