"""A zip that was sealed once more is no archive of ours while a name in it could harm somebody."""

from __future__ import annotations

import stat
import warnings
import zipfile
from pathlib import Path

import pytest

from exports import seal
from exports.archive import verify as proving
from exports.archive.member_names import unsafe_names
from exports.archive.verify import verify


def sealed(path: Path, *names: str) -> Path:
    """Sealed with these names, as somebody who knows how could do."""
    contents: dict[str, seal.Content] = dict.fromkeys(names, b"words")
    seal.write_sealed(path, contents, {}, lambda *_: None)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "../../x", "/etc/passwd", "a/../../b", "\\\\server\\x", "C:\\x", "c:x", "a\\b", "a/./b", "a//b",
        "\x1b[31mred.pdf", "fdp.\u202eexe", "a\u200b.pdf", "a\nb", "nul", "data/CON.txt", "x.", " x", "x ",
        "a:b", "what?", "a/",
    ],
)  # fmt: skip
def test_an_unsafe_name_is_not_sound(tmp_path: Path, name: str) -> None:
    verdict = verify(sealed(tmp_path / "a.zip", "fine.txt", name))
    assert not verdict.sound
    assert any("unsafe" in problem for problem in verdict.problems), verdict


@pytest.mark.parametrize(
    "names",
    [("A.txt", "a.txt"), ("é.pdf", "e\u0301.pdf"), ("ﬁ.csv", "fi.csv"), ("a", "a/b"), ("data/X/y", "DATA/x")],
)  # fmt: skip
def test_two_names_that_are_one_to_some_system_are_not_sound(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    verdict = verify(sealed(tmp_path / "a.zip", *names))
    assert any("one file" in one or "lies in" in one for one in verdict.problems), verdict


def test_ordinary_names_are_fine(tmp_path: Path) -> None:
    names = ("README.txt", "data/people.csv", "take-home packs/Siân Prŷs (2).pdf", "a.b.c", ".x")
    assert verify(sealed(tmp_path / "a.zip", *names)).sound


def test_a_link_is_unsafe() -> None:
    member = zipfile.ZipInfo("a")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert [one for one in unsafe_names([member]) if "link" in one]


def test_what_would_unpack_to_gigabytes_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        for number in range(3):
            bomb.writestr(f"{number}", bytes(1 << 20))
    monkeypatch.setattr(proving, "_LARGEST_MEMBER", 2 << 20)
    assert any("unpacked" in problem for problem in verify(path).problems)


def test_a_name_that_is_there_twice(tmp_path: Path) -> None:
    path = tmp_path / "twice.zip"
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as twice:
        warnings.simplefilter("ignore")
        for _ in range(2):
            twice.writestr("a", b"")
    assert not verify(path).sound
