"""Files of programs that we know and cannot read: what each is called, and what to do about it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats.packages import is_package
from upstream_workshop.readers.formats.tables import Book

_PICTURE: Final = noop("{name} is a picture or a PDF: export the map as data.")
_VISIO: Final = noop("{name} is a drawing of Visio: open it in draw.io and save it from there.")
_FREEMIND: Final = noop("{name} is a mind map of FreeMind: export it as CSV or GraphML.")
_XMIND: Final = noop("{name} is a mind map of XMind or MindManager: export it as CSV.")
_OPML: Final = noop("{name} is an outline in OPML: export it as CSV.")
_CMAP: Final = noop(
    "{name} is a map of CmapTools: export its propositions as text, and name their columns from, "
    "sign and to."
)
_GEPHI: Final = noop("{name} is a project of Gephi: export the graph as GraphML or GEXF.")
_VENSIM: Final = noop("{name} is a binary model of Vensim: save it as .mdl.")
_EQUATIONS: Final = noop(
    "{name} is a model of Vensim without a sketch, which has its arrows: save it again with its views."
)
_STELLA: Final = noop(
    "{name} is a model of Stella that is encrypted or locked: save it unlocked, as .stmx."
)
_OLD_STELLA: Final = noop("{name} is a model of an old Stella or iThink: save it as XMILE.")
_INSIGHT: Final = noop("{name} is a model of Insight Maker: export it as XMILE.")
_MIRO: Final = noop(
    "{name} is a board of Miro: list its links as CSV with the columns from, sign and to."
)
_LUCID: Final = noop(
    "{name} is a document of Lucid: export it as Visio, open that in draw.io and save it from there."
)
_NODEXL: Final = noop("{name} is a workbook of NodeXL: export the graph from it as GraphML.")
_EXCALIDRAW: Final = noop(
    "{name} is a drawing of Excalidraw: list its links as CSV with the columns from, sign and to."
)
_CANVAS: Final = noop(
    "{name} is a canvas of Obsidian: list its links as CSV with the columns from, sign and to."
)
_GRAPH: Final = noop("{name} is a graph as JSON of another program: export it as GraphML.")
_GML: Final = noop("{name} is a graph in GML: export it as GraphML.")
_DOT: Final = noop("{name} is a graph in DOT of Graphviz: export it as GraphML.")
_TGF: Final = noop("{name} is a graph in the trivial format of yEd: save it as GraphML.")
_PAJEK: Final = noop("{name} is a network of Pajek or UCINET: export it as GraphML.")
_DIAGRAM: Final = noop(
    "{name} is a diagram as text, of Mermaid or PlantUML: list its links as CSV with the columns from, "
    "sign and to."
)
_KUMU_ZIP: Final = noop(
    "{name} is a zip, as Kumu exports a project: unpack it, and import the JSON file in it."
)
_OFFICE: Final = noop(
    "{name} is a document or slides, and no map: list its links as a table and save it as CSV."
)
_PAGE: Final = noop("{name} is a web page: export the map itself, as JSON, GraphML or CSV.")

_STARTS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", _PICTURE), (b"\x89PNG", _PICTURE), (b"\xff\xd8\xff", _PICTURE), (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE), (b"MM\0*", _PICTURE), (b"8BPS", _PICTURE), (b"{\\rtf", _OFFICE),
    (b"\xcd\xde\x3dZ", _VENSIM), (b"\x7f\xf7\x17", _VENSIM), (b"\xac\xed\0\x05", _CMAP),
)  # fmt: skip
_BRANDS: Final = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")  # pictures of telephones
# an old Office file that holds this, as UTF-16, is of Visio
_VISIO_MARK: Final = "VisioDocument".encode("utf-16-le")
_ROOTS: Final[Mapping[str, str]] = {
    "map": _FREEMIND, "cmap": _CMAP, "svg": _PICTURE, "InsightMakerModel": _INSIGHT, "opml": _OPML,
    "html": _PAGE, "VisioDocument": _VISIO,
}  # fmt: skip
_COMMENTS: Final = r"(?://[^\n]*\n|/\*.*?\*/|#[^\n]*\n|%%[^\n]*\n|```\w*\n|---\n.*?\n---\n|\s)*+"
# line by line, but where all of it stands in one
_GML_HEAD: Final = (
    r"(?:creator\b(?:\s*\"[^\"\n]*\"(?=\s)|[^\n]*\n)"
    r"|version\b(?:\s*[\d.]+(?=\s)|[^\n]*\n)|#[^\n]*\n|\s)*+"
)
_TEXTS: Final = (
    (re.compile(_GML_HEAD + r"graph\s*\[", re.I), _GML),
    (re.compile(_COMMENTS + r"(?:strict\s+)?(?:di)?graph\b[^\n\[]*\{", re.I | re.S), _DOT),
    (re.compile(r"(?:[^\s#,;\"]+(?:[ \t][^\n]*)?\n)+#[ \t]*\n\S+[ \t]+\S+"), _TGF),
    (re.compile(r"\*(?:vertices|network)\b|dl\s+n\s*=", re.I), _PAJEK),
    (re.compile(r"\{UTF-8\}|[\w \"'.()\[\],-]*=[^~|]*~[^~|]*~[^~|]*\|"), _EQUATIONS),
    (
        re.compile(
            _COMMENTS + r"(?:(?:graph|flowchart)\s+(?:TD|TB|BT|LR|RL)\b|mindmap\s*\n|@start\w+)",
            re.S,
        ),
        _DIAGRAM,
    ),
)  # how the text of a file begins
_HTML: Final = re.compile(rb"\s*(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html)\b", re.I | re.S)
# entries of a zip, or the folders they lie in
_ENTRIES: Final[tuple[tuple[Collection[str], str], ...]] = (
    (("visio",), _VISIO), (("word", "ppt"), _OFFICE),
    (("Project_xml", "Workspace_0_xml", "project.xml"), _GEPHI),
    (("content.json", "Document.xml"), _XMIND),
)  # fmt: skip
_ENDINGS: Final[Mapping[str, str]] = {
    ".vsdx": _VISIO, ".vsd": _VISIO, ".mm": _FREEMIND, ".cmap": _CMAP, ".cxl": _CMAP,
    ".gephi": _GEPHI, ".vpm": _VENSIM, ".vpmx": _VENSIM, ".vmf": _VENSIM, ".vmfx": _VENSIM,
    ".insightmaker": _INSIGHT, ".rtb": _MIRO, ".lucid": _LUCID, ".lucidchart": _LUCID,
    ".stm": _OLD_STELLA, ".itm": _OLD_STELLA, ".xmind": _XMIND, ".mmap": _XMIND,
}  # fmt: skip


def _keys(*keys: str) -> Callable[[Any], bool]:
    return lambda found: all(key in found for key in keys)


def _has_edges_from(key: str) -> Callable[[Any], bool]:
    def holds(found: Any) -> bool:
        edges = found.get("edges")
        first = edges[0] if isinstance(edges, list) and edges else None
        return isinstance(first, dict) and key in first

    return holds


def _drawn_by(name: str) -> Callable[[Any], bool]:
    return lambda found: found.get("type") == name


_JSON: Final[tuple[tuple[Callable[[Any], bool], str], ...]] = (
    (_drawn_by("excalidraw"), _EXCALIDRAW), (_drawn_by("board"), _MIRO), (_keys("widgets"), _MIRO),
    (_keys("engine", "elements"), _INSIGHT), (_keys("simulation", "elements"), _INSIGHT),
    (_keys("product", "pages"), _LUCID), (_keys("pages", "shapes"), _LUCID),
    (_has_edges_from("fromNode"), _CANVAS), (_has_edges_from("source"), _GRAPH),
    (_has_edges_from("tail"), _GRAPH),
    (lambda found: isinstance(found.get("elements"), dict), _GRAPH), (_keys("nodes", "links"), _GRAPH),
)  # fmt: skip


def refuse_known(name: str, content: bytes) -> None:
    """Raise WorkshopError: for bytes of a known program, with what to do."""
    starts = (why for start, why in _STARTS if content.startswith(start))
    why = next(starts, "")
    if content[4:12] in _BRANDS or content[8:12] == b"WEBP" or _is_bitmap(content):
        why = _PICTURE
    elif is_package(content):
        why = _of_zip(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0") and _VISIO_MARK in content:
        why = _VISIO
    _refuse(name, why)


def refuse_ending(name: str, suffix: str) -> None:
    """Raise WorkshopError: for the ending of a known program, where the content says nothing."""
    _refuse(name, _ENDINGS.get(suffix.casefold(), ""))


def refuse_text(name: str, text: str) -> None:
    """Raise WorkshopError: for text that begins as that of a known program does."""
    _refuse(name, next((why for begins, why in _TEXTS if begins.match(text[:2000])), ""))


def refuse_page(name: str, content: bytes) -> None:
    """Raise WorkshopError: for a web page, which is seldom XML."""
    if _HTML.match(content):
        _refuse(name, _PAGE)


def refuse_root(name: str, root: str) -> None:
    """Raise WorkshopError: for the root element of a known program."""
    _refuse(name, _ROOTS.get(root, ""))


def refuse_json(name: str, found: Any) -> None:
    """Raise WorkshopError: for JSON of a known program."""
    if isinstance(found, dict):
        _refuse(name, next((why for fits, why in _JSON if fits(found)), ""))


def refuse_book(book: Book) -> None:
    """Raise WorkshopError: for a table or workbook of a known program."""
    for sheet in book.sheets:
        cells = {cell for row in sheet.rows[:3] for cell in row.cells}
        if {"Vertex 1", "Vertex 2"} <= cells:
            _refuse(book.name, _NODEXL)
        if {"Shape Library", "Line Source", "Line Destination"} <= cells:
            _refuse(book.name, _LUCID)


def refuse_locked(name: str, elements: Iterable[str]) -> None:
    """Raise WorkshopError: for a model of XMILE whose elements say that it is locked."""
    if any("encrypt" in each.casefold() or "locked" in each.casefold() for each in elements):
        _refuse(name, _STELLA)


def _is_bitmap(content: bytes) -> bool:
    return content.startswith(b"BM") and content[6:10] == b"\0\0\0\0"


def _of_zip(content: bytes) -> str:
    """Return what a zip is by the names in it; blank for spreadsheets and what nobody knows."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        return ""
    parts = {part for name in names for part in (name, name.partition("/")[0])}
    if "[Content_Types].xml" in parts and "xl" in parts:
        return ""
    for entries, why in _ENTRIES:
        if parts & set(entries):
            return why
    if any(name.endswith(".cmap") for name in names):
        return _CMAP
    return _KUMU_ZIP if any(name.endswith(".json") for name in names) else ""


def _refuse(name: str, why: str) -> None:
    if why:
        raise WorkshopError(say(why, name=name))
