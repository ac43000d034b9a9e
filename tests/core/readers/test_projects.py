"""REFI-QDA projects: places by whatever counting, traps of real ones, and what is only kept."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.readers.project_samples import RISK, project, selection, zipped
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import SHORT
from upstream_workshop.readers.codebooks import CodeEntry
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.sources.countings import MARK, Snippet, counting_of
from upstream_workshop.readers.sources.own_projects import Facts, facts_of, note_text
from upstream_workshop.readers.sources.projects import read_book_of_codes
from upstream_workshop.readers.sources.source_entries import SourcesReading
from upstream_workshop.readers.sources.source_files import read_sources

BEFORE = st.text(st.sampled_from("ab\n𝔘é "), max_size=30)


def read(tmp_path: Path, content: bytes) -> SourcesReading:
    path = tmp_path / "a.qdpx"
    path.write_bytes(content)
    return read_sources(path)


@settings(max_examples=80)
@given(before=BEFORE, quote=BEFORE, after=BEFORE, stored=st.sampled_from(("\n", "\r\n")),
       marked=st.booleans(), way=st.sampled_from(("points", "pairs as one", "units", "mark")))  # fmt: skip
def test_four_producers_give_equal_slices(
    before: str, quote: str, after: str, stored: str, marked: bool, way: str
) -> None:
    quote = f"Said «{quote}» here"
    raw = MARK * marked + f"{before}{quote}{after}".replace("\n", stored)

    def counted(text: str) -> int:
        plain = text.replace("\r\n", "\n") if way == "pairs as one" else text
        length = len(plain.encode("utf-16-le")) // 2 if way == "units" else len(plain)
        return length + (way == "mark" and marked)

    start = counted(before.replace("\n", stored))
    end = start + counted(quote.replace("\n", stored)) - (way == "mark" and marked)
    counting = counting_of(raw, [Snippet(start, end, quote)])
    assert counting.text[counting.place(start) : counting.place(end)].strip() == quote


def test_names_that_are_no_snippets_mean_plain_code_points(tmp_path: Path) -> None:
    text = "One\r\n𝔘wo three"
    sources = (
        f'<TextSource guid="s-1" name="Board" plainTextPath="board.txt">'
        f"{selection(6, 9, 'line:6', 'code-2')}</TextSource>"
    )
    reading = read(tmp_path, project(sources, sources__board=text, **{"SOURCES__Board.txt": text}))
    (entry,) = reading.entries
    (quote,) = entry.quotes
    assert entry.text[quote.start : quote.end] == "wo "
    assert [code.path for code in reading.codes if code.ref in quote.codes] == [("Money",)]


def test_what_is_missing_is_named_and_what_is_unknown_is_kept(tmp_path: Path) -> None:
    sources = (
        '<TextSource name="Gone" plainTextPath="internal://gone.txt"/>'
        '<TextSource name="Far" plainTextPath="absolute:///etc/hostname"/>'
        '<TextSource name="Here" richTextPath="internal://x.docx"><PlainTextContent>Two words'
        f"</PlainTextContent>{selection(0, 3, 'Two')}{selection(5, 90, 'x')}<VariableValue/>"
        '</TextSource><PictureSource name="P" path="internal://p.jpg"/>'
    )
    more = '<Users><User name="U"/></Users><Notes><Note guid="n"/></Notes><Cases><Case name="Leeds"/></Cases>'
    reading = read(tmp_path, project(sources, more, **{"sources__.root": b"\0\1"}))
    (entry,) = reading.entries
    assert [each.why.partition(",")[0] for each in reading.refused] == [
        "the text of “Gone”",
        "the text of “Far”",
        "a coded place of “Here” is outside its text",
    ]
    assert entry.notes == (
        "“Here”: VariableValue are only kept.",
        "“Here”: its formatted copy was left out.",
    )
    assert [part.tag for part in reading.parts] == ["PictureSource", "Users", "Notes", "Case"]
    assert not entry.organisation


def test_a_project_gives_its_code_book_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(project(""))
    reading = read_book_of_codes(path)
    assert isinstance(reading, Reading)
    assert [(code.path, code.uid) for code in reading.entries if isinstance(code, CodeEntry)] == [
        (("Risk",), f"{RISK}"),
        (("Money",), ""),
    ]
    path.write_bytes(zipped(**{"Project.QDE": "<Project/>"}))
    with pytest.raises(WorkshopError, match="has no code book"):
        read_book_of_codes(path)


@given(st.builds(Facts, *[st.text(max_size=30)] * 4), st.text())
def test_what_our_notes_say_comes_back_and_what_others_say_does_no_harm(
    facts: Facts, other: str
) -> None:
    spaced = {name: " ".join(said.split()) for name, said in asdict(facts).items()}
    assert facts_of(note_text(facts)) == Facts(**spaced)
    read_in = facts_of(f"{other}\nrole: {'r' * 5_000}\nnonsense: x")
    assert len(read_in.role) == SHORT
