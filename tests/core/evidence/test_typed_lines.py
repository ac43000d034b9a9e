"""A typed line means what is said in the brief of the room, or is refused; it is never guessed."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.kinds import KINDS, Use
from upstream_workshop.evidence.typed_lines import Known, NewCode, TypedFinding, read_line

KNOWN = Known(
    {1: "Kirklees", 2: "Barking and Dagenham", 3: "Gateshead", 4: "Gloucester City"},
    {
        1: "Risk",
        2: "Money",
        3: "Risk / Blame",
        4: "Mandate / Blame",
        5: "Risk appetite",
        6: "Health / care",
        7: "IT/OT",
        8: "1984",
    },
    (*KINDS, "worry"),
    "Oldham",
    {6: "Health / care", 7: "IT/OT", 8: "1984"},
)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        (
            "kirklees: barrier; procurement takes nine months #risk #money",
            TypedFinding(
                "procurement takes nine months", "Kirklees", kind_name="barrier", code_ids=(1, 2)
            ),
        ),
        (
            "b; too slow #mon",
            TypedFinding("too slow", "Oldham", kind_name="barrier", code_ids=(2,)),
        ),
        ("too slow", TypedFinding("too slow", "Oldham")),
        ("BD: w; x", TypedFinding("x", "Barking and Dagenham", kind_name="worry")),
        (": what we saw: no money", TypedFinding("what we saw: no money", "Oldham")),
        ("Môn!: x", TypedFinding("x", "Môn", True)),
        ("hope!; x", TypedFinding("x", "Oldham", kind_name="hope", is_new_kind=True)),
        ("Slowly; it works", TypedFinding("Slowly; it works", "Oldham")),
        (
            "x #trust-in-us #Trust-in-us!",
            TypedFinding("x", "Oldham", new_codes=(NewCode("trust in us"),)),
        ),
        ("x #risk/bl", TypedFinding("x", "Oldham", code_ids=(3,))),
        ("x #risk/new", TypedFinding("x", "Oldham", new_codes=(NewCode("new", 1),))),
        ("x #R/D", TypedFinding("x", "Oldham", new_codes=(NewCode("R/D"),))),
        (
            "x #it/ot #IT/OT!",
            TypedFinding("x", "Oldham", code_ids=(7,), new_codes=(NewCode("IT/OT"),)),
        ),
        ("x #health/care", TypedFinding("x", "Oldham", code_ids=(6,))),
        ("x #he", TypedFinding("x", "Oldham", code_ids=(6,))),
        (
            "plan #1 fails,#Risk,#money; as in #1984",
            TypedFinding("plan #1 fails,#Risk,#money; as in", "Oldham", code_ids=(8,)),
        ),
        (
            "the #1 worry #RISK,#money, #blown;#mon",
            TypedFinding("the #1 worry", "Oldham", code_ids=(1, 2), new_codes=(NewCode("blown"),)),
        ),
        ("x #2!", TypedFinding("x", "Oldham", new_codes=(NewCode("2"),))),
        ("x #ri!", TypedFinding("x", "Oldham", new_codes=(NewCode("ri"),))),
        (
            "slow “we waited” (buyer) @nev",
            TypedFinding("slow", "Oldham", quote="we waited", role="buyer", use=Use.NEVER),
        ),
        ('"we waited"', TypedFinding("we waited", "Oldham", quote="we waited")),
        ("x @named @cohort", TypedFinding("x", "Oldham", use=Use.COHORT)),
        ("10:30 came late, 5#6", TypedFinding("10:30 came late, 5#6", "Oldham")),
    ],
)
def test_a_line_is_read(line: str, meant: TypedFinding) -> None:
    assert read_line(line, KNOWN) == meant


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("g: x", "“g” may mean “Gateshead”, “Gloucester City”"),
        ("kirkless: x", "no organisation called “kirkless”"),
        ("Kirklees!: x", "is there already"),
        ("x #bl", "“Risk / Blame”, “Mandate / Blame”"),
        ("#risk", "says nothing"),
        ("kirklees: ", "says nothing"),
        ("x @everybody", "“@everybody” is no use"),
        (" ", "says nothing"),
    ],
)
def test_a_line_is_refused_with_what_to_do(line: str, why: str) -> None:
    with pytest.raises(WorkshopError, match=why):
        read_line(line, KNOWN)


@given(st.text(max_size=40), st.sampled_from(["", "kirklees: ", "b; "]))
@example("È;0", "")
def test_no_letter_is_lost(typed: str, before: str) -> None:
    """What is neither a name nor a mark stands in the text, the quote or the role, in order.

    Names are known whatever accents they are typed with.
    """
    try:
        found = read_line(before + typed, KNOWN)
    except WorkshopError:
        return
    kept = "".join(
        (found.text, found.quote, found.role, *(one.name for one in found.new_codes))
    ).casefold()
    known = "".join((found.organisation, found.kind_name, *KNOWN.codes.values())).casefold()
    for letter in "".join(typed.split()).casefold():
        assert (
            letter in kept
            or normalize("NFD", letter)[0] in known
            or letter in ':;,#@!()“”"-_./'
            or letter in "namedcohortnever"
        )
