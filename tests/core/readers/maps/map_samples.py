"""A small map in the format of each program that we read, as that program writes it."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from functools import cache
from typing import Any, Final
from urllib.parse import quote

KUMU = {
    "elements": [{"_id": key, "attributes": {"label": "Trust"}} for key in "12"],
    "connections": [
        {"from": "1", "to": "2", "attributes": {"connection type": "+", "delayed": True}},
        {"from": "2", "to": "1", "direction": "mutual", "attributes": {"connection type": "+-"}},
        {"from": "2", "to": "9"},
    ],
}  # fmt: skip
KUMU_PROJECT = {
    **KUMU,
    "maps": [{"elements": [{"element": "1", "position": {"x": 3, "y": 4}}], "connections": []}],
    "loops": [{"_id": "l", "connections": ["1"]}],
}
PRSM = {
    "nodes": [
        {"id": "a", "label": "Trust\nnow", "x": 1.4, "y": -2, "note": {"ops": [{"insert": "why\n"}]}},
        {"id": "b", "label": "Time"},
    ],
    "edges": [{"id": "e", "from": "a", "to": "b", "grp": "edge1", "arrows": "to"}],
    "styles": {"edges": {"edge1": {"groupLabel": "Negative influence"}}},
}  # fmt: skip
YED = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key id="d0" for="node" yfiles.type="nodegraphics"/><graph edgedefault="directed">
<node id="n0"><data key="d0"><y:ShapeNode><y:Geometry x="10" y="20" width="100" height="40"/>
<y:NodeLabel>Trust</y:NodeLabel></y:ShapeNode></data></node><node id="n1"><data key="d0">
<y:ShapeNode><y:NodeLabel>Time</y:NodeLabel></y:ShapeNode></data></node>
<edge source="n0" target="n1"><data key="d1">
<y:PolyLineEdge><y:EdgeLabel>+</y:EdgeLabel></y:PolyLineEdge></data></edge>
</graph></graphml>"""
YED_LIVE = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:x="http://x"
 xmlns:y="http://www.yworks.com/xml/yfiles-common/3.0"><key id="d5" for="node" attr.name="NodeLabels"/>
