"""What a typed line means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.maps.typed.typed_factors import Name, Typed, meant, named, parse
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.map_rows import FactorRow

FACTORS = [
    FactorRow(1, "Risk appetite"),
    FactorRow(2, "Risk"),
    FactorRow(3, "Trust in communities"),
    FactorRow(4, "Trust in members"),
]


def link(
    source: str, target: str, sign: str = "", delay: bool = False, strength: str = ""
) -> Typed:
    return Typed(Name(source), Name(target), Sign(sign), delay, strength)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("risk + trust", link("risk", "trust", "+")),
        ("risk − trust in", link("risk", "trust in", "-")),
        ("risk - trust", link("risk", "trust", "-")),
        ("risk ? trust", link("risk", "trust")),
        ("risk -> trust", link("risk", "trust")),
        ("risk +// trust", link("risk", "trust", "+", delay=True)),
        ("risk -~ trust", link("risk", "trust", "-", delay=True)),
        ("risk → // trust", link("risk", "trust", "", delay=True)),
        ("risk + trust = very strong", link("risk", "trust", "+", strength="very strong")),
        ("+ trust", link("", "trust", "+")),
        ("risk +“trust”", Typed(Name("risk"), Name("trust", exact=True), Sign.MORE)),
        ("“risk”−“trust”", Typed(Name("risk", exact=True), Name("trust", exact=True), Sign.LESS)),
        (
            'risk -"trust" = strong',
            Typed(Name("risk"), Name("trust", True), Sign.LESS, False, "strong"),
        ),
        ("risk + “”", Typed(Name("risk"), Name("", exact=True), Sign.MORE)),
        ('the "+" key', Typed(Name('the "+" key'))),
        ("-5 “degrees”", Typed(Name("-5 “degrees”"))),
        ("C+“x”", Typed(Name("C+“x”"))),
        ("risk +", link("risk", "", "+")),
        ("a + b - c", link("a + b", "c", "-")),
        ("cost - benefit + risk", link("cost - benefit", "risk", "+")),
        ("risk + trust - in", link("risk", "trust - in", "+")),
        ("trust <- risk", link("risk", "trust")),
        ("trust ← + risk", link("risk", "trust", "+")),
        ("risk --> trust", link("risk", "trust")),
        ("risk ⟹ trust", link("risk", "trust")),
        ("risk -+-> trust", link("risk", "trust", "+")),
        ("risk --(−)-> trust", link("risk", "trust", "-")),
        ("risk -> +~ trust", link("risk", "trust", "+", delay=True)),
        ("new  →  − after a delay  →  trust", link("new", "trust", "-", delay=True)),
        ("trust after a delay in", Typed(Name("trust after a delay in"))),
        ("cost -- benefit", Typed(Name("cost -- benefit"))),
        ("cost <= 5", Typed(Name("cost <= 5"))),
        ("=> trust", link("", "trust")),
        (" Short-term  savings", Typed(Name("Short-term savings"))),
        ("+10 jobs", Typed(Name("+10 jobs"))),
        ("risk + trust =", link("risk", "trust", "+")),
        ("risk +// = strong", link("risk", "", "+", delay=True, strength="strong")),
        ('5" pipe + 6" pipe', link('5" pipe', '6" pipe', "+")),
        ('"risk" and "trust"', Typed(Name('"risk" and "trust"'))),
    ],
)
def test_a_line_is_a_factor_or_a_link(text: str, typed: Typed) -> None:
    assert parse(text, [*FACTORS, FactorRow(5, "Trust - in")]) == typed


@pytest.mark.parametrize("delay", ["//", "||", "~"])
@pytest.mark.parametrize(
    "line", ["risk + trust {}", "{} risk + trust", "risk {} + trust", "risk + {} trust"]
)
def test_a_mark_of_a_delay_anywhere_in_a_link_is_its_delay(line: str, delay: str) -> None:
    assert parse(line.format(delay)) == link("risk", "trust", "+", delay=True)
    strong = parse(f"{line.format(delay)} = strong")
    assert strong == link("risk", "trust", "+", delay=True, strength="strong")
    assert parse("risk + trust = strong //") == strong


@pytest.mark.parametrize(
    ("line", "stray"),
    [
        ("risk + trust +", "trust +"), ("risk + + trust", "risk +"), ("- risk + trust", "- risk"),
        ("risk + trust ->", "trust ->"), ("trust //", "trust //"), ("|| trust", "|| trust"),
        ("risk + who decides ?", ""), ("~ 5 jobs", ""), ("risk + “trust +”", ""), ("Love +", ""),
        ("risk + Love +", ""), ("either // or", ""),
    ],
)  # fmt: skip
def test_a_mark_too_many_is_no_part_of_a_new_name(line: str, stray: str) -> None:
    assert parse(line, [FactorRow(1, "Love +")]).stray == stray


def test_an_arrow_both_ways_is_told_apart() -> None:
    """So that it is refused, since a link leads one way."""
    assert all(parse(f"risk {arrow} trust").both for arrow in ("<->", "↔", "<=>", "<-+->"))


def test_signs_in_quotation_marks_belong_to_the_name() -> None:
    assert parse('"Cost - benefit" + “Trust + love”') == Typed(
        Name("Cost - benefit", exact=True), Name("Trust + love", exact=True), Sign.MORE
    )
    assert parse('"Cost - benefit"') == Typed(Name("Cost - benefit", exact=True))


def test_a_factor_of_the_map_is_meant_by_its_whole_name_whatever_stands_in_it() -> None:
    assert parse("Trust - in", [FactorRow(5, "Trust - in")]) == Typed(Name("Trust - in"))


@given(*[st.text(st.characters(categories=["L", "N"]), min_size=1).filter(str.strip)] * 2)
def test_quoted_names_are_read_back(source: str, target: str) -> None:
    typed = parse(f'"{source} - x" -// "{target} + y"')
    assert typed == Typed(
        Name(f"{source} - x", exact=True), Name(f"{target} + y", exact=True), Sign.LESS, True
    )


_WORDS = st.lists(
    st.sampled_from(["dŵr", "a", "=", "+", "-", "–", "->", "//", "?", "<-", "≤", "R&D"]), min_size=1
).map(" ".join)


@given(_WORDS, _WORDS, st.sampled_from(['""', "“”", "„“", "«»", "»«", "‘’", '“"']))
def test_whatever_stands_in_quotation_marks_is_the_name(source: str, target: str, by: str) -> None:
    """Whatever signs, arrows and equals signs there are in it, with its strength behind it."""
    typed = parse(f"{by[0]}{source}{by[1]} + {by[0]}{target}{by[1]} = strong")
    assert typed == Typed(Name(source, True), Name(target, True), Sign.MORE, False, "strong")
    alone = parse(f"{by[0]}{source}{by[1]} + {by[0]}{target}{by[1]}")
    assert alone == Typed(Name(source, True), Name(target, True), Sign.MORE)


@given(st.lists(_WORDS, min_size=2, max_size=2, unique=True))
def test_names_of_the_map_are_known_whatever_stands_in_them(names: list[str]) -> None:
    """Nothing is read from such a line but what it says: the two factors, and one of its signs."""
    factors = [FactorRow(n, f"x {name} x") for n, name in enumerate(names)]
    typed = parse(f"{factors[0].label} + {factors[1].label}", factors)
    assert typed == Typed(Name(factors[0].label), Name(factors[1].label), Sign.MORE)


@pytest.mark.parametrize(
    ("text", "found"),
    [("risk", 2), ("risk a", 1), ("trust", None), ("trust in c", 3), ("members", 4), ("x", None)],
)
def test_a_name_is_known_by_its_beginning(text: str, found: int | None) -> None:
    row = named(Name(text), FACTORS)
    assert (row.id if row else None) == found


def test_a_name_in_quotation_marks_is_no_beginning_of_another() -> None:
    assert meant(Name("trust", exact=True), FACTORS) == []
    assert len(meant(Name("trust"), FACTORS)) == 2
