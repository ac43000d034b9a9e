"""Names are found in somebody's words however they are spelt; words that merely look alike are not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.people.mentions import finder
from upstream_workshop.people.phrases import replaced

PEOPLE = {
    1: "Siân Prys",
    2: "Gwenhwyfar Anharad-ap-Llywelyn",
    3: "Will Grace",
    4: "Dr Jo O’Brien",
    5: "Tom ap Huw",
    6: "Siân Grey",
    7: "李 小明",
}
FIND = finder(PEOPLE, ("Kent County Council", "Grey Coast Trust", "Prys & Co"))


def told(text: str) -> str:
    def instead(mention: object) -> str:
        ids = "+".join(map(str, sorted(mention.people)))
        return f"<{'' if mention.whole else 'part '}{ids}{'?' if mention.word_too else ''}>"

    return replaced(text, FIND(text), instead)


@pytest.mark.parametrize(
    ("text", "as_told"),
    [
        ("Siân Prys will ask", "<1> will ask"),
        ("SIAN PRYS; siân prys’s idea", "<1>; <1>’s idea"),
        (unicodedata.normalize("NFD", "Ask Siân Prys."), "Ask <1>."),
        ("Prys, Siân and Prys Siân", "<1> and <1>"),
        ("Siân\u00a0Prys, sian\nprys", "<1>, <1>"),
        ("ask Siân", "ask <part 1+6>"),
        ("ask prys", "ask <part 1>"),
        ("Llywelyn and Anharad", "<part 2> and <part 2>"),
        ("Gwenhwyfar Anharad-ap-Llywelyn-Jones", "<2>-Jones"),
        ("we will, by the grace of Will Grace", "we will, by the grace of <3>"),
        ("Will we? Ask Will.", "<part 3?> we? Ask <part 3?>."),
        ("Jo O'Brien, Dr Jo O’Brien", "<4>, Dr <4>"),
        ("jo said", "jo said"),
        ("Tom Huw and Tom ap Huw", "<5> and <5>"),
        ("the ap store, of Huw", "the ap store, of <part 5>"),
        ("Kent County Council and the Grey Coast Trust", "Kent County Council and the Grey Coast Trust"),
        ("it is grey; Grey agrees", "it is grey; <part 6?> agrees"),
        ("SiânPrys Prysing unprys", "<1> Prysing unprys"),
        ("sian_prys.pdf, sian.prys, Siân-Prys", "<1>.pdf, <1>, <1>"),
        ("S. Prys, Prys S, Siân P. and S Grey", "<1>, <1>, <1>. and <6>"),
        ("his prys; s prys; Siân I think", "his <part 1>; s <part 1>; <part 1+6> I think"),
        ("S\u200biân\u00ad Pr\ufeffys; ＳＩＡＮ ＰＲＹＳ", "<1>; <1>"),
        ("Jo O Brien, Jo OBrien, JoOBrien, O’Brien", "<4>, <4>, <4>, <part 4>"),
        ("Anharad ap Llywelyn; Anharad‑ap‑Llywelyn", "<part 2>; <part 2>"),
        ("我和李小明说，王明", "我和<7>说，王明"),
        ("", ""),
    ],
)  # fmt: skip
def test_names_are_found(text: str, as_told: str) -> None:
    assert told(text) == as_told


def test_without_people_nothing_is_found() -> None:
    assert finder({})("Siân Prys") == ()


@given(st.text(), st.sampled_from(list(PEOPLE.values())), st.text())
def test_a_whole_name_is_found_in_any_company(before: str, name: str, after: str) -> None:
    text = f"{before} {name} {after}"
    gone = replaced(text, FIND(text), lambda _: "")
    assert name not in gone


@given(st.text())
def test_every_mention_is_a_stretch_of_the_text(text: str) -> None:
    ends = [0]
    for mention in FIND(text):
        assert ends[-1] <= mention.start < mention.end <= len(text)
        assert mention.people
        ends.append(mention.end)