<key id="d6" for="node" attr.name="NodeGeometry"/><key id="d11" for="edge" attr.name="EdgeLabels"/>
<graph edgedefault="directed"><node id="n0"><data key="d5"><x:List><y:Label><y:Label.Text>Trust
now</y:Label.Text></y:Label></x:List></data><data key="d6">
<y:RectD X="10" Y="20" Width="100" Height="40"/></data></node>
<node id="n1"><data key="d5"><x:List><y:Label Text="Council"/></x:List></data><data key="d6">
<y:RectD X="300" Y="0" Width="200" Height="100"/></data><graph><node id="n1::n0"><data key="d5">
<x:List><y:Label Text="Time"/></x:List></data></node></graph></node>
<edge source="n0" target="n1::n0"><data key="d11"><x:List><y:Label Text="-"/></x:List></data></edge>
</graph></graphml>"""
GEPHI = """<graphml><key id="label" for="node" attr.name="label"/>
<key id="edgelabel" for="edge" attr.name="Edge Label"/><key id="kind" for="edge" attr.name="Interaction"/>
<graph edgedefault="directed"><node id="0"><data key="label">Trust</data></node>
<node id="1"><data key="label">Time</data></node><node id="2"><data key="label">Luck</data></node>
<edge id="0" source="0" target="1"><data key="edgelabel">-</data></edge>
<edge id="1" source="1" target="0"><data key="edgelabel">+ (delay)</data></edge>
<edge id="2" source="1" target="2"><data key="kind">less</data></edge></graph></graphml>"""
GEXF = """<gexf xmlns="http://gexf.net/1.3"><graph defaultedgetype="undirected"><nodes>
<node id="0" label="Trust"/>
<node id="1" label="Time"/></nodes><edges><edge id="0" source="0" target="1"/></edges></graph></gexf>"""
MODEL = """<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>
<mxCell id="a" value="&lt;b&gt;Tr&lt;/b&gt;ust&lt;br&gt;now" vertex="1" parent="1">
<mxGeometry x="0" y="0" width="80" height="40" as="geometry"/></mxCell>
<UserObject id="b" label="Time"><mxCell vertex="1" parent="1"/></UserObject>
<mxCell id="e" edge="1" source="a" target="b" parent="1"/><mxCell id="l" value="-" vertex="1" parent="e"/>
</root></mxGraphModel>"""
XMILE = """<xmile xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"><model><variables>
<stock name="Trust">
<inflow>Gain</inflow></stock><flow name="Gain"/><aux name="Time"/></variables><views><view>
<aux name="Time" x="5" y="6"/>
<connector polarity="-" delay_mark="true"><from>Time</from><to>Gain</to></connector>
</view></views></model></xmile>"""
MENTAL_MODELER = """<?xml version="1.0"?><mentalmodeler><info><name>m</name></info><groupNames>
<name index="0"/></groupNames><concepts>
<concept><id>1</id><name>Trust</name><notes>why</notes><x>10</x><y>20</y>
<relationships>
<relationship><id>2</id><influence>0.5</influence></relationship></relationships></concept>
<concept><id>2</id><name>Time</name></concept></concepts></mentalmodeler>"""
MENTAL_MODELER_JSON: Mapping[str, Any] = {
    "info": {"name": "m"}, "groupNames": [],
    "concepts": [
        {"id": "1", "name": "Trust", "x": "10", "y": "20",
         "relationships": [{"id": "2", "influence": "-0.5", "notes": "why"}]},
        {"id": "2", "name": "Time", "relationships": []},
    ],
}  # fmt: skip
MATRIX = ",Trust,Time\nTrust,,-0.5\nTime,1,\n"
LOOPY = [
    [[1, 5, 6, 0.5, "Trust%20now", 4], [2, 7, 8, 0.5, "Time", 0]],
    [[1, 2, 94, -1, 0]],
    [[1, 2, "x"]],
    2,
]
VENSIM = """{UTF-8}
Trust=1 ~~|
\\\\\\---/// Sketch information - do not modify anything except names
V300  Do not put anything below this section - it will be ignored
*View 1
$192-192-192,0,Times New Roman|12||0-0-0|0-0-0|0-0-255|-1--1--1|-1--1--1|72,72,100,0
10,1,Trust,100,100,40,20,3,3,0,0,0,0,0,0
10,2,"Time, spent",300,100,40,20,3,3,0,0,0,0,0,0
1,3,1,2,1,0,43,0,0,64,0,-1--1--1,,1|(200,50)|
1,4,2,1,1,0,79,0,0,64,0,-1--1--1,,1|(200,150)|
1,5,1,1,1,0,45,0,0,65,0,-1--1--1,,1|(100,50)|
12,6,0,200,100,30,10,8,4,0,0,-1,0,0,0
Read me, please
\\\\\\---/// Sketch information - do not modify anything except names
V300  Do not put anything below this section - it will be ignored
*View 2
10,1,Luck,50,50,40,20,3,3,0,0,0,0,0,0
10,2,<Trust>,150,50,40,20,3,3,0,0,0,0,0,0
1,3,1,2,1,0,0,0,0,64,0,-1--1--1,,1|(100,50)|
///---\\\\\\
:L<%^E!@
"""
OWN = """kind,id,from,to,sign,delay,strength,note,x,y,width,height,colour,locked,bend,title,table,number,links,origins,carried
map,,,,,,,,,,,,,,,Tides,Table 3,,,,{}
factor,1,Trust,,,,,why,0,0,,,leaf,yes,,,,,,Tides,
factor,2,Time,,,,,,300,0,,,,,,,,,,,
link,k,1,2,+,yes,strong,why,,,,,,,40,,,,,Tides,
link,l,2,1,-,,,,,,,,,,,,,,,,
loop,,,,,,,a story,,,,,,,,Round,,1,k l,,
zone,,,,,,,,10,10,200,100,sun,,,Here,,,,,
note,,,,,,,Read me,5,5,,,,,,,,,,,
more,,,,,,,,,,,,,,,,,,,,{}
"""  # noqa: E501
# each as it lies in a file
FILES: Final[Mapping[str, str]] = {
    "kumu": json.dumps(KUMU), "prsm": json.dumps(PRSM), "loopy": json.dumps(LOOPY),
    "mental modeler json": json.dumps(MENTAL_MODELER_JSON), "mental modeler": MENTAL_MODELER,
    "yed": YED, "yed live": YED_LIVE, "gephi": GEPHI, "gexf": GEXF, "drawio": MODEL, "xmile": XMILE,
    "vensim": VENSIM, "matrix": MATRIX, "own": OWN,
}  # fmt: skip

_PIECE: Final = 1 << 16  # bytes: of a page that unpacks to millions of spaces, each is quoted once


def deflated(model: bytes) -> str:
    packer, quoted = zlib.compressobj(9, zlib.DEFLATED, -15), cache(quote)
    pieces = (model[at : at + _PIECE] for at in range(0, len(model), _PIECE))
    packed = b"".join(packer.compress(quoted(piece).encode()) for piece in pieces) + packer.flush()
    return f"<mxfile><diagram>{base64.b64encode(packed).decode()}</diagram></mxfile>"


def compressed(text: str) -> str:
    """Return text as compressToUTF16 of LZ-string writes it."""
    bits: list[int] = []
    known: dict[str, int] = {}
    unsaid: set[str] = set()
    room, width, word = 2, 2, ""

    def put(value: int, count: int) -> None:
        bits.extend(value >> place & 1 for place in range(count))

    def grow() -> None:
        nonlocal room, width
        room -= 1
        if not room:
            room, width = 2**width, width + 1

    def say(word: str) -> None:
        if word in unsaid:
            unsaid.discard(word)
            wide = ord(word) > 255
            put(int(wide), width)
            put(ord(word), 16 if wide else 8)
            grow()
        else:
            put(known[word], width)
        grow()

    for letter in text:
        if letter not in known:
            known[letter] = len(known) + 3
            unsaid.add(letter)
        if word + letter in known:
            word += letter
            continue
        say(word)
        known[word + letter] = len(known) + 3
        word = letter
    say(word)
    put(2, width)
    return _lettered(bits)


def repeated(words: int) -> str:
    """Return the compressed form of one letter so often that it is words * (words + 1) / 2 letters."""
    bits = [0, 0, *(ord("a") >> place & 1 for place in range(8))]
    room, width = 4, 3
    for code in range(4, words + 3):
        bits.extend(code >> place & 1 for place in range(width))
        room -= 1
        if not room:
            room, width = 2**width, width + 1
    return _lettered([*bits, *(2 >> place & 1 for place in range(width))])


def _lettered(bits: list[int]) -> str:
    bits = bits + [0] * (15 - len(bits) % 15)
    groups = (bits[at : at + 15] for at in range(0, len(bits), 15))
    return "".join(chr(int("".join(map(str, group)), 2) + 32) for group in groups) + " "
