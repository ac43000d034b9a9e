"""Maps of other programs made to hurt, for each reader: see `hostile`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from tests.core.readers.maps.map_samples import MODEL, VENSIM, compressed, deflated, repeated
from tests.reliability.inputs.hostile import Hostile, inline, xlsx

_GRAPHML = '<graphml><key id="l" for="node" attr.name="label"/><graph edgedefault="directed">'
_LAUGHS = "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12)
)  # ten to the eleventh of them
_KUMU_LABEL = "<b>" * 100_000 + "Trust"


def maps() -> Iterator[Hostile]:
    """Maps of every reader."""
    yield from (*_xml(), *_json(), *_text(), *_tables(), *_causal_maps())


def _map(
    name: str,
    content: str | bytes | Callable[[], str],
    file: str = "map.dat",
    readable: bool = False,
) -> Hostile:
    def made() -> bytes:
        whole = content() if callable(content) else content
        return whole if isinstance(whole, bytes) else whole.encode()

    return Hostile(name, "map", file, made, readable)


def _xml() -> Iterator[Hostile]:
    yield _map("entities in a graph", f"<!DOCTYPE graphml [{_LAUGHS}]><graphml>&a11;</graphml>")
    outside = '<!DOCTYPE graphml [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    yield _map("an entity from a file in a graph", f"{outside}<graphml>&x;</graphml>")
    yield _map("a graph 100,000 deep", "<graphml>" + "<graph><node id='a'>" * 100_000)
    nested = "".join(f'<node id="n{n}"><data key="l">F{n}</data><graph>' for n in range(80))
    closed = "</graph></node>" * 80
    yield _map("graphs in graphs", f"{_GRAPHML}{nested}{closed}</graph></graphml>", readable=True)
    one = '<node id="a"><data key="l">Trust</data></node>'
    edges = '<edge source="a" target="b"/><edge source="a" target="a"/>'
    yield _map(
        "ids twice and links to nowhere",
        f"{_GRAPHML}{one * 2}{edges}</graph></graphml>",
        readable=True,
    )
    many = partial(_many, f"{_GRAPHML}{{}}</graph></graphml>", '<node id="{n}"/>')
    yield _map("150,000 nodes", many)
    yield _map("19,000 nodes on one heap, each with data of its own", _heap, readable=True)
    yield _map("19,000 nodes at one place, and one elsewhere", _one_place, readable=True)
    long = f'<node id="a"><data key="l">{"long " * 1_000}</data></node>{one.replace("a", "b")}'
    yield _map("a label of 5,000 letters", f"{_GRAPHML}{long}</graph></graphml>", readable=True)
    far = one.replace("<data", '<data key="x">1e308</data><data key="y">NaN</data><data')
    yield _map("a factor nowhere", f"{_GRAPHML}{far}</graph></graphml>", readable=True)
    page = "<mxGraphModel>" + " " * 60_000_000 + "</mxGraphModel>"
    yield _map("a page that unpacks to 60 MB", lambda: deflated(page.encode()))
    laughs = f"<!DOCTYPE mxGraphModel [{_LAUGHS}]><mxGraphModel>&a11;</mxGraphModel>"
    yield _map("entities in a packed page", deflated(laughs.encode()))
    circle = MODEL.replace('id="1" parent="0"', 'id="1" parent="a"')
    yield _map("shapes that lie in each other", circle, readable=True)
    chain = "".join(
        f'<mxCell id="{n}" value="x" vertex="1" parent="{n + 1}"/>' for n in range(19_000)
    )
    yield _map("a shape in 19,000 others", f"<mxGraphModel>{chain}</mxGraphModel>", readable=True)
    html = "&lt;br" * 300_000
    yield _map(
        "a label of unclosed HTML",
        f'<mxGraphModel><mxCell id="a" vertex="1" value="{html}"/></mxGraphModel>',
    )
    stocks = '<stock name="A"><inflow>A</inflow><inflow>B</inflow></stock>' * 2
    model = f"<xmile><model><variables>{stocks}</variables></model></xmile>"
    yield _map("a stock that flows into itself", model, readable=True)
    own = "<relationships><relationship><id>1</id>{}</relationship></relationships>"
    concept = f"<concept><id>1</id><name>A</name>{own}</concept>"
    for odd in ("NaN", "1e308", "-inf"):
        told = concept.format(f"<influence>{odd}</influence>")
        whole = f"<mentalmodeler><concepts>{told}</concepts></mentalmodeler>"
        yield _map(f"an influence of {odd}", whole, readable=True)


def _json() -> Iterator[Hostile]:
    yield _map("JSON of a map a million deep", "[" * 1_000_000)
    yield _map("objects 200,000 deep", '{"nodes":' * 200_000)
    nodes = partial(_many, '{{"edges": [], "nodes": [{}]}}', '{{"id":{n},"label":"x"}}', ",")
    yield _map("150,000 nodes as JSON", nodes)
    yield _map(
        "a label of HTML within HTML",
        json.dumps({"elements": [{"label": _KUMU_LABEL}]}),
        readable=True,
    )
    numbers = '{"nodes": [{"id": 1e999, "label": "A", "x": NaN, "y": 1e308}], "edges": []}'
    yield _map("numbers that are none", numbers, readable=True)
    digits = '{"nodes": [{"id": ' + "9" * 100_000 + ', "label": "A"}], "edges": []}'
    yield _map("a number of 100,000 digits", digits)
    twice = [{"id": 1, "label": "A"}] * 3
    links = [{"from": 1, "to": 1}] * 3 + [{"from": 9, "to": 1}]
    yield _map("ids thrice", json.dumps({"nodes": twice, "edges": links}), readable=True)
    yield _map("a Loopy of commas", "[[" + "[1]," * 400_000 + "[1]],[],[]]")
    yield _map("an address of percent signs", "%5B" * 400_000)
    yield _map("compressed text of 32 million letters", partial(repeated, 8_000), "map.prsm")
    yield _map("compressed text cut short", compressed('{"nodes": [], "edges": []}')[:-9], "a.prsm")
    yield _map("noise as compressed text", "".join(map(chr, range(32, 3_000))), "map.prsm")


def _text() -> Iterator[Hostile]:
    yield _map(
        "a sketch with a quotation mark never closed",
        VENSIM.replace("10,1,Tr", '10,1,"Tr'),
        readable=True,
    )
    yield _map("a sketch with NULs", VENSIM.replace("Trust", "Tr\0ust"), readable=True)
    yield _map(
        "a sketch of numbers without end",
        VENSIM.replace("10,1,", f"10,{'1' * 5_000},"),
        readable=True,
    )
    wide = "10,9," + "x" * 1_000_000 + ",1,1\n"
    yield _map(
        "a variable of a million letters", VENSIM.replace("10,1,", wide + "10,1,"), readable=True
    )
    arrows = "".join(f"1,{n},1,2,1,0,43,0,0,64,0\n" for n in range(150_000))
    yield _map("150,000 arrows", lambda: VENSIM.replace("1,3,1", arrows + "1,3,1"))
    labels = ",".join(f"F{n}" for n in range(60))
    rows = "".join(f"F{n}," + ",".join(["0.5"] * 60) + "\n" for n in range(60))
    yield _map("a matrix in which all acts on all", f",{labels}\n{rows}", readable=True)
    yield Hostile("a zip of a map", "map", "map.zip", lambda: xlsx("", sheet=" " * 150_000_000))


def _tables() -> Iterator[Hostile]:
    """Tables of our own that somebody spoilt."""
    header = "kind,id,from,to,sign,x,y,colour,bend,title,number,links,origins,carried\n"
    rows = (
        "more,,,,,,,,,,,,,[[[\nfactor,1,Trust,,,NaN,1e308,leaf,,,,,,{\nfactor,1,Trust,,,1,2,#fff,,,,,,\n"
        "factor,2,2,,,,,,,,,,,\nlink,7,1,2,+,,,,1e999,,,,,\nlink,7,2,2,S,,,,-3,,,,,\nlink,8,9,1,,,,,,,,,,\n"
        "loop,,,,,,,,,Round,1,7 7 7,,\nloop,,,,,,,,,Nowhere,٣,5,,\nzone,,,,,0,0,,,,,,,\nmap,,,,,,,,,,,,,{\n"
    )
    yield _map("a table of ours without sense", header + rows, "map.csv", readable=True)
    piece = f"more{',' * 13}{'x' * 19_000}\n"
    endless = f"{header}factor,1,Trust{',' * 11}\n{piece * 200}"
    yield _map("a table of ours that goes on and on", endless, "map.csv", readable=True)
    others = ",".join(f"other {n}" for n in range(400))
    cells = ",".join(["=1"] * 399 + ["\x0b'"])
    wide = f"from,to,{others}\n" + "".join(f"A,B{n},{cells}\n" for n in range(300))
    yield _map("a table of links with 400 other columns", wide, "map.csv", readable=True)
    deep = {"nodes": [{"id": 1, "label": "Trust"}], "edges": [], "styles": "deep"}
    nested = json.dumps(deep).replace('"deep"', "[" * 900 + "]" * 900)
    yield _map("a legend 900 deep", nested, "map.prsm", readable=True)


def _causal_maps() -> Iterator[Hostile]:
    """Workbooks of Causal Map that somebody spoilt; a row has two ends, a quote and tags."""

    def tab(rows: Iterable[tuple[str, str, str, str]]) -> bytes:
        listed = (("from_label", "to_label", "quote", "hashtags"), *rows)
        lines = (
            f'<row r="{n}">'
            + "".join(inline(f"{c}{n}", t) for c, t in zip("ABCD", row, strict=True))
            for n, row in enumerate(listed, 1)
        )
        return xlsx("".join(f"{line}</row>" for line in lines), title="links")

    nowhere = tab(("", "Trust", "Nobody asks", "#a") for _ in range(300))
    yield Hostile("a causal map that links nothing", "map", "nothing.xlsx", nowhere)
    same = tab(("Trust", "trust", "The same again", "#" * 900) for _ in range(1_900))
    yield Hostile("a causal map that says one thing", "map", "same.xlsx", same, True)
    tags = ",".join(f"t{n}" for n in range(300))
    tagged = tab((f"F{n}", f"F{n + 1}", f"Said {n}", tags) for n in range(900))
    yield Hostile("a causal map of tags", "map", "tags.xlsx", tagged, True)


def _heap() -> str:
    return _placed((f"0.{n}", f"0.00{n}", f"{n}") for n in range(19_000))


def _one_place() -> str:
    return _placed([("9", "9", "a"), *[("1", "1", "a")] * 19_000])


def _placed(places: Iterable[tuple[str, str, str]]) -> str:
    """Return a graph of nodes at places, each of two numbers and the name of other data."""
    nodes = []
    for at, (x, y, name) in enumerate(places):
        data = f'<data key="x">{x}</data><data key="y">{y}</data><data key="of {name}">1</data>'
        nodes.append(f'<node id="{at}">{data}</node>')
    return f"{_GRAPHML}{''.join(nodes)}</graph></graphml>"


def _many(whole: str, one: str, between: str = "") -> str:
    return whole.format(between.join(one.format(n=n) for n in range(150_000)))
