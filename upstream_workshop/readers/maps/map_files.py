"""A map from any file that we read, told apart by what is in it and not by its ending."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats.tables import Book, content_of, read_book
from upstream_workshop.readers.maps import carrying, vensim
from upstream_workshop.readers.maps.json_formats import kumu, loopy, lz_string, prsm
from upstream_workshop.readers.maps.map_parts import MapPart
from upstream_workshop.readers.maps.markup import local, root_of
from upstream_workshop.readers.maps.xml_formats.drawio import read_drawio
from upstream_workshop.readers.maps.xml_formats.graphs import read_graph
from upstream_workshop.readers.maps.xml_formats.mental_modeler import read_mental_modeler
from upstream_workshop.readers.maps.xml_formats.xmile import read_xmile
from upstream_workshop.readers.reading import Reading

_MARK: Final = b"\xef\xbb\xbf"
_LONGEST: Final = 20_000_000  # letters that a compressed map may have
_JSON: Final[tuple[tuple[Callable[[Any], bool], Callable[[str, Any], Reading[MapPart]]], ...]] = (
    (kumu.is_kumu, kumu.read_kumu),
    (prsm.is_prsm, prsm.read_prsm),
    (loopy.is_loopy, loopy.read_loopy),
)
_FORMS: Final[Mapping[Any, str]] = {
    kumu.read_kumu: carrying.KUMU, prsm.read_prsm: carrying.PRSM, loopy.read_loopy: carrying.LOOPY,
}  # fmt: skip
_XML: Final[Mapping[str, Callable[[str, Any], Reading[MapPart]]]] = {
    "graphml": read_graph,
    "gexf": read_graph,
    "mentalmodeler": read_mental_modeler,
    "xmile": read_xmile,
    "mxfile": read_drawio,
    "mxGraphModel": read_drawio,
}
_PICTURES: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
# what to do about files of programs that we know and cannot read, by their ending
_KNOWN: Final[Mapping[str, str]] = {
    ".vsdx": noop("{name} is a drawing of Visio: open it in draw.io and save it from there."),
    ".mm": noop("{name} is a mind map of FreeMind: export it as CSV or GraphML."),
    ".cmap": noop("{name} is a map of CmapTools: export its propositions as text."),
    ".cxl": noop("{name} is a map of CmapTools: export its propositions as text."),
    ".gephi": noop("{name} is a project of Gephi: export the graph as GraphML or GEXF."),
    ".vpm": noop("{name} is a published model of Vensim: save it as .mdl."),
    ".vpmx": noop("{name} is a published model of Vensim: save it as .mdl."),
    ".vmf": noop("{name} is a binary model of Vensim: save it as .mdl."),
    ".insightmaker": noop("{name} is a model of Insight Maker: export it as XMILE."),
}


def read_map_file(path: Path) -> Book | Reading[MapPart]:
    """Return a map of another program as read, a table as it stands.

    Raises WorkshopError for what is neither, naming the file and what to do.
    """
    known = _KNOWN.get(path.suffix.casefold())
    content = content_of(path)
    if known:
        raise WorkshopError(say(known, name=path.name))
    if content.startswith(_PICTURES):
        raise WorkshopError(
            say("{name} is a picture or a PDF: export the map as data.", name=path.name)
        )
    start = content.removeprefix(_MARK).lstrip()
    if start[:1] == b"<" or content[:4] in (b"\xff\xfe<\0", b"\xfe\xff\0<"):
        return _from_xml(path.name, content)
    text = start.decode("utf-8", "replace")
    if vensim.MARK in text:
        return vensim.read_vensim(path.name, text)
    if start[:1] in (b"{", b"[") or text.startswith(("%5B", "%5b")) or "data=[[" in text[:300]:
        return _from_json(path.name, text)
    if path.suffix.casefold() == ".prsm":
        return _from_json(path.name, _unpacked(path.name, text))
    return read_book(path)


def _from_xml(name: str, content: bytes) -> Reading[MapPart]:
    root = root_of(name, content)
    read = _XML.get(local(root))
    if read is None:
        raise WorkshopError(
            say("{name} is XML of a kind that is no map: export it as GraphML or CSV.", name=name)
        )
    return carrying.with_rest_of_xml(read(name, root), root)


def _from_json(name: str, text: str) -> Reading[MapPart]:
    try:
        found = _parsed(text if text[:1] == "{" else loopy.unpacked(text))
    except (ValueError, RecursionError) as error:
        raise WorkshopError(
            say("{name} is no whole JSON file: export it again.", name=name)
        ) from error
    for fits, read in _JSON:
        if fits(found):
            return _with_rest(read(name, found), _FORMS.get(read, ""), found)
    raise WorkshopError(
        say("{name} is JSON, but no map of Kumu, PRSM or Loopy: export it as one.", name=name)
    )


def _with_rest(reading: Reading[MapPart], form: str, found: Any) -> Reading[MapPart]:
    whole = found if isinstance(found, dict) else {}
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
