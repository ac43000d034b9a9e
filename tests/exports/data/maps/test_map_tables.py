"""Our own table of a map gives back all that is on it, and still takes tables written before."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from exports.data.csv_tables import written_csv
from exports.data.map_formats.map_tables import map_csv
from tests.core.maps import examples
from tests.exports.data.maps.drawn_maps import imported, labels, maps, read, without_ids
from upstream_workshop.maps import queries
from upstream_workshop.maps.importing import services as importing
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.readers.maps.carrying import TABLE, read_rest
from upstream_workshop.readers.maps.map_parts import MapFactor
from upstream_workshop.session_file.workshop import Workshop


@settings(
    max_examples=40,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(row=maps())
def test_everything_on_a_map_comes_back(workshop: Workshop, tmp_path: Path, row: MapRow) -> None:
    found = read(tmp_path / "map.csv", map_csv(row))
    assert found.refused == ()
    assert set(found.unmapped) <= {"Owner"}
    back, outcome = imported(workshop, found)
    assert outcome.refused == ()
    assert without_ids(back) == without_ids(row)
    with workshop.change("Again") as session:
        again = importing.import_map(session, back.title, found)
        assert (again.changes, again.refused) == (0, ())
        assert queries.map_named(session, back.title) == back


def test_our_own_sample_comes_back(workshop: Workshop, tmp_path: Path) -> None:
    with workshop.change("Draw") as session:
        examples.furnish(session)
    with workshop.read() as session:
        row = queries.map_named(session, "What keeps us downstream")
    back, _ = imported(workshop, read(tmp_path / "map.csv", map_csv(row)))
    assert without_ids(back) == without_ids(row)
    assert all((row.named_loops, row.zones, row.notes, row.factor_origins, row.link_origins))


def test_two_factors_of_one_label_stay_two(workshop: Workshop, tmp_path: Path) -> None:
    factors = "factor,a,Trust,,\nfactor,b,Trust,,\nfactor,c,Risk,,\n"
    text = f"kind,id,from,to,sign\n{factors}link,,b,Risk,-\nlink,,a,c,+\n"
    back, _ = imported(workshop, read(tmp_path / "map.csv", text.encode()))
    labels = {each.id: each.label for each in back.factors}
    assert list(labels.values()) == ["Trust", "Trust (2)", "Risk"]
    assert [(labels[x.source_id], labels[x.target_id], x.sign) for x in back.links] == [
        ("Trust (2)", "Risk", "-"), ("Trust", "Risk", "+"),
    ]  # fmt: skip


def test_a_table_written_before_is_read_as_it_was(workshop: Workshop, tmp_path: Path) -> None:
    text = "from,to,sign,delay,strength,note\nTrust,Risk,-,yes,strong,why\nLuck,,,,,of the draw\n"
    back, outcome = imported(workshop, read(tmp_path / "map.csv", text.encode()))
    assert [(each.label, each.note) for each in back.factors] == [
        ("Trust", ""), ("Risk", ""), ("Luck", "of the draw"),
    ]  # fmt: skip
    assert [(each.sign, each.delay, each.strength, each.note) for each in back.links] == [
        ("-", True, "strong", "why")
    ]
    assert outcome.refused == ()


def test_what_makes_no_sense_is_refused_by_its_line(workshop: Workshop, tmp_path: Path) -> None:
    rows = [
        "kind,id,from,to,sign,x,y,colour,title,number,links,carried",
        "factor,1,Trust,,,12,-3.25,leaf,,,,", "factor,2,Risk,,,far,0,,,,,", "factor,3,,,,,,,,,,",
        "link,4,1,,+,,,,,,,", "link,5,1,Luck,+,,,,,,,", "loop,,,,,,,,Round,1,5 9,", "loop,,,,,,,,Round,x,5,",
        "loop,,,,,,,,Round,1,5,", "note,,,,,0,0,,,,,", "factor,6,Time,,,,,purple,,,,",
    ]  # fmt: skip
    found = read(tmp_path / "map.csv", "\n".join(rows).encode())
    back, outcome = imported(workshop, found)
    assert [refusal.line for refusal in outcome.refused] == [3, 4, 5, 7, 8, 9, 10]
    assert [(each.label, each.x, each.y, each.colour) for each in back.factors[:1]] == [
        ("Trust", 12, -3.25, "leaf")
    ]
    assert [each.label for each in back.factors] == ["Trust", "Time", "Luck"]
    assert any("purple" in told.note for told in outcome.rows)


def test_a_column_called_kind_of_something_else_is_left_and_said(tmp_path: Path) -> None:
    found = read(tmp_path / "map.csv", b"kind,from,to,colour\ndriver,Trust,Risk,red\n")
    assert found.unmapped == ("kind", "colour")
    assert len(found.entries) == 1


def test_two_sheets_of_a_workbook_give_places_and_notes(workshop: Workshop, tmp_path: Path) -> None:
    book = Workbook()
    factors, links = book.active, book.create_sheet("Links")
    assert factors is not None
    factors.title = "Factors"
    for row in (("Label", "Note", "x", "y"), ("Trust", "us", 10, 20.5), ("Risk", None, 300, -40)):
        factors.append(row)
    for row in (("From", "To", "Sign"), ("Trust", "Risk", "-"), ("Risk", "Trust", "+")):
        links.append(row)
    path = tmp_path / "map.xlsx"
    book.save(path)
    found = read(path, path.read_bytes())
    assert [each.x for each in found.entries if isinstance(each, MapFactor)] == [10, 300]
    back, _ = imported(workshop, found)
    assert [(each.label, each.note, each.x, each.y) for each in back.factors] == [
        ("Trust", "us", 10, 20.5), ("Risk", "", 300, -40),
    ]  # fmt: skip
    assert [each.sign for each in back.links] == ["-", "+"]


def test_our_own_table_in_a_workbook_comes_back(workshop: Workshop, tmp_path: Path) -> None:
    with workshop.change("Draw") as session:
        examples.furnish(session)
    with workshop.read() as session:
        row = queries.map_named(session, "What keeps us downstream")
    book = Workbook()
    assert book.active is not None
    text = io.StringIO(map_csv(row).decode("utf-8-sig"), newline="")
    for cells in csv.reader(text):
        book.active.append(cells)
    path = tmp_path / "map.xlsx"
    book.save(path)
    back, _ = imported(workshop, read(path, path.read_bytes()))
    assert without_ids(back) == without_ids(row)


TITLES = (
    "Owner", "Owner's note", "Description", "Note", "type", "kind", "e-mail", "x", "=1", "table", "<b>ŵ</b>",
)  # fmt: skip


@settings(
    max_examples=20,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    others=st.lists(st.sampled_from(TITLES), max_size=5, unique_by=str.casefold),
    data=st.data(),
)
def test_cells_that_nothing_uses_come_back(
    workshop: Workshop, tmp_path: Path, others: list[str], data: st.DataObject
) -> None:
    cells = [[data.draw(labels | st.just("")) for _ in others] for _ in range(3)]
    rows = [(f"A{n}", f"B{n}", *row) for n, row in enumerate(cells)]
    found = read(tmp_path / "links.csv", written_csv(("from", "to", *others), rows))
    assume(not found.refused)
    first, outcome = imported(workshop, found)
    back, _ = imported(workshop, read(tmp_path / "map.csv", map_csv(first)))
    assert without_ids(back) == without_ids(first)
    expected = [
        {
            title: cell
            for title, cell in zip(others, row, strict=True)
            if cell and title in found.unmapped
        }
        for row in cells
    ]
    assert [read_rest(link.carried, TABLE) for link in back.links] == expected
    assert bool(outcome.notes) == any(expected)


def test_what_files_of_two_formats_say_is_kept_together(workshop: Workshop, tmp_path: Path) -> None:
    kumu = b'{"elements": [{"label": "Trust", "Dessert": "ice"}], "connections": []}'
    imported(workshop, read(tmp_path / "map.json", kumu))
    with workshop.read() as session:
        title = queries.maps(session)[-1].title
    found = read(tmp_path / "links.csv", b"from,to,owner\nTrust,,Ann\n")
    with workshop.change("Import") as session:
        importing.import_map(session, title, found, {"same factors": "same"})
        (factor,) = queries.map_named(session, title).factors
    assert read_rest(factor.carried, "kumu")["Dessert"] == "ice"
    assert read_rest(factor.carried, TABLE) == {"owner": "Ann"}


def test_cells_for_which_there_is_no_place_are_said(tmp_path: Path) -> None:
    rows = ["factor,1,A,,{,Ann", "link,2,A,A,,Ben", "more,,,,x,Cy", "factor,3,,,,Di", "note,,,,,Ed"]
    text = "\n".join(("kind,id,from,to,carried,owner", *rows))
    found = read(tmp_path / "map.csv", text.encode())
    assert [each.line for each in found.refused] == [5]
    assert found.unmapped == (
        "owner",
        *(f"line {n}: columns that are not read" for n in (2, 3, 4, 6)),
    )
