"""Maps from tables: spellings of signs, lone factors, refusals with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats.tables import read_table
from upstream_workshop.readers.maps.tabular.link_tables import MapEntry, read_map
from upstream_workshop.readers.reading import Reading, Refusal


def reading(folder: Path, text: str) -> Reading[MapEntry]:
    path = folder / "map.csv"
    path.write_text(text, "utf-8")
    return read_map(read_table(path))


@pytest.mark.parametrize(
    ("spelt", "sign"),
    [
        ("+", "+"), ("plus", "+"), ("Positive", "+"), ("1", "+"), ("+1", "+"), ("'+", "+"),
        ("-", "-"), ("−", "-"), ("–", "-"), ("MINUS", "-"), ("negative", "-"), ("-1", "-"),
        ("'-1", "-"), ("", ""), ("?", ""), ("unknown", ""),
    ],
)  # fmt: skip
def test_signs_as_people_spell_them(tmp_path: Path, spelt: str, sign: str) -> None:
    read = reading(tmp_path, f"from,to,sign\nA,B,{spelt}\n")
    assert read == Reading((MapEntry(2, "A", "B", sign),))


def test_of_two_columns_of_one_title_none_is_lost(tmp_path: Path) -> None:
    read = reading(tmp_path, "from,to,note,note\nA,B,why,how\n")
    assert read.unmapped == ("note (2)",)
    (entry,) = read.entries
    assert entry.note == "why"
    assert "how" in entry.carried


def test_every_column_is_read_in_any_order(tmp_path: Path) -> None:
    text = "Note,STRENGTH,To,Delay,Sign,From,Shape\nwhy,strong,B ŵ,yes,-, A  b ,round\n,,,,,Luck,\n"
    read = reading(tmp_path, text)
    assert read.entries == (
        MapEntry(
            2,
            "A b",
            "B ŵ",
            "-",
            True,
            "strong",
            "why",
            carried='{"table": {"Shape": "round"}}',
        ),
        MapEntry(3, "Luck"),
    )
    assert read.unmapped == ("Shape",)


def test_bad_rows_are_refused_with_their_line(tmp_path: Path) -> None:
    read = reading(tmp_path, "from,to,sign,delay\nA,B,+,\nA,C,+,maybe\n,B,+,\nA,,-,\nA,,,perhaps\n")
    assert read.entries == (
        MapEntry(2, "A", "B", "+"),
        MapEntry(3, "A", "C", "+", mark="delay: maybe"),  # which is asked about
    )
    assert read.refused == (
        Refusal(4, "there is no factor in “from”"),
        Refusal(5, "there is a sign or a delay, but no factor in “to”"),
        Refusal(6, "there is a sign or a delay, but no factor in “to”"),
    )


@pytest.mark.parametrize("word", ["+ve", "S", "O", "++", "+-", "0.5", "Negative influence"])
def test_a_word_that_is_no_clear_sign_is_kept_to_be_asked(tmp_path: Path, word: str) -> None:
    (entry,) = reading(tmp_path, f"from,to,sign\nA,B,{word}\n").entries
    assert (entry.sign, entry.word) == ("", word)


def test_a_table_without_from_is_refused_whole(tmp_path: Path) -> None:
    with pytest.raises(WorkshopError, match=r"map\.csv, line 1, has no column “from”"):
        reading(tmp_path, "colour,size\nred,4\n")


@pytest.mark.parametrize(
    ("titles", "fields"),
    [
        ("From,To,Effect", ["from", "to", "sign"]),
        ("Effect,To,From", ["sign", "to", "from"]),
        ("Cause,Effect,Polarity", ["from", "to", "sign"]),
        ("Cause,Consequence,Effect", ["from", "to", "sign"]),
        ("Source,Target,Relationship,Lag", ["from", "to", "sign", "delay"]),
        ("Factor,Influences,Sign,Comment", ["from", "to", "sign", "note"]),
        ("Source,Target,Weight", ["from", "to", "sign"]),
        ("Source,Target,Polarity,Weight", ["from", "to", "sign", "strength"]),
    ],
)
def test_a_title_means_what_the_others_leave_it(
    tmp_path: Path, titles: str, fields: list[str]
) -> None:
    """An effect is the second factor only where no other title is; a weight below zero is a sign."""
    given = {"from": "A", "to": "B", "sign": "-1", "delay": "yes", "strength": "2", "note": "why"}
    row = ",".join(given[field] for field in fields)
    (entry,) = reading(tmp_path, f"{titles}\n{row}\n").entries
    expected = MapEntry(
        2, "A", "B", "-", "delay" in fields,
        "2" if "strength" in fields else "", "why" if "note" in fields else "",
    )  # fmt: skip
    assert entry == expected


@pytest.mark.parametrize(
    ("told", "late", "note"),
    [
        ("2 years", True, "delay: 2 years"), ("about 6 months", True, "delay: about 6 months"),
        ("0", False, ""), ("0,5", True, "delay: 0,5"), ("1", True, ""), ("none", False, ""),
    ],
)  # fmt: skip
def test_an_amount_of_time_is_a_delay(tmp_path: Path, told: str, late: bool, note: str) -> None:
    (entry,) = reading(tmp_path, f"from;to;delay\nA;B;{told}\n").entries
    assert entry == MapEntry(2, "A", "B", "", late, "", note)


@pytest.mark.parametrize("row", ["#REF!,Risk,+", "Trust,#N/A,+", "Trust,Risk,#DIV/0!"])
def test_the_error_of_a_formula_is_no_name_and_no_sign(tmp_path: Path, row: str) -> None:
    read = reading(tmp_path, f"from,to,sign\nLuck,Risk,+\n{row}\n")
    assert [entry.source for entry in read.entries] == ["Luck"]
    ((line, why),) = [(one.line, one.why) for one in read.refused]
    assert (line, why.endswith("is the error of a formula")) == (3, True)
