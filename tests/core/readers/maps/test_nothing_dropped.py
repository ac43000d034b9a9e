"""Whatever a map's file says is read, kept, asked about, refused or named as left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.core.readers.maps import map_samples
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.reading import Reading

Word = Callable[[], str]


def _words() -> Word:
    """Return a maker of words, no two alike and none a part of another."""
    numbers = iter(range(100, 999))
    return lambda: f"Word{next(numbers)}"


def _some(draw: st.DrawFn, most: int = 2) -> range:
    return range(draw(st.integers(0, most)))


def yed(draw: st.DrawFn, word: Word) -> str:
    def labels(kind: str) -> str:
        return "".join(f"<y:{kind}>{word()}</y:{kind}>" for _ in _some(draw))

    def node(id_: str) -> str:
        data = "".join(f'<data key="{key}">{word()}</data>' for key in draw(st.sets(keys)))
        desc = "".join(f"<desc>{word()}</desc>" for _ in _some(draw, 1))
        return (
            f'<node id="{id_}">{desc}{data}<data key="g"><y:ShapeNode>{labels("NodeLabel")}'
            "</y:ShapeNode></data></node>"
        )

    keys = st.sampled_from(("a", "b", "c"))
    declared = "".join(
        f'<key id="{id_}" for="node" attr.name="{draw(st.sampled_from(("Label", "Description", "x1")))}"/>'
        for id_ in "abc"
    )
    edges = "".join(
        f'<edge source="n0" target="n1"><desc>{word()}</desc><data key="h"><y:PolyLineEdge>'
        f"{labels('EdgeLabel')}</y:PolyLineEdge></data></edge>"
        for _ in _some(draw)
    )
    start = map_samples.YED.partition("<key")[0]
    return f"{start}{declared}<graph>{node('n0')}{node('n1')}{edges}</graph></graphml>"


def drawio(draw: st.DrawFn, word: Word) -> str:
    def cell(id_: str, kind: str, parent: str, value: str) -> str:
        return f'<mxCell id="{id_}" {kind}="1" parent="{parent}" value="{escape(value)}"/>'

    shapes = "".join(
        cell(f"s{n}", "vertex", draw(st.sampled_from(("1", "s0"))), f"<b>{word()}</b> <{word()}")
        for n in range(2)
    )
    edges = "".join(
        cell(f"e{n}", "edge", "1", word()).replace("<mxCell", '<mxCell source="s0" target="s1"')
        + "".join(cell(f"l{n}{m}", "vertex", f"e{n}", word()) for m in _some(draw))
        for n in _some(draw)
    )
    return f"<mxGraphModel><root>{shapes}{edges}</root></mxGraphModel>"


def kumu(draw: st.DrawFn, word: Word) -> str:
    def field(name: str) -> str:
        return draw(st.sampled_from((name, name.title(), name.upper())))

    name = word()
    elements = [
        {
            field("label"): draw(st.sampled_from((name, word()))),
            field("description"): word(),
            word(): word(),
        }
        for _ in range(3)
    ]
    ends = st.sampled_from(
        [next(v for k, v in e.items() if k.casefold() == "label") for e in elements]
    )
    links = [
        {
            field("from"): draw(ends),
            field("to"): draw(ends),
            field("type"): word(),
            word(): [word()],
        }
        for _ in _some(draw)
    ]
    return json.dumps({field("elements"): elements, field("connections"): links or None})


def prsm(draw: st.DrawFn, word: Word) -> str:
    arrows = st.sampled_from(("to", "from", "none", {"to": {"enabled": True, "type": "vee"}}))
    nodes = [{"id": str(n), "label": word(), "note": word()} for n in range(2)]
    edges = [
        {"from": "0", "to": "1", "label": draw(st.sampled_from(("", "+", word()))), "grp": f"e{n}",
         "note": word(), "arrows": draw(arrows)}
        for n in _some(draw)
    ]  # fmt: skip
    styles = {f"e{n}": {"groupLabel": word()} for n in range(2)}
    return json.dumps(
        {
            "nodes": nodes,
            "edges": edges,
            draw(st.sampled_from(("styles", "samples"))): {"edges": styles},
        }
    )


def gexf(draw: st.DrawFn, word: Word) -> str:
    times = "".join(f'<attvalue for="0" value="{word()}"/>' for _ in _some(draw, 3))
    node = draw(st.sampled_from((f'label="{word()}"', f'Label="{word()}"', "")))
    return (
        '<gexf><graph><attributes class="node"><attribute id="0" title="price"/></attributes><nodes>'
        f'<node id="{word()}" {node}><attvalues>{times}</attvalues></node></nodes></graph></gexf>'
    )


def tables(draw: st.DrawFn, word: Word) -> str:
    lists = draw(st.booleans())
    titles = "Name,Description,Id" if lists else "From,To,Polarity,Lag,Comment"
    width = titles.count(",") + 1
    rows = (",".join(word() for _ in range(width)) for _ in range(draw(st.integers(1, 3))))
    return "\n".join((titles, *rows))


def xmile(draw: st.DrawFn, word: Word) -> str:
    texts = "".join(f"<text_box>{word()}</text_box>" for _ in _some(draw))
    shown = "".join(f"<{word()}/>" for _ in _some(draw))
    variables = f'<aux name="{word()}"><doc>{word()}</doc><{word()}/></aux><{word()}/>'
    views = f"<views><view>{texts}{shown}</view></views>"
    return f"<xmile><model><variables>{variables}</variables>{views}</model></xmile>"


def graphml(draw: st.DrawFn, word: Word) -> str:
    said = "".join(f'<data key="{word()}">{word()}</data>' for _ in _some(draw))
    desc = f"<desc>{word()}</desc>" if draw(st.booleans()) else ""
    node = f'<node id="{word()}"><data key="{word()}">{word()}</data></node>'
    return f"<graphml>{desc}<graph>{said}{node}</graph></graphml>"


MAKERS = (yed, drawio, kumu, prsm, gexf, tables, xmile, graphml)


@st.composite
def files(draw: st.DrawFn, make: Callable[[st.DrawFn, Word], str]) -> tuple[str, list[str]]:
    """A file, and the words in it."""
    made: list[str] = []
    fresh = _words()

    def word() -> str:
        made.append(fresh())
        return made[-1]

    text = make(draw, word)
    return text, [each for each in made if each in text]


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
@settings(
    max_examples=30,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_every_word_of_a_file_is_kept_or_named(
    tmp_path: Path, make: Callable[[st.DrawFn, Word], str], data: st.DataObject
) -> None:
    text, words = data.draw(files(make))
    found = _read(tmp_path, text)
    told = repr(found)
    assert [word for word in words if word not in told] == [], told


def _read(folder: Path, text: str) -> Reading[Any]:
    path = folder / "map.dat"
    path.write_text(text, "utf-8")
    found: Reading[Any] = READERS["map"](path)
    return found


NAMED = {
    "kumu": ('"label": "Trust"', '"label": "Trust", "tags": ["x"]', "tags"),
    "prsm": ('"label": "Time"', '"label": "Time", "att1": "Ann"', "att1"),
    "loopy": ("0.5", "0.8", "init"),
    "mental modeler": ("<notes>why</notes>", "<notes>why</notes><units>t</units>", "units"),
    "mental modeler json": ('"groupNames": []', '"groupNames": [{"name": "Ours"}]', "groupNames"),
    "gephi": (
        '<data key="label">Trust',
        '<data key="Class">3</data><data key="label">Trust',
        "Class",
    ),
    "gexf": ('<node id="0"', '<node start="2001" id="0"', "start"),
    "drawio": ('label="Time"', 'label="Time" tooltip="t"', "tooltip"),
}


@pytest.mark.parametrize("sample", NAMED)
def test_what_nothing_uses_is_named_and_what_is_used_is_not(tmp_path: Path, sample: str) -> None:
    was, now, name = NAMED[sample]
    text = map_samples.FILES[sample]
    before, after = (_read(tmp_path, each) for each in (text, text.replace(was, now)))
    assert set(after.unmapped) - set(before.unmapped) == {name}
    assert set(before.unmapped) <= {"shapes and colours"}
