"""The delimiter of a table is the one that gives even columns, whatever its cells hold."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats import delimited

MARKS = "\t,;|"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16")
TITLES = ("Name", "Organisation", "Role", "Joined at", "Fee", "Offers")
PIECES = (
    "Smith, Jane", "1/5/26, 9:00:00 AM", "1,50", "1.234,56", "a; b", "a|b", "x\ty", "“quoted”", 'say "so"',
    "two\nlines", "Ŵyn Tŷ", "plain", "", ";", ",", "|", "'", "1", "2026-11-05",
)  # fmt: skip
CELLS = st.one_of(st.sampled_from(PIECES), st.text(st.sampled_from("ab,;|\t\"\n' 1"), max_size=8))
TABLES = st.integers(2, 6).flatmap(
    lambda width: st.lists(
        st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=15
    ).map(lambda rows: [list(TITLES[:width]), *rows])
)


def written(grid: list[list[str]], mark: str, quoting: int, ending: str = "\r\n") -> str:
    held = io.StringIO(newline="")
    csv.writer(held, delimiter=mark, quoting=quoting, lineterminator=ending).writerows(grid)  # type: ignore[arg-type]  # the number of one of csv's ways
    return held.getvalue()


def cells(content: bytes) -> list[list[str]]:
    return [row for _, row in delimited.rows("list.csv", content)]


@given(
    TABLES,
    st.sampled_from(MARKS),
    st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC)),
    st.sampled_from(ENCODINGS),
    st.sampled_from(("\n", "\r\n")),
)
def test_what_is_written_with_any_delimiter_is_read_back(
    grid: list[list[str]], mark: str, quoting: int, encoding: str, ending: str
) -> None:
    assert cells(written(grid, mark, quoting, ending).encode(encoding)) == grid


@given(TABLES, st.sampled_from(MARKS), st.data())
def test_short_rows_do_not_change_the_delimiter(
    grid: list[list[str]], mark: str, data: st.DataObject
) -> None:
    """Programs that leave out blank cells at the end of a row leave most rows as they are."""
    grid = [*grid[:1], *(["x", *row[1:]] for row in grid[1:])]
    for row in grid[1 : len(grid) // 4]:
        del row[data.draw(st.integers(2, len(row))) :]
    assert cells(written(grid, mark, csv.QUOTE_MINIMAL).encode()) == grid


REPORT = [
    ["1. Summary"],
    ["Meeting title", "The residential"],
    ["Start time", "1/5/26, 9:00:00 AM"],
    ["Meeting duration", "1h 0m 0s"],
    [],
    ["2. Participants"],
    ["Name", "First Join", "Last Leave", "Email", "Role"],
    *(["Prys, Siân", "1/5/26, 9:00:00 AM", "1/5/26, 9:00:00 AM", "", "Presenter"],) * 7,
    [],
    ["3. In-Meeting Activities"],
    ["Name", "Join Time", "Leave Time", "Email"],
    *(["Prys, Siân", "1/5/26, 9:00:00 AM", "1/5/26, 9:00:00 AM", "s@example.org"],) * 9,
]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_report_of_several_sections(mark: str, encoding: str) -> None:
    assert cells(written(REPORT, mark, csv.QUOTE_MINIMAL).encode(encoding)) == REPORT


UNEVEN = "Name,Role\nAnn,Head\nBo,x,y,z,d\nCy,q,e\nDi,w,s,d,f,g,h,h\nE,r,t,y\n"


def test_a_table_that_fits_nothing_is_refused() -> None:
    with pytest.raises(
        WorkshopError, match=r"^list\.csv has no even columns .*save the list again"
    ):
        list(delimited.rows("list.csv", UNEVEN.encode()))


@pytest.mark.parametrize(
    "text",
    [
        "text\nToo many forms, too little time\nTrust, slowly\n",
        "Dear all, please\nfind, attached, the\nlist\nof, what, we, said\n",
        "One idea\nAnother; and more\n",
    ],
)
def test_prose_has_one_column(text: str) -> None:
    assert cells(text.encode()) == [[line] for line in text.splitlines()]


def test_a_row_with_a_cell_too_many_is_named() -> None:
    rows = list(delimited.rows("list.csv", b"Name,Job\nAnn,Head\nBo,Cook, chef\nCy,\nDi,x\n"))
    (refused,) = delimited.spilled(rows)
    assert refused.line == 3
    assert "3 cells" in refused.why


def test_no_row_of_a_section_is_too_wide_for_another_section() -> None:
    rows = list(delimited.rows("list.csv", written(REPORT, "\t", csv.QUOTE_MINIMAL).encode()))
    assert delimited.spilled(rows) == ()
