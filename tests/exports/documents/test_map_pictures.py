"""Pictures and posters of maps: in every size, with nothing lost at the edges, and read by machines."""

from __future__ import annotations

import dataclasses
import io
import math
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, pairwise
from pathlib import Path

import lxml.etree
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops
from pypdf import PdfReader

from exports import catalogue
from exports.documents import posters
from exports.documents.map_paper import has_picture
from exports.documents.posters import poster_pdf, tile_size
from exports.drawing import fonts, png_file, safe_markup
from exports.drawing.map_picture import legend_picture, map_picture, sizes_of
from exports.drawing.pages.office_paper import office_page
from exports.drawing.pages.output_sizes import POSTERS, TILES
from exports.drawing.picture import Box, Curve, Label, Part, Picture, Shape, bounds, part_of, placed
from exports.drawing.svg_file import svg_file
from exports.drawing.tiling import MARGIN, OVERLAP, tiling
from exports.output import Choice
from tests.exports.documents.test_catalogue import assert_accessible
from tests.exports.printed import pages_of
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps.analysis.standings import box_sizes, standings
from upstream_workshop.maps.annotations.whole_drawing import draw_whole
from upstream_workshop.maps.geometry import Rect, point_on
from upstream_workshop.maps.kinds import Basis, BasisShown, Sign, SizeBy
from upstream_workshop.maps.loops import LoopSearch
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow
from upstream_workshop.maps.placing.paper_sizes import SHEETS, text_on
from upstream_workshop.maps.report import MapReport
from upstream_workshop.whole.report import Report

NO_LOOPS = LoopSearch((), True)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(found: MapReport) -> Picture:
    return map_picture(found.row, found.search.loops)


def texts(content: bytes) -> list[str]:
    return [str(each.text) for each in lxml.etree.fromstring(content).iter(f"{SVG}text")]


def test_an_svg_file_says_what_it_shows_in_text(hostile: Report) -> None:
    found = hostile.maps[0]
    content = svg_file(drawn(found), found.row.title, "What <it> shows & says")
    root = lxml.etree.fromstring(content)
    assert root.findtext(f"{SVG}title") == safe_markup.printable(found.row.title)
    assert root.findtext(f"{SVG}desc") == "What <it> shows & says"
    assert root.get("font-family", "").endswith("sans-serif")
    words = "".join(texts(content)).replace(" ", "")
    assert all(
        "".join(each.label.split()) in words for each in found.row.factors if each.label.isascii()
    )
    assert {each.tag for each in root.iter(lxml.etree.Element)} <= {
        f"{SVG}{tag}" for tag in ("svg", "title", "desc", "rect", "text", "path", "polygon")
    }
    assert content == svg_file(drawn(found), found.row.title, "What <it> shows & says")


def test_named_loops_are_marked_in_pictures(report: Report) -> None:
    found = next(each for each in report.maps if each.search.loops)
    said = texts(svg_file(drawn(found), "", ""))
    assert found.search.loops[0].mark in said


@pytest.mark.parametrize("pixels", [100, 701, 2400])
def test_a_png_file_has_the_size_asked_for(report: Report, pixels: int) -> None:
    found = report.maps[0]
    made = png_file.png_file(drawn(found), "Ŵyl", "Says", pixels)
    image = Image.open(io.BytesIO(made))
    assert max(image.size) == pixels
    assert math.isclose(
        image.width / image.height, drawn(found).width / drawn(found).height, rel_tol=0.02
    )
    assert image.info["Title"] == "Ŵyl"
    assert len(image.getcolors(1 << 24) or ()) > 20


