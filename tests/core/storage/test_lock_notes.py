"""A note says who has a file open, is one short line whatever stands in it, and removes nothing of others."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from upstream_workshop.storage.files import lock_notes

PRESENT = {"who": "ann", "machine": "laptop-3"}


def beside(folder: Path) -> Path:
    return folder / ".day.upstream.open"


def said(folder: Path, **values: str) -> str:
    beside(folder).write_text(json.dumps(PRESENT | values), encoding="utf-8")
    return lock_notes.words(folder / "day.upstream")


def test_a_note_of_today_says_the_time_and_an_older_one_the_day(tmp_path: Path) -> None:
    now = datetime.now().replace(hour=9, minute=2)
    assert said(tmp_path, since=now.isoformat()) == " (ann on laptop-3 since 09:02)"
    for days in (1, 7, 400):
        then = now - timedelta(days=days)
        day = f"{then.day} {then:%B}, 09:02"
        assert said(tmp_path, since=then.isoformat()) == f" (ann on laptop-3 since {day})"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1), st.text(max_size=200))
@example("a" * 61, "laptop " * 20)
def test_a_note_is_one_short_line(tmp_path: Path, who: str, machine: str) -> None:
    words = said(tmp_path, who=who, machine=machine, since="2026-11-24T09:02")
    assert len(words.splitlines()) <= 1
    assert len(words) <= 2 * 60 + len(" ( on  since 24 November, 09:02)")
    assert words.endswith(" since 24 November, 09:02)")


def test_a_note_that_is_too_long_or_no_note_says_nothing(tmp_path: Path) -> None:
    since = datetime.now().isoformat()
    assert said(tmp_path, since=since, more="x" * 3_900)
    assert said(tmp_path, since=since, more="x" * 4_096) == ""
    for content in ("", "{}", "[]", "7", '{"who": "ann", "machine": "a", "since": "soon"}', "\0"):
        beside(tmp_path).write_text(content)
        assert lock_notes.words(tmp_path / "day.upstream") == ""


@pytest.mark.parametrize("content", ["my own words", '{"who": "ann"}', ""])
def test_what_is_no_note_is_neither_replaced_nor_removed(tmp_path: Path, content: str) -> None:
    beside(tmp_path).write_text(content)
    lock_notes.note(tmp_path / "day.upstream")
    lock_notes.forget(tmp_path / "day.upstream")
    assert beside(tmp_path).read_text() == content


def test_a_note_is_written_over_an_older_one_and_forgotten(tmp_path: Path) -> None:
    said(tmp_path, since="2020-11-24T09:02")
    lock_notes.note(tmp_path / "day.upstream")
    assert datetime.now().strftime(" since %H:") in lock_notes.words(tmp_path / "day.upstream")
    lock_notes.forget(tmp_path / "day.upstream")
    assert list(tmp_path.iterdir()) == []


def test_no_folder_is_made_for_a_note(tmp_path: Path) -> None:
    lock_notes.note(tmp_path / "unplugged" / "day.upstream")
    assert list(tmp_path.iterdir()) == []
