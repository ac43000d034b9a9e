"""Files of programs that we know and cannot read are named by what is in them, with what to do."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.reading import Reading


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "{}")
    return made.getvalue()


def nodexl() -> bytes:
    book, made = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Edges"
    for row in (("", "Visual Properties"), ("Vertex 1", "Vertex 2"), ("a", "b")):
        sheet.append(row)
    book.save(made)
    return made.getvalue()


CANVAS = {"nodes": [{"id": "a", "type": "text"}], "edges": [{"fromNode": "a", "toNode": "a"}]}
INSIGHT = {"engine": "SIMULATION_PACKAGE", "simulation": {}, "elements": [{"type": "STOCK"}]}
GRAPH = {"nodes": [{"id": 1}], "links": []}


@pytest.mark.parametrize(
    ("program", "todo", "content"),
    [
        ("Visio", "draw.io", zipped("[Content_Types].xml", "visio/document.xml")),
        ("Visio", "draw.io", b"\xd0\xcf\x11\xe0" + b"\0" * 60 + "VisioDocument".encode("utf-16-le")),
        ("Gephi", "GraphML", zipped("Project_xml", "Workspace_0_xml")),
        ("XMind", "CSV", zipped("content.json", "metadata.json")),
        ("Kumu", "unpack", zipped("project.json", "maps/a.json")),
        ("FreeMind", "GraphML", b'<map version="1.0.1"><node TEXT="a"/></map>'),
        ("CmapTools", "text", b'<cmap xmlns="http://cmap.ihmc.us/xml/cmap/"><map/></cmap>'),
        ("CmapTools", "text", b"\xac\xed\x00\x05sr\x00"),
        ("Insight Maker", "XMILE", b"<InsightMakerModel><root/></InsightMakerModel>"),
        ("Insight Maker", "XMILE", json.dumps(INSIGHT).encode()),
        ("Vensim", ".mdl", b"\xcd\xde\x3dZ" + b"\1" * 40),
        ("Stella", "unlocked", b"<xmile><header/><model><encrypted>x</encrypted></model></xmile>"),
        ("GML", "GraphML", b"Creator \"yFiles\"\ngraph\n[\n  directed 1\n]\n"),
        ("DOT", "GraphML", b"strict digraph G {\n  a -> b;\n}\n"),
        ("DOT", "GraphML", b"/* by hand */ // now\n# and\ndigraph \"my map\" {a -> b}\n"),
        ("yEd", "GraphML", b"1 Trust, in us\n2\n#\n1 2 +\n"),
        ("Pajek", "GraphML", b"*Vertices 2\n1 \"A\"\n2 \"B\"\n*Arcs\n1 2 1\n"),
        ("Mermaid", "CSV", b"flowchart LR\n  a[Trust] --> b[Waiting]\n"),
        ("Mermaid", "CSV", b"---\ntitle: x\n---\n%% by hand\ngraph TD\nA-->B\n"),
        ("Mermaid", "CSV", b"```mermaid\ngraph TD\nA-->B\n```\n"),
        ("PlantUML", "CSV", b"@startuml\na --> b\n@enduml\n"),
        ("Miro", "CSV", b'{"type": "board", "data": []}'),
        ("Lucid", "Visio", b'{"product": "lucidchart", "pages": []}'),
        ("Lucid", "Visio", b"Id,Name,Shape Library,Line Source,Line Destination\n1,Line,x,2,3\n"),
        ("Obsidian", "CSV", json.dumps(CANVAS).encode()),
        ("graph as JSON", "GraphML", json.dumps(GRAPH).encode()),
        ("graph as JSON", "GraphML", b'{"objects": [], "edges": [{"tail": 0, "head": 1}]}'),
        ("NodeXL", "GraphML", nodexl()),
        ("document", "table", b"{\\rtf1\\ansi map}"),
        ("picture or a PDF", "data", b"%PDF-1.7"),
        ("picture or a PDF", "data", b"\x89PNG\r\n\x1a\n"),
        ("picture or a PDF", "data", b"RIFF\0\0\0\0WEBPVP8 "),
        ("picture or a PDF", "data", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("web page", "GraphML", b"<html><body>map</body></html>"),
        ("web page", "GraphML", b"<!-- x -->\n<!DOCTYPE html>\n<html><body>map<br></body></html>"),
    ],
)  # fmt: skip
def test_a_known_format_is_named_whatever_its_ending(
    program: str, todo: str, content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "map.dat"
    path.write_bytes(content)
    with pytest.raises(WorkshopError) as refused:
        READERS["map"](path)
    assert program in str(refused.value)
    assert todo in str(refused.value)
    assert "map.dat" in str(refused.value)


@pytest.mark.parametrize("ending", [".vmf", ".rtb", ".itm", ".xmind", ".gephi"])
def test_the_ending_tells_where_nothing_else_does(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"map{ending}"
    path.write_bytes(b"\0\1\2\3" * 100)
    with pytest.raises(WorkshopError, match=r"Vensim|Miro|Stella|XMind|Gephi"):
        READERS["map"](path)


@pytest.mark.parametrize("ending", [".mm", ".vsdx", ".png", ".gephi"])
def test_a_map_of_ours_is_read_whatever_its_ending(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"map{ending}"
    path.write_text("from,to,sign\nBMI,Trust,+\n", "utf-8")
    assert isinstance(READERS["map"](path), Reading)
