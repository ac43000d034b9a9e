"""Restricted Markdown is read without losing a word, loading anything, or skipping a level."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from upstream_workshop.sharing.markdown.blocks import (
    Block,
    Grid,
    Heading,
    ItemList,
    Paragraph,
    Quotation,
    ReferenceBlock,
    Run,
)
from upstream_workshop.sharing.markdown.parsing import LONGEST, MOST_BRACKETS, parse


def words_of(blocks: tuple[Block, ...]) -> str:
    """Every word of a tree in order."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                found.append(block.words)
            case Paragraph() | Quotation():
                found += [run.words for line in block.lines for run in line]
            case ItemList():
                found += [run.words for line in block.items for run in line]
            case Grid():
                rows = (block.headings, *block.rows)
                found += [run.words for row in rows for cell in row for run in cell]
            case ReferenceBlock():
                found.append(block.typed)
    return " ".join(found)


def runs(text: str) -> list[Run]:
    return [run for block in parse(text) if isinstance(block, Paragraph) for run in block.lines[0]]


def test_the_parts_of_a_text() -> None:
    assert parse(
        "# One\n\nA **bold**, word\\\nnext\n\n> said\n\n1. a\n   - b\n2. c\n\n[[map: X  y]]"
    ) == (
        Heading(1, "One"),
        Paragraph(((Run("A"), Run("bold,", strong=True), Run("word")), (Run("next"),))),
        Quotation(((Run("said"),),)),
        ItemList(((Run("a"),),), numbered=True),
        ItemList(((Run("b"),),), numbered=False),
        ItemList(((Run("2."), Run("c")),), numbered=False),
        ReferenceBlock("map: X y"),
    )
    assert parse("|a|b|\n|-|-|\n|1|") == (Grid(((Run("a"),), (Run("b"),)), (((Run("1"),), ()),)),)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.org", "x.html",
                "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)", "vbscript:x"]
)  # fmt: skip
def test_only_plain_addresses_are_links(address: str) -> None:
    assert not any(run.target for run in runs(f"See [here]({address}) now"))
    assert [run.target for run in runs("See [here](https://x.org/a) now")] == [
        "",
        "https://x.org/a",
        "",
    ]


@pytest.mark.parametrize(
    "typed",
    ["<script>alert(1)</script>", "<img src=/etc/passwd>", "<!-- a -->", "<b>x</b>", "&copy"],
)
def test_html_is_text_as_typed(typed: str) -> None:
    assert typed in words_of(parse(f"before {typed} after")) + words_of(parse(typed))


def test_an_image_is_its_words() -> None:
    assert words_of(parse("![a picture](http://x.org/y.png)")) == "a picture"


SIGNS = st.sampled_from("#>-*_`|[]()!\\&<~=+:1. \n\n\tab")


@given(st.lists(st.one_of(SIGNS, st.from_regex(r"[a-z]{3,6}", fullmatch=True)), max_size=60))
@settings(max_examples=100)
def test_no_word_is_lost_and_no_level_skipped(pieces: list[str]) -> None:
    text = " ".join(pieces) if len(pieces) % 2 else "".join(pieces)
    blocks = parse(text)
    shown = words_of(blocks)
    if (
        "|" not in text and "](" not in text and "&" not in text
    ):  # cells too many, addresses, entities
        for word in re.findall(r"[a-z]{3,}", text):
            assert word in shown
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    assert all(level <= before + 1 for before, level in zip([0, *levels], levels, strict=False))


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "*a " * 200_000, ">" * 50_000, "- " * 50_000, "`" * 100_000, "a" * 1_000_000,
     "[a](b" * 50_000, "|a" * 9_000 + "\n" + "|-" * 9_000 + "\n", "![[[" * 40_000, "&" * 100_000,
     "[a\n" * 40_000, ("*a_b " * 3_900 + "\n") * 50],
    ids=lambda text: repr(text[:5]),
)  # fmt: skip
def test_what_is_hostile_is_read_all_the_same(text: str) -> None:
    parse(text)


def test_what_would_take_long_stays_as_typed() -> None:
    link = "[a](https://x.org)"
    assert runs(f"{link} {'b ' * LONGEST}") == [Run(f"{link} {'b ' * LONGEST}".strip())]
    blocks = parse(f"{link}\n\n" * (MOST_BRACKETS + 1))
    lines = [block.lines[0] for block in blocks if isinstance(block, Paragraph)]
    assert lines == [(Run("a", target="https://x.org"),)] * MOST_BRACKETS + [(Run(link),)]


def test_what_is_nested_too_deep_stays() -> None:
    assert "hello" in words_of(parse(">" * 60 + " hello"))
    assert "hello" in words_of(parse("\n".join("  " * n + "- hello" for n in range(40))))
