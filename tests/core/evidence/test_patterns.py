"""Patterns equal an independent count of random findings, and what is hidden cannot be computed."""

from __future__ import annotations

from itertools import product
from random import Random

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from upstream_workshop.evidence import patterns, small_numbers
from upstream_workshop.evidence.codebook.queries import CodeRow
from upstream_workshop.evidence.kinds import KINDS, Standing, Use
from upstream_workshop.evidence.queries import FindingRow, VisitRow

PARENTS = {1: None, 2: 1, 3: 2, 4: None, 5: 4, 6: None}
CODES = tuple(
    CodeRow(id_, f"c{id_}", f"c{id_}", 0, parent, "", True, "", "", ())
    for id_, parent in PARENTS.items()
)
HOMES = tuple((id_, f"home {id_}") for id_ in range(1, 8))


def finding(
    id_: int, home: int | None, codes: tuple[int, ...], kind: str, visit: int | None
) -> FindingRow:
    return FindingRow(
        id_,
        f"f{id_}",
        "",
        kind,
        home,
        "",
        visit,
        "",
        "",
        "",
        "",
        Use.NAMED,
        Standing.UNCHECKED,
        codes,
    )


FINDINGS = st.lists(
    st.tuples(
        st.sampled_from([None, *range(1, 8)]),
        st.lists(st.sampled_from([*PARENTS]), max_size=3, unique=True).map(tuple),
        st.sampled_from(["", *KINDS]),
        st.sampled_from([None, 1, 2, 3]),
    ),
    max_size=40,
).map(lambda rows: tuple(finding(id_, *row) for id_, row in enumerate(rows)))


def at_or_above(code: int) -> set[int]:
    found, at = set(), code
    while at is not None:
        found.add(at)
        at = PARENTS[at]
    return found


@given(FINDINGS)
def test_a_matrix_is_what_counting_one_by_one_gives(rows: tuple[FindingRow, ...]) -> None:
    found = patterns.matrix(rows, patterns.by_code(CODES), patterns.by_organisation(HOMES))
    for code, (home, _) in product(PARENTS, HOMES):
        mine = [
            row.id
            for row in rows
            if row.organisation_id == home and any(code in at_or_above(own) for own in row.codes)
        ]
        assert [row.id for row in found.cells.get((code, home), ())] == mine
    for code in PARENTS:
        assert found.total(code) == sum(
            any(code in at_or_above(c) for c in row.codes) for row in rows
        )
    for one in patterns.shared(found, 3):
        saying = {
            row.organisation_id
            for row in rows
            if any(one.code_id in at_or_above(c) for c in row.codes)
        }
        assert set(one.said_by) == {name for id_, name in HOMES if id_ in saying}
        assert len(one.said_by) >= 3
        assert len(one.said_by) + len(one.not_said_by) == len(HOMES)
    pairs = {(one.first_id, one.second_id): one for one in patterns.together(rows)}
    for first, second in product(PARENTS, PARENTS):
        both = [
            row for row in rows if first < second and first in row.codes and second in row.codes
        ]
        if both:
            assert pairs[first, second].findings == len(both)
            assert pairs[first, second].organisations == len(
                {row.organisation_id for row in both} - {None}
            )
        else:
            assert (first, second) not in pairs


def test_a_thousand_findings_are_counted_as_pandas_counts_them() -> None:
    chance = Random(16)
    rows = tuple(
        finding(
            id_,
            chance.choice([None, *range(1, 8)]),
            tuple(chance.sample([*PARENTS], chance.randrange(4))),
            chance.choice(["", *KINDS]),
            None,
        )
        for id_ in range(1_000)
    )
    said = pd.DataFrame(
        {(row.id, row.organisation_id, row.kind_name, code)
         for row in rows for own in row.codes for code in at_or_above(own)},
        columns=["finding", "home", "kind", "code"],
    )  # fmt: skip
    for title, columns in (
        ("home", patterns.by_organisation(HOMES)),
        ("kind", patterns.by_kind(("", *KINDS))),
    ):
        found = patterns.matrix(rows, patterns.by_code(CODES), columns)
        counted = pd.crosstab(said["code"], said[title])
        assert {(code, key): found.count(code, key) for code in PARENTS for key in columns.headings} == {
            (code, key): counted.loc[code, key] for code in PARENTS for key in columns.headings
        }  # fmt: skip


@given(FINDINGS)
def test_saturation_counts_each_code_once(rows: tuple[FindingRow, ...]) -> None:
    visits = tuple(VisitRow(id_, 1, "", None, "", Use.NAMED, "") for id_ in (2, 1, 3))
    found = patterns.saturation(rows, visits)
    seen: list[int] = []
    for visit, one in zip(visits, found, strict=True):
        own = [code for row in rows if row.visit_id == visit.id for code in row.codes]
        assert one.new == len({code for code in own if code not in seen})
        seen += own
        assert one.known == len(set(seen))


@settings(max_examples=60)
@given(FINDINGS, st.integers(3, 4))
def test_no_hidden_count_follows_from_what_is_told(
    rows: tuple[FindingRow, ...], fewest: int
) -> None:
    """Of each hidden cell every small count is still possible, whatever is told beside it."""
    found = patterns.matrix(
        rows, patterns.by_code(CODES, flat=True), patterns.by_kind(("", *KINDS))
    )
    cells, of_rows, of_columns = small_numbers.told_counts(found, fewest)
    for (row, column), told in cells.items():
        true = found.count(row, column)
        assert told in (None, true)
        assert (told is None) == (0 < true < fewest)
        if told is None:  # no equation that is told has this cell in it
            assert of_rows[row] is None
            assert of_columns[column] is None
    for row, total in of_rows.items():
        assert total in (None, found.total(row))
        assert total is None or not 0 < total < fewest


@given(FINDINGS)
def test_no_hidden_count_follows_from_another_table_of_the_same(
    rows: tuple[FindingRow, ...],
) -> None:
    """Where a total is known from elsewhere, two counts that add up to three and more are hidden in it."""
    found = patterns.matrix(rows, patterns.by_organisation(HOMES), patterns.by_kind(("", *KINDS)))
    cells, of_rows, _ = small_numbers.told_counts(found, linked=True)
    for row in found.rows:
        hidden = [found.count(row, one) for one in found.columns if cells[row, one] is None]
        assert len(hidden) != 1 or hidden == [found.total(row)]
        assert not hidden or of_rows[row] is None
    for column in found.columns:
        hidden = [found.count(one, column) for one in found.rows if cells[one, column] is None]
        assert len(hidden) != 1 or all(cells[one, column] in (None, 0) for one in found.rows)


@given(st.integers(0, 20), st.integers(0, 20), st.integers(2, 4))
def test_neither_few_who_say_it_nor_few_who_do_not_are_told(
    said: int, rest: int, fewest: int
) -> None:
    told = small_numbers.told(said, said + rest, fewest)
    if told is None:
        assert 0 < said < fewest or 0 < rest < fewest
    else:
        assert told == said
        assert said in (0, *range(fewest, 21))
        assert rest in (0, *range(fewest, 21))
