"""Cards from our own tables, from plain lists and from a Polis conversation."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.cards import CardEntry, read_cards
from upstream_workshop.readers.formats.tables import read_table
from upstream_workshop.readers.reading import Refusal
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import queries
from upstream_workshop.themes.cards import services as card_services


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "cards.csv"
    path.write_text(text, encoding)
    return path


def test_our_own_table_whatever_the_case_and_order(tmp_path: Path) -> None:
    path = written(
        tmp_path, "Author,TABLE,Theme,Text,Colour\nSiân,T1,Risg,Pwy sy’n talu?,blue\n,,,Dŵr,\n"
    )
    reading = read_cards(read_table(path))
    assert reading.entries == (
        CardEntry(2, "Pwy sy’n talu?", "Risg", "T1", "Siân"),
        CardEntry(3, "Dŵr"),
    )
    assert reading.unmapped == ("Colour",)


def test_a_row_without_text_is_refused_by_its_line(tmp_path: Path) -> None:
    reading = read_cards(read_table(written(tmp_path, "text,theme\nOne,A\n,B\nThree,\n")))
    assert [entry.line for entry in reading.entries] == [2, 4]
    assert reading.refused == (Refusal(3, "there is no text on this card"),)


def test_a_plain_list_loses_no_line(tmp_path: Path) -> None:
    reading = read_cards(read_table(written(tmp_path, "Trust is slow\nMoney is fast\n")))
    assert [(e.line, e.text) for e in reading.entries] == [
        (1, "Trust is slow"),
        (2, "Money is fast"),
    ]


def test_a_list_with_a_title_has_no_card_of_that_name(tmp_path: Path) -> None:
    for title in ("Ideas", "statement", "Your comment", "Sticky notes", "comment-body"):
        reading = read_cards(read_table(written(tmp_path, f"{title}\nTrust is slow\n")))
        assert [entry.text for entry in reading.entries] == ["Trust is slow"]
        assert reading.unmapped == ()


def test_the_one_column_nobody_knows_is_the_text(tmp_path: Path) -> None:
    path = written(tmp_path, "What should change?,Table\nEverything,3\n", "utf-16")
    assert read_cards(read_table(path)).entries == (CardEntry(2, "Everything", table="3"),)


def test_no_text_column_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = written(tmp_path, "theme,when,where\nRisk,now,here\n")
    with pytest.raises(WorkshopError, match=r"cards\.csv, line 1, has no column"):
        read_cards(read_table(path))


def test_a_corrected_guess_is_followed(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "theme,when,where\nRisk,now,here\n"))
    reading = read_cards(table, {"where": "text", "theme": "theme"})
    assert reading.entries == (CardEntry(2, "here", "Risk"),)
    assert reading.unmapped == ("when",)


@pytest.mark.parametrize("name", ["london.youth.policing", "scoop-hivemind.ubi"])
def test_a_polis_conversation_is_taken_as_it_is(
    shared_data: Path, workshop: Workshop, name: str
) -> None:
    path = shared_data / "polis" / f"{name}__comments.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = {row["comment-id"] for row in rows if row["moderated"] != "-1"}
    reading = read_cards(read_table(path))
    assert {entry.foreign_id for entry in reading.entries} == kept
    assert len(reading.refused) == len(rows) - len(kept)
    assert all("moderated is -1" in refusal.why for refusal in reading.refused)
    with workshop.change("Import") as session:
        assert card_services.import_cards(session, reading).added == len(kept)
        again = card_services.import_cards(session, reading)
        assert (again.added, again.unchanged) == (0, len(kept))
        assert {card.foreign_id for card in queries.cards(session)} == kept


def test_a_moderated_row_is_refused_with_its_line(shared_data: Path) -> None:
    path = shared_data / "polis" / "london.youth.policing__comments.csv"
    lines = path.read_text("utf-8").splitlines()
    moderated = [number for number, line in enumerate(lines, 1) if ",-1," in line]
    reading = read_cards(read_table(path))
    assert [refusal.line for refusal in reading.refused] == moderated
    assert moderated
