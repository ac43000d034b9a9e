"""Files come under names every system takes."""

from __future__ import annotations

import itertools
import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from upstream_workshop.file_names import file_name

RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}


NAMES = st.text(max_size=120) | st.text(
    st.sampled_from(
        "aÅå\u030a\u0301ŵ-. ()'/\\:İıßẞﬁ\u200d\u202e\x07\U0001f600\U00020bb7\u1112\u1161\u11ab\ufe0f\u3164"
    ),
    max_size=300,
)


def same_to_some_system(name: str) -> set[str]:
    """What systems that ignore case or composition in their several ways make of a name."""
    cases = (name.lower(), name.upper(), name.casefold(), name.upper().lower())
    return {unicodedata.normalize(form, one) for one in cases for form in ("NFC", "NFD", "NFKC")}


@given(st.lists(NAMES, max_size=12), st.sampled_from(["", ".pdf", ".csv"]))
@example(["\U00020bb7" * 80] * 11, ".pdf")
@example(
    ["-rf", ".bashrc", "CON", "com¹", "ＮＵＬ", "\u0301", "\u202e", "a\u0301" + "\u0301" * 200], ""
)
@example(["ı", "I", "i", "İ", "ß", "SS", "ẞ", "Å", "A\u030a", "\u212b"], ".pdf")
def test_names_are_safe_and_unlike_each_other(wordings: list[str], suffix: str) -> None:
    taken: set[str] = set()
    names = [file_name(words, taken, suffix) for words in wordings]
    for one, other in itertools.combinations(names, 2):
        assert not same_to_some_system(one) & same_to_some_system(other)
    for name in names:
        stem = name.removesuffix(suffix)
        assert stem
        assert len(f".{name}.4194304.new".encode()) <= 255
        assert name.strip(" .") == name
        assert stem.strip(" .") == stem
        assert stem[0] not in "-.'"
        assert not set(name) & set('<>:"/\\|?*\0')
        assert not [
            letter for letter in name if unicodedata.category(letter)[0] in "CZS" and letter != " "
        ]
        assert unicodedata.normalize("NFKC", stem).split(".")[0].casefold() not in RESERVED


@given(st.text(st.sampled_from("aŵ\u0302\u0301\U00020bb7\u1112\u1161\u11ab"), max_size=400))
def test_a_long_name_is_cut_between_letters(words: str) -> None:
    whole = unicodedata.normalize("NFC", words)
    name = file_name(words, set(), ".pdf").removesuffix(".pdf")
    after = whole[len(name) :]
    endless = re.search("[\u0301\u0302\u1161\u11ab]{9}", whole)  # no writing of anybody's
    if whole.startswith(name) and after and not endless:
        assert unicodedata.category(after[0])[0] != "M"
        assert after[0] not in "\u1161\u11ab"


def test_reserved_and_twin_names() -> None:
    taken: set[str] = set()
    assert file_name("CON", taken) == "CON (name)"
    assert file_name("Siân Prys", taken, ".pdf") == "Siân Prys.pdf"
    assert file_name("SIA\u0302N PRYS", taken, ".pdf") == "SIÂN PRYS (2).pdf"
    assert file_name("../../etc/passwd", taken) == "etc passwd"
    assert file_name("...", taken) == "unnamed"
