"""Lists of findings and code books as programs write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.codebooks import CodeEntry, read_codebook
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.findings import FindingEntry
from upstream_workshop.readers.reading import Reading

QDC = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="QualCoder 3.5">
 <Codes>
  <Code guid="5B32A7E8-70E4-4B5E-A8A7-9D3F3A1B2C3D" name="Barriers" isCodable="false" color="#FF0000">
   <Description>What stands in the way</Description>
   <Code guid="x" name="Risk" isCodable="true"/>
   <Code guid="y" name="Risk" isCodable="true"><Code name="Blame" isCodable="true"/></Code>
  </Code>
  <Code name=" " isCodable="true"/>
 </Codes>
 <Sets><Set guid="z" name="All"><MemberCode targetGUID="x"/></Set></Sets>
</CodeBook>"""


def read(tmp_path: Path, kind: str, name: str, content: str, encoding: str = "utf-8") -> Reading:
    path = tmp_path / name
    path.write_bytes(content.encode(encoding))
    found = READERS[kind](path)
    assert isinstance(found, Reading)
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_refi_code_book_is_read_with_all_below_equal_names(tmp_path: Path, encoding: str) -> None:
    found = read(
        tmp_path,
        "codebook",
        "a.qdc",
        QDC.replace('"utf-8"', f'"{encoding[:6].strip("-")}"'),
        encoding,
    )
    assert [entry.path for entry in found.entries] == [
        ("Barriers",), ("Barriers", "Risk"), ("Barriers", "Risk"), ("Barriers", "Risk", "Blame"),
    ]  # fmt: skip
    top = found.entries[0]
    assert (top.description, top.codable, top.colour) == (
        "What stands in the way",
        False,
        "#FF0000",
    )
    assert top.uid == "5b32a7e8-70e4-4b5e-a8a7-9d3f3a1b2c3d"
    assert found.entries[1].uid == ""
    assert [one.line for one in found.refused] == [9]
    assert found.unmapped == ("MemberCode", "Set")


@pytest.mark.parametrize(
    ("content", "paths"),
    [
        (
            "barriers>>risk>>blame\tWho is blamed\nenablers\t\n",
            [("barriers", "risk", "blame"), ("enablers",)],
        ),
        ("tag,description\nbarriers/risk,Why\n", [("barriers", "risk")]),
        ("name,description\nrisk,Why\n", [("risk",)]),
        ("risk\nmoney\n", [("risk",), ("money",)]),
    ],
)
def test_lists_of_codes_are_read(
    tmp_path: Path, content: str, paths: list[tuple[str, ...]]
) -> None:
    found = read(tmp_path, "codebook", "a.txt", content)
    assert [entry.path for entry in found.entries] == paths


def test_other_xml_is_no_code_book(tmp_path: Path) -> None:
    for content, why in (
        ("<html/>", "no code book"),
        ("<CodeBook><", "damaged"),
        (_BOMB, "entities"),
    ):
        path = tmp_path / "a.qdc"
        path.write_text(content)
        with pytest.raises(WorkshopError, match=why):
            read_codebook(path)


_BOMB = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><CodeBook>&c;</CodeBook>'


def test_a_table_of_findings_is_read_by_its_titles(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "findings",
        "a.csv",
        "Council;Finding;Type;Codes;Quote;Role;Consent\n"
        "Môn;Too slow;barrier;risk, money;We wait;Buyer;never\n"
        "Môn;;;;;;\n;;barrier;;;;\n",
    )
    assert found.entries == (
        FindingEntry(
            2, "Too slow", "barrier", "Môn", ("risk", "money"), "We wait", "Buyer", use="never"
        ),
    )
    assert [one.line for one in found.refused] == [3, 4]


@pytest.mark.parametrize(
    ("title", "answer", "use"),
    [
        ("OK to share?", "only if asked", "only if asked"),
        ("Permission to quote", "no", "no"),
        ("Can we use it?", "No", "No"),
        ("Do not share", "x", "never"),
        ("Confidential?", "yes", "never"),
        ("Off the record", "partly", "never"),
        ("Private", " No", ""),
        ("Driver / barrier", "no", ""),
    ],
)
def test_a_column_that_withholds_is_never_overlooked(
    tmp_path: Path, title: str, answer: str, use: str
) -> None:
    found = read(tmp_path, "findings", "a.csv", f"What we found,{title}\nToo slow,{answer}\n")
    assert found.unmapped == ()
    assert [one.use for one in found.entries] == [use]


def test_what_taguette_writes_is_one_finding_with_all_its_tags(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "findings",
        "a.csv",
        "id,document,content,tag\n1,notes.docx,We wait,risk\n1,notes.docx,We wait,money\n"
        "2,notes.docx,Yes,money\n",
    )
    assert found.entries == (
        FindingEntry(2, "We wait", codes=("risk", "money"), quote="We wait", source="notes.docx"),
        FindingEntry(4, "Yes", codes=("money",), quote="Yes", source="notes.docx"),
    )
    assert found.unmapped == ("id",)


_NAME = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="/›>"),
    min_size=1,
)


@given(
    st.lists(st.tuples(st.lists(_NAME, min_size=1, max_size=3), st.booleans(), _NAME), max_size=6)
)
def test_every_code_of_a_refi_file_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[list[str], bool, str]]
) -> None:
    """Whatever names there are, also astral letters and equal ones, each code comes once and in order."""
    book = etree.Element("{urn:QDA-XML:codebook:1.0}CodeBook")
    at = etree.SubElement(book, "{urn:QDA-XML:codebook:1.0}Codes")
    wanted = []
    for path, codable, description in rows:
        below = at
        for depth in range(len(path)):
            below = etree.SubElement(below, "{urn:QDA-XML:codebook:1.0}Code", name=path[depth])
            below.set("isCodable", str(codable).lower())
            etree.SubElement(below, "{urn:QDA-XML:codebook:1.0}Description").text = description
            wanted.append((tuple(path[: depth + 1]), description, codable))
    file = tmp_path_factory.mktemp("qdc") / "a.qdc"
    file.write_bytes(etree.tostring(book, xml_declaration=True, encoding="utf-8"))
    found = read_codebook(file)
    assert isinstance(found, Reading)
    entries: tuple[CodeEntry, ...] = found.entries
    assert [(one.path, one.description, one.codable) for one in entries] == wanted