def test_strips_of_a_png_file_leave_no_seam(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = drawn(report.maps[0])
    monkeypatch.setattr(png_file, "_STRIP", 1000)
    whole = Image.open(io.BytesIO(png_file.png_file(picture, "", "", 600))).convert("L")
    monkeypatch.setattr(png_file, "_STRIP", 37)
    strips = Image.open(io.BytesIO(png_file.png_file(picture, "", "", 600))).convert("L")
    differs = ImageChops.difference(whole, strips).point(lambda value: 255 * (value > 90))
    assert (
        differs.getbbox() is None
    )  # Pillow's lines are rounded otherwise; a cut letter is black on white


@given(st.floats(-50, 400), st.floats(-50, 400), st.floats(1, 90), st.floats(1, 90))
def test_a_window_of_a_picture_holds_all_that_reaches_into_it(
    left: float, top: float, wide: float, tall: float
) -> None:
    parts = (
        Box(10, 10, 80, 40, "paper", "edge"),
        Label(200, 100, "Trust", 14, centred=True),
        Curve(((0.0, 0.0), (300.0, 0.0), (0.0, 300.0), (300.0, 300.0)), "edge"),
        Shape(((250.0, 250.0), (260.0, 250.0), (255.0, 270.0)), "edge"),
    )
    kept = part_of(Picture(300, 300, parts), (left, top, wide, tall)).parts
    back = placed(Picture(wide, tall, kept), left, top, 1.0)
    found = {type(part) for part in back}
    for part in parts:
        one, upper, other, lower = bounds(part)
        apart = one > left + wide or other < left or upper > top + tall or lower < top
        assert (type(part) in found) != apart


def test_the_usual_poster_is_one_that_can_be_read(report: Report) -> None:
    for found in report.maps:
        size = posters.usual_size(drawn(found))
        assert text_on(size, Rect(0, 0, drawn(found).width, drawn(found).height)) >= 12
        read = PdfReader(io.BytesIO(poster_pdf(report, found)))
        sheet = SHEETS[size] if has_picture(found.row) else office_page()
        assert max(read.pages[0].mediabox[2:]) == pytest.approx(max(sheet), abs=1)


def test_only_the_picture_is_on_a_large_sheet(report: Report) -> None:
    """The words after it are on the paper of the office, and so is all of an empty map."""
    for found in report.maps:
        content = poster_pdf(report, found, "A0")
        assert_accessible("A0", content)
        sizes = [max(page.mediabox[2:]) for page in PdfReader(io.BytesIO(content)).pages]
        if has_picture(found.row):
            assert sizes.pop(0) == pytest.approx(SHEETS["A0"][0], abs=1)
        assert sizes
        assert all(size == pytest.approx(max(office_page()), abs=1) for size in sizes)


def test_a_poster_tells_what_signs_mean_only_where_there_are_links(report: Report) -> None:
    for found in report.maps:
        bare = MapReport(dataclasses.replace(found.row, links=(), named_loops=()), NO_LOOPS)
        for each in (found, bare):
            poster = posters.poster_picture(report, each, drawn(each), "A3")
            words = {part.words for part in poster.parts if isinstance(part, Label)}
            assert ("Takes its time" in words) == bool(each.row.links)


def test_a_tall_map_gets_a_sheet_that_stands(report: Report) -> None:
    found = report.maps[0]
    factors = tuple(
        dataclasses.replace(each, x=0.0, y=300.0 * n) for n, each in enumerate(found.row.factors)
    )
    row = dataclasses.replace(found.row, factors=factors)
    read = PdfReader(io.BytesIO(poster_pdf(report, MapReport(row, found.search), "A2")))
    assert read.pages[0].mediabox.height > read.pages[0].mediabox.width


@given(
    st.sampled_from(POSTERS),
    st.sampled_from(list(TILES)),
    st.booleans(),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_every_place_of_a_poster_is_on_a_sheet_and_none_on_more_than_the_strips(
    size: str, sheet: str, stands: bool, across: float, down: float
) -> None:
    long, short = SHEETS[size]
    poster = (short, long) if stands else (long, short)
    cut = tiling(poster, tile_size(sheet))
    tiles = cut.tiles()
    assert len({tile.name for tile in tiles}) == len(tiles) == cut.rows * cut.columns
    x, y = across * poster[0], down * poster[1]
    on = [t for t in tiles if _covers(t.area[0], t.area[2], x) and _covers(t.area[1], t.area[3], y)]
    assert on
    assert len({t.column for t in on}) <= 2
    assert len({t.row for t in on}) <= 2
    for tile, after in pairwise(tiles):
        if after.row == tile.row:
            assert tile.area[0] + tile.area[2] - after.area[0] == pytest.approx(OVERLAP)
    wide, tall = cut.page[0] - 2 * MARGIN, cut.page[1] - 2 * MARGIN
    assert (tiles[-1].area[2], tiles[-1].area[3]) == (wide, tall)
    turned = dataclasses.replace(cut, page=cut.page[::-1])
    assert turned.rows * turned.columns >= len(tiles)


def _covers(start: float, length: float, at: float) -> bool:
    return start - 0.6 <= at <= start + length + 0.6


@pytest.mark.parametrize("sheets", TILES)
def test_a_poster_is_cut_into_sheets_with_a_key(report: Report, sheets: str) -> None:
    found = report.maps[0]
    content = poster_pdf(report, found, "A2", sheets)
    assert_accessible("A2 on smaller sheets", content)
    pages = pages_of(content)
    cut = tiling(SHEETS["A2"], tile_size(sheets))
    box = PdfReader(io.BytesIO(content)).pages[1].mediabox
    assert sorted(map(float, (box.width, box.height))) == pytest.approx(sorted(tile_size(sheets)))
    key = pages[0]
    for number, tile in enumerate(cut.tiles(), start=1):
        assert tile.name in key
        said = pages[number]
        assert f"{tile.name} · row {tile.row + 1} of {cut.rows}" in said
    assert found.row.title in pages[len(cut.tiles()) + 1]
    assert content == poster_pdf(report, found, "A2", sheets)


def test_one_map_is_written_in_the_size_chosen(report: Report) -> None:
    found = report.maps[0]
    choice = Choice("A0", row_id=found.row.id)
    output = next(each for each in catalogue.OUTPUTS if each.key == "posters")
    (document,) = output.of_choice(choice).documents(report)
    read = PdfReader(io.BytesIO(document.make()))
    assert max(read.pages[0].mediabox[2:]) == pytest.approx(SHEETS["A0"][0], abs=1)


@pytest.mark.parametrize(("size", "sheets"), [("A4", "A4"), ("A4", "A3"), ("A3", "A3")])
def test_sheets_no_smaller_than_the_poster_are_refused(size: str, sheets: str) -> None:
    output = next(each for each in catalogue.OUTPUTS if each.key == "posters")
    with pytest.raises(WorkshopError, match=r"choose a larger paper\.$"):
        output.of_choice(Choice(size, sheets))


def test_a_size_of_what_is_not_written_is_refused(report: Report, tmp_path: Path) -> None:
    with pytest.raises(
        WorkshopError,
        match=r"wall-agenda, charter-posters, posters, framework alone",
    ):
        catalogue.write_all(report, tmp_path / "out", ("agenda",), choice=Choice("A0"))
    with pytest.raises(
        WorkshopError, match=r"^A choice of pixels is for maps-png, framework-png alone"
    ):
        catalogue.write_all(report, tmp_path / "out", ("posters",), choice=Choice("A0", pixels=900))
    assert not (tmp_path / "out").exists()


@pytest.fixture(scope="module")
def large() -> MapReport:
    """A map of 300 factors, some with long names, of very different numbers of links."""
    dice = random.Random(12)
    words = [
        "Demand",
        "on",
        "the",
        "trust",
        "of",
        "neighbours",
        "who",
        "have",
        "waited",
        "for",
        "years",
    ]
    names = [f"{n} {' '.join(dice.choices(words, k=dice.randint(1, 9)))}" for n in range(300)]
    factors = tuple(
        FactorRow(n, name, n % 20 * 230.0, n // 20 * 150.0) for n, name in enumerate(names)
    )
    ends = [(dice.randrange(300), min(dice.randrange(300), dice.randrange(300))) for _ in names]
    links = tuple(LinkRow(n, a, b, Sign.MORE, n % 5 == 0) for n, (a, b) in enumerate(ends))
    return MapReport(MapRow(1, "Large", "", factors, links), NO_LOOPS)


@pytest.mark.parametrize("by", [SizeBy.EQUAL, SizeBy.LINKS])
def test_nothing_is_truncated_on_a_large_poster_and_its_least_words_can_be_read(
    report: Report, large: MapReport, by: SizeBy
) -> None:
    picture = map_picture(large.row, by=by)
    poster = posters.poster_picture(report, large, picture, "A0", by)
    boxes = [p for p in poster.parts if isinstance(p, Box) and abs(p.width - p.height) > 0.01]
    lines = [p for p in poster.parts if isinstance(p, Label) and p.strong and p.centred]
    inside: defaultdict[int, list[Label]] = defaultdict(list)
    for line in lines:
        for n, box in enumerate(boxes):
            if box.x < line.x < box.x + box.width and box.y < line.y < box.y + box.height:
                inside[n].append(line)
    said = [" ".join(line.words for line in found) for found in inside.values()]
    assert sorted(said) == sorted(factor.label for factor in large.row.factors)
    for n, found in inside.items():
        wide = max(fonts.width(line.words, fonts.STRONG, line.size) for line in found)
        assert wide <= boxes[n].width
    for x, y in chain(*map(_corners, poster.parts)):
        assert 0 <= x <= poster.width
        assert 0 <= y <= poster.height
    least = min(line.size for line in lines)
    smallest = min(sizes_of(large.row, by).values(), default=1.0)
    assert least == pytest.approx(
        text_on("A0", Rect(0, 0, picture.width, picture.height)) * smallest
    )


def _corners(part: Part) -> Iterator[tuple[float, float]]:
    """The outermost places of a part; of a curve some that lie on it."""
    if isinstance(part, Curve):
        yield from (point_on(part.points, n / 8) for n in range(9))
    elif isinstance(part, Shape):
        yield from part.points
    else:
        left, top, right, bottom = bounds(part)
        yield from ((left, top), (right, part.y if isinstance(part, Label) else bottom))


def test_the_sheets_of_a_poster_put_together_are_the_poster(
    report: Report, large: MapReport
) -> None:
    poster = posters.poster_picture(report, large, map_picture(large.row), "A0")
    together = set()
    for tile in tiling((poster.width, poster.height), SHEETS["A4"]).tiles():
        left, top, *_ = tile.area
        together |= {_rounded(p) for p in placed(part_of(poster, tile.area), left, top, 1.0)}
    assert together == {_rounded(part) for part in poster.parts}


def _rounded(part: Part) -> str:
    """A part with its numbers to a hundredth of a point, about a 300th of a millimetre."""
    return re.sub(r"-?\d+\.\d+(e-?\d+)?", lambda n: f"{float(n[0]) + 0.0001:.1f}", repr(part))


def test_boxes_are_as_large_on_paper_as_on_the_canvas(report: Report) -> None:
    row = report.maps[0].row
    sizes = box_sizes(standings(row.factors, row.links), SizeBy.BETWEEN)
    drawn_boxes = draw_whole(row, lambda label: fonts.width(label, fonts.STRONG, 14), sizes=sizes)
    found = map_picture(row, by=SizeBy.BETWEEN)
    wide = {round(p.width, 3) for p in found.parts if isinstance(p, Box)}
    assert len(set(sizes.values())) > 2
    assert {round(box.rect.width, 3) for box in drawn_boxes.boxes} <= wide
    content = poster_pdf(report, report.maps[0], "A3", by=SizeBy.BETWEEN)
    assert "shortest way between more pairs" in pages_of(content)[0]


def test_lines_tell_what_links_rest_on_only_where_the_map_does() -> None:
    factors = (
        FactorRow(1, "Trust", 0, 0),
        FactorRow(2, "Risk", 400, 0),
        FactorRow(3, "Luck", 0, 300),
    )
    ends = ((1, 2), (2, 3), (3, 1))

    def lines(*bases: Basis) -> list[bool]:
        links = tuple(
            LinkRow(n, *pair, sign=Sign.MORE, basis=basis)
            for n, (pair, basis) in enumerate(zip(ends, bases, strict=True), 10)
        )
        parts = map_picture(MapRow(1, "M", "", factors, links)).parts
        return [part.dashed for part in parts if isinstance(part, Curve)]

    assert lines(Basis.UNSAID, Basis.UNSAID, Basis.UNSAID) == [False] * 3
    assert lines(Basis.FOUND, Basis.NONE, Basis.CONTESTED) == [False, True, False, False]
    plain, told = map_legend_words(False), map_legend_words(True)
    assert told - plain == {"No evidence", "Disputed"}


def map_legend_words(based: bool) -> set[str]:
    return {part.words for part in legend_picture(based=based).parts if isinstance(part, Label)}


@pytest.mark.parametrize("by", SizeBy)
def test_the_legend_can_be_read_whatever_it_says(report: Report, by: SizeBy) -> None:
    """At 12 points on A3, on as many lines as that needs, and never over the map."""
    shown = max(report.maps, key=lambda one: len(one.row.factors))
    row = dataclasses.replace(shown.row, basis_shown=BasisShown.ALWAYS)
    found = dataclasses.replace(shown, row=row)
    poster = posters.poster_picture(report, found, map_picture(row, by=by), "A3", by)
    meant = legend_picture(by, row.shows_basis).parts
    said = {part.words for part in meant if isinstance(part, Label) and len(part.words) > 1}
    legend = [part for part in poster.parts if isinstance(part, Label) and part.words in said]
    boxes = [part for part in poster.parts if isinstance(part, Box) and part.width > 50]  # no signs
    assert len(legend) == len(said)
    assert min(part.size for part in legend) >= 11.99
    assert max(box.y + box.height for box in boxes) < min(part.y - part.size for part in legend)
    assert all(part.x > 0 and _corners_inside(part, poster) for part in legend)


def _corners_inside(part: Part, poster: Picture) -> bool:
    return all(0 <= x <= poster.width and 0 <= y <= poster.height for x, y in _corners(part))
