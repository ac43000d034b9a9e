"""What a picture of a map that stands alone says to those who cannot see it."""

from __future__ import annotations

from exports.documents.map_paper import picture_words
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow

FACTORS = (FactorRow(1, "Trust"), FactorRow(2, "Time"))


def test_a_picture_tells_its_links_and_points_to_no_list() -> None:
    links = (
        LinkRow(1, 1, 2, Sign.LESS, note="said by Ann"),
        LinkRow(2, 2, 1, Sign.MORE, delay=True),
    )
    assert picture_words(MapRow(1, "M", "Table 3", FACTORS, links)) == (
        "Map “M”: 2 factors and 2 links. More trust leads to less time; "
        "More time leads to more trust, after a delay"
    )
    assert picture_words(MapRow(1, "M", "", FACTORS[:1], ())) == "Map “M”: 1 factor and 0 links."


def test_of_very_many_links_the_rest_are_counted() -> None:
    links = tuple(LinkRow(n, 1, 2, Sign.MORE) for n in range(100))
    told = picture_words(MapRow(1, "M", "", FACTORS, links))
    assert told.count("leads to") == 60
    assert told.endswith("; and 40 more links")
