"""The look: every declared pair is readable, and nobody but the theme names a colour."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from ui.kit import theme

LEAST = {"text": 4.5, "control": 3.0}
ROOT = Path(__file__).resolve().parents[3]
SHEET = re.compile(r"setStyleSheet|#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b(?=[\"'])")
OWN = {"theme.py", "material.py"}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", theme.NAMES)
@pytest.mark.parametrize("kind", LEAST)
def test_every_declared_pair_is_readable(name: str, kind: str) -> None:
    roles = theme.read_roles(name)
    poor = {
        (top, ground): round(ratio, 2)
        for top, ground in theme.read_contrasts(name)[kind]
        if (ratio := contrast(roles[top], roles[ground])) < LEAST[kind]
    }
    assert not poor


@pytest.mark.parametrize("name", theme.NAMES)
def test_every_text_role_is_in_a_pair(name: str) -> None:
    paired = {
        role for pairs in theme.read_contrasts(name).values() for pair in pairs for role in pair
    }
    quiet = {"line", "rest", "soft_line", "room_track"}  # hairlines and grounds say nothing
    decorative = {role for role in theme.read_roles(name) if role.endswith("_line")}
    assert set(theme.read_roles(name)) - paired <= quiet | decorative


def test_both_themes_have_the_same_roles() -> None:
    light, dark = (theme.read_roles(name) for name in theme.NAMES)
    assert light.keys() == dark.keys()
    assert theme.read_contrasts("light") == theme.read_contrasts("dark")


@pytest.mark.parametrize("name", theme.NAMES)
def test_every_role_is_a_colour(name: str) -> None:
    wrong = {
        k: v for k, v in theme.read_roles(name).items() if not re.fullmatch(r"#[0-9a-f]{6}", v)
    }
    assert not wrong


def test_nobody_else_names_a_colour_or_writes_a_sheet() -> None:
    guilty = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("ui", "exports")
        for path in (ROOT / folder).rglob("*.py")
        if path.name not in OWN
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if SHEET.search(line)
    ]
    assert not guilty


def test_names_of_sizes_and_roles_do_not_collide() -> None:
    assert not set(theme.SIZES) & set(theme.read_roles("light"))


def test_words_are_source_sans_with_tabular_numbers(qapp: QApplication) -> None:
    label = QLabel("111")
    label.ensurePolished()
    assert QFontInfo(label.font()).family().startswith("Source Sans")
    metrics = label.fontMetrics()
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0000")


def test_buttons_are_not_in_capitals(qapp: QApplication) -> None:
    button = QPushButton("Quiet")
    button.ensurePolished()
    assert button.font().capitalization() == button.font().Capitalization.MixedCase


@pytest.mark.parametrize("percent", theme.SCALES)
def test_words_and_targets_grow_with_the_text_size(qapp: QApplication, percent: int) -> None:
    try:
        theme.apply(qapp, "dark", percent, still=True)
        button = QPushButton("Quiet")
        button.ensurePolished()
        assert button.font().pixelSize() == round(17 * percent / 100)
        assert button.sizeHint().height() >= 40 * percent / 100
    finally:
        theme.apply(qapp, still=True)


def test_an_unknown_icon_is_refused_by_name(qapp: QApplication) -> None:
    with pytest.raises(KeyError, match="no-such-icon"):
        theme.icon("no-such-icon")


def test_an_icon_is_painted_in_its_role(qapp: QApplication) -> None:
    picture = theme.icon("play", "rose").pixmap(40, 40).toImage()
    rose = theme.colour("rose")
    painted = {
        picture.pixelColor(x, y).name()
        for x in range(40)
        for y in range(40)
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert rose.name() in painted
