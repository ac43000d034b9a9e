"""Random signed multigraphs, as maps."""

from __future__ import annotations

from hypothesis import strategies as st

from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow

LABELS = st.text("abc deŵ’XYZ", min_size=1, max_size=60).filter(str.strip)


@st.composite
def map_rows(draw: st.DrawFn, most: int = 6, least: int = 0, links: int = 12) -> MapRow:
    """Up to `most` factors anywhere, up to `links` links: parallel ones and self-links too."""
    count = draw(st.integers(least, most))
    place = st.floats(-2000, 2000)
    ids = draw(st.permutations(range(10, 10 + count)))
    factors = tuple(FactorRow(id_, draw(LABELS), draw(place), draw(place)) for id_ in ids)
    if not factors:
        return MapRow(1, "Map", "", (), ())
    end = st.sampled_from(ids)
    made = draw(
        st.lists(
            st.tuples(end, end, st.sampled_from(["+", "-", ""]), st.booleans()), max_size=links
        )
    )
    numbers = draw(st.permutations(range(100, 100 + len(made))))
    return MapRow(
        1,
        "Map",
        "",
        factors,
        tuple(LinkRow(n, *link) for n, link in zip(numbers, made, strict=True)),
    )
