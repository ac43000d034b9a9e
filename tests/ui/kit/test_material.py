"""What is made from qt-material's templates is kept for the next start, and made again if not whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.kit import material
from upstream_workshop.storage.files import ledger
from upstream_workshop.storage.files.ledger import Ledger


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Ledger]:
    material.icons.cache_clear()
    with ledger.keeping(Ledger(tmp_path)) as kept:
        yield kept
    material.icons.cache_clear()


def again(name: str = "light") -> Path:
    material.icons.cache_clear()
    return material.icons(name)


def sheets(home: Ledger) -> list[Path]:
    return sorted(home.appearance.rglob("*.qss"))


def test_a_sheet_is_made_once_and_read_after_that(
    home: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [material.sheet(name, 14) for name in ("light", "dark")]
    assert len(sheets(home)) == 2
    monkeypatch.setattr(material, "_rendered", lambda *_: pytest.fail("it was made again"))
    assert [material.sheet(name, 14) for name in ("light", "dark")] == made


@pytest.mark.parametrize("damage", [b"", b"QWidget {", b"\xff\xfe"])
def test_a_sheet_that_was_cut_off_is_made_again(home: Ledger, damage: bytes) -> None:
    made = material.sheet("light", 14)
    (kept,) = sheets(home)
    kept.write_bytes(damage)
    assert material.sheet("light", 14) == made
    assert kept.read_text("utf-8") == made


def test_each_size_has_a_sheet_of_its_own(home: Ledger) -> None:
    assert material.sheet("light", 14) != material.sheet("light", 28)


def test_icons_are_kept_and_a_missing_or_empty_one_is_made_again(home: Ledger) -> None:
    folder = material.icons("light")
    assert home.appearance in folder.parents
    before = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.svg")}
    assert len(before) > 60
    (folder / "primary" / "checkbox_checked.svg").unlink()
    (folder / "active" / "checkbox_checked.svg").write_bytes(b"")
    assert again() == folder
    assert before == {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.svg")}


def test_another_version_of_the_library_makes_its_own(
    home: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = again()
    monkeypatch.setattr(material, "_VERSION", "99")
    assert again() != first


@pytest.mark.parametrize("other", ["density_scale", "danger"])
def test_other_values_make_their_own(
    home: Ledger, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    """As when a later version of the app has them otherwise."""
    first, made = again(), material.sheet("light", 14)
    monkeypatch.setitem(material._USUAL, other, "-2" if other == "density_scale" else "#123456")
    assert again() != first
    assert material.sheet("light", 14) != made


def test_without_a_place_to_keep_it_a_sheet_is_the_same(home: Ledger, tmp_path: Path) -> None:
    (tmp_path / "appearance").write_text("a file stands where the folder would")
    kept = material.sheet("dark", 14)
    assert again("dark").is_dir()
    with ledger.keeping(Ledger(tmp_path / "elsewhere")):
        assert material.sheet("dark", 14) == kept


LATER = ("evidence", "themes", "voting", "workgroups", "maps", "framework", "sharing")


def test_a_window_loads_nothing_that_only_commands_and_papers_use(tmp_path: Path) -> None:
    """What a start takes is decided by what it loads; here the second, with its sheet and icons kept."""
    code = """
import json, sys
from PySide6.QtWidgets import QApplication
QApplication.exec = lambda *_: print(json.dumps(sorted(sys.modules))) or 0
from ui.__main__ import main
main(["open", sys.argv[1]])
"""
    path = tmp_path / "day.upstream"
    made = [sys.executable, "-m", "ui", "new", str(path), "--home", str(tmp_path)]
    environment = os.environ | {
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
    }
    subprocess.run(made, check=True, env=environment, timeout=60)
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code, str(path)],
            check=True, env=environment, timeout=60, capture_output=True, text=True,
        )  # fmt: skip
    loaded = set(json.loads(done.stdout))
    assert "ui.agenda.page" in loaded
    spared = {
        "reportlab", "pikepdf", "jinja2", "qt_material", "lxml", "rapidfuzz", "highspy",
        "exports.catalogue", "ui.cli.verbs", "ui.cli.sessions", "upstream_workshop.readers.file_kinds",
        "ui.agenda.plan.plan_table", "ui.agenda.steps.step_form", "ui.agenda.templates.template_list",
        "ui.window.readiness.readiness_check", "rustworkx", "upstream_workshop.whole.report",
        *(f"upstream_workshop.{room}.model" for room in LATER), "upstream_workshop.voting.queries",
    }  # fmt: skip
    assert not spared & loaded
