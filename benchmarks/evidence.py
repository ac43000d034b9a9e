"""The Evidence page with five thousand findings, two hundred codes and sixty organisations.

A key is one letter in the filter until the list is painted; an entry is one finding typed, from Enter
until the list is painted, with its step in the session file. The matrix is computed, then painted.
A transcript of a megabyte with 300 findings is opened from the list of sources; a page of it is scrolled
to and painted.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session

from ui.evidence.discovery import read_now
from ui.evidence.page import EvidencePage
from ui.evidence.views.view_stack import FINDINGS, MATRIX, OUTLINE, PATTERNS, SOURCES
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from upstream_workshop.application.session import OpenSession
from upstream_workshop.evidence.codebook.services import add_code
from upstream_workshop.evidence.kinds import KINDS, Standing, Use
from upstream_workshop.evidence.model import Finding, FindingCode
from upstream_workshop.evidence.patterns import together
from upstream_workshop.evidence.sources import services as sources
from upstream_workshop.evidence.typed_lines import TypedFinding
from upstream_workshop.people.services import add_organisation
from upstream_workshop.session_file.workshop import Workshop

FINDINGS_, CODES, HOMES = 5_000, 200, 60
WORDS = ("trust", "budget", "street", "risk", "pilot", "member", "data", "permission", "neighbour")


def fill(session: Session) -> None:
    """Add codes in a tree, organisations, and findings with three codes each."""
    homes = [add_organisation(session, f"Council number {n}") for n in range(HOMES)]
    codes: list[int] = []
    for n in range(CODES):
        codes.append(add_code(session, f"Code {n}", codes[n // 5] if n % 5 else None))
    for n in range(FINDINGS_):
        first, second = WORDS[n % len(WORDS)], WORDS[n * 7 % len(WORDS)]
        text = f"What {n} people said of {first} and {second}, in a sentence of usual length"
        session.add(
            Finding(text=text, wording=text, kind_name=KINDS[n % 3], organisation_id=homes[n * 13 % HOMES],
                    visit_id=None, use=Use.NAMED, standing=Standing.UNCHECKED, position=n)
        )  # fmt: skip
    session.flush()
    for n in range(FINDINGS_):
        for code in {codes[n * step % CODES] for step in (3, 7, 11)}:
            session.add(FindingCode(finding_id=n + 1, code_id=code))


def milliseconds(act: Callable[[], object], turns: int = 9) -> float:
    """Return the median of the milliseconds that calls take."""
    took = []
    for _ in range(turns):
        begun = time.perf_counter()
        act()
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def measured(folder: Path) -> dict[str, float]:
    """Return the figures, in milliseconds."""
    with Workshop.create(folder / "a.upstream") as workshop:
        desk = Desk(OpenSession(workshop))
        desk.do("Fill", fill)
        now = desk.ask(read_now)
        found = {"matrix": milliseconds(lambda: _fresh(now).by_organisation)}
        found["together"] = milliseconds(lambda: together(now.findings))
        page, found["open"] = _opened(desk)
        found["filter key"] = _filtered(page)
        found["entry"] = _entered(page)
        for view, name in (
            (MATRIX, "show matrix"),
            (OUTLINE, "show outline"),
            (PATTERNS, "show patterns"),
        ):
            found[name] = milliseconds(lambda view=view: _turn(page, view), 3)
        found |= _transcript(page)
        page.close()
        page.deleteLater()
        return found


def _opened(desk: Desk) -> tuple[EvidencePage, float]:
    """Return the page, and how long opening and painting it takes."""
    begun = time.perf_counter()
    page = EvidencePage(desk, Jobs())
    page.resize(1600, 1000)
    page.show()
    QApplication.processEvents()
    page.findings.table.viewport().repaint()
    return page, (time.perf_counter() - begun) * 1000


def _filtered(page: EvidencePage) -> float:
    """Return how long a key in the filter takes, with the list painted."""
    letters = iter("budget risk trust pilot")

    def key() -> None:
        QTest.keyClicks(page.findings.filter, next(letters))
        page.findings.table.viewport().repaint()

    took = milliseconds(key)
    page.findings.filter.clear()
    return took


def _entered(page: EvidencePage) -> float:
    """Return how long a finding that is typed takes, with the list painted; the first is not counted."""
    steps = iter(range(1_000))

    def enter() -> None:
        page.entry.field.setText(f"council number 7: b; a new one, number {next(steps)} #code-5")
        QTest.keyClick(page.entry.field, Qt.Key.Key_Return)
        page.findings.table.viewport().repaint()

    enter()
    return milliseconds(enter)


def _transcript(page: EvidencePage) -> dict[str, float]:
    """Return how long opening a transcript takes, and scrolling and painting a page of it."""
    turn = "[00:10:00] Manager: we waited nine months for it, and then nobody wanted it any more. "
    text = "\n".join(turn * 5 for _ in range(1_000_000 // len(turn) // 5 + 1))
    page.desk.do("Fill", _fill_sources, text)
    begun = time.perf_counter()
    page.show_view(SOURCES)
    view = page.stack.sources
    view.select(1)
    QApplication.processEvents()
    view.text.viewport().repaint()
    opened = (time.perf_counter() - begun) * 1000
    bar = view.text.verticalScrollBar()

    def scroll() -> None:
        bar.setValue(bar.value() + bar.pageStep())
        view.text.viewport().repaint()

    return {"open transcript": opened, "scroll": milliseconds(scroll, 50)}


def _fill_sources(session: Session, text: str) -> None:
    source = sources.add_source(session, "Transcript", text)
    for n in range(300):
        sources.note_quote(session, source, n * 3_000, n * 3_000 + 60, TypedFinding(f"Said {n}"))


def _fresh(now: object) -> object:
    return type(now)(now.findings, now.codes, now.visits, now.kinds, now.organisations)  # type: ignore[attr-defined,call-arg]


def _turn(page: EvidencePage, view: int) -> None:
    page.views.select(FINDINGS)
    page.views.select(view)
    page.front.currentWidget().repaint()


def main() -> None:
    """Print a table."""
    app = QApplication([])
    theme.register_fonts()
    theme.apply(app, still=True)
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder))
    print(f"| {' | '.join(found)} |")
    print(f"|{'---:|' * len(found)}")
    print(f"| {' | '.join(f'{took:.1f}' for took in found.values())} |")
    del app


if __name__ == "__main__":
    main()
