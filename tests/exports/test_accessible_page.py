"""What finds faults in pages finds them, and the summary has none."""

from __future__ import annotations

import pytest

from exports.drawing import inks
from exports.summary import summary_page
from tests.exports.accessible_page import page_faults

GOOD = (
    '<!DOCTYPE html><html lang="en-GB"><head><title>T</title></head><body><a href="#c">Skip</a>'
    '<nav aria-label="Here"><ul><li><a href="#c">There</a></li></ul></nav><main id="c"><h1>T</h1><h2>A</h2>'
    '<table><thead><tr><th scope="col">H</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>'
    '<svg role="img" aria-label="A bar"></svg></main><footer><p>F</p></footer></body></html>'
)
WORSE = (
    (' lang="en-GB"', ""), ("<title>T</title>", ""), ("<h2>", "<h3>"), ("<h1>T</h1>", ""),
    ('scope="col"', ""), (">H<", "><"), (' aria-label="A bar"', ""), (' aria-label="Here"', ""),
    ('<a href="#c">Skip</a>', ""),
    ('id="c"', 'id="d"'), ("</ul>", ""), ("<p>F</p>", "<script>1</script>"), ("<p>F</p>", '<img src="x">'),
    ("<p>F</p>", '<a href="https://a.org">x</a>'), ("<li>", "<div>"), ("main", "div"),
)  # fmt: skip


@pytest.mark.parametrize("report_of", ["revealed", "hostile", "empty"])
def test_the_summary_has_none(report_of: str, request: pytest.FixtureRequest) -> None:
    assert page_faults(summary_page(request.getfixturevalue(report_of))) == []


@pytest.mark.parametrize(("part", "spoilt"), WORSE)
def test_each_fault_is_found(part: str, spoilt: str) -> None:
    assert page_faults(GOOD.encode()) == []
    assert page_faults(GOOD.replace(part, spoilt).encode()) != []


def luminance(colour: str) -> float:
    def channel(at: int) -> float:
        value = int(colour[at : at + 2], 16) / 255
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)


@pytest.mark.parametrize("ink", ["ink", "soft", "deep"])
@pytest.mark.parametrize("ground", ["paper", "mist"])
def test_letters_stand_out_from_their_ground(ink: str, ground: str) -> None:
    light, dark = sorted((luminance(inks.css(ink)), luminance(inks.css(ground))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
