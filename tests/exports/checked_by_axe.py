"""Check web pages with axe-core in a real browser, the one that comes with PySide6.

    npm install --prefix /tmp/axe axe-core
    QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.exports.checked_by_axe \
        /tmp/axe/node_modules/axe-core/axe.min.js papers/summary.html

Prints what contradicts WCAG 2.2 AA on each page, and exits with 1 if anything does.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
LONGEST = 60_000  # milliseconds for all pages
# a title is the one answer of a page that needs no channel into it
RUN = """
;axe.run({runOnly: {type: "tag", values: %s}}).then(found => { document.title = JSON.stringify({
  violations: found.violations.map(one => [one.id, one.help, one.nodes.map(node => node.html)]),
  passes: found.passes.length }) }); 0
"""


class Checker:
    """Loads one page after the other and collects what axe-core finds."""

    def __init__(self, script: str, pages: list[Path]) -> None:
        self.found: dict[Path, list[object]] = {}
        self._script, self._waiting = script, pages
        self._view = QWebEngineView()
        self._view.resize(1366, 768)
        self._view.show()
        self._view.loadFinished.connect(self._on_loaded)
        self._view.titleChanged.connect(self._on_title)
        self._load()

    def _load(self) -> None:
        if self._waiting:
            self._view.load(QUrl.fromLocalFile(str(self._waiting[0].resolve())))
        else:
            QApplication.quit()

    def _on_loaded(self) -> None:
        self._view.page().runJavaScript(self._script + RUN % json.dumps(TAGS))

    def _on_title(self, title: str) -> None:
        if title.startswith('{"violations"'):
            page = self._waiting.pop(0)
            told = json.loads(title)
            self.found[page] = told["violations"]
            sys.stdout.write(f"{page}: {told['passes']} rules hold\n")
            self._load()


def main(script: str, *pages: str) -> int:
    """Check pages; return the exit code."""
    os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--no-sandbox --disable-gpu")
    app = QApplication(sys.argv[:1])
    checker = Checker(Path(script).read_text("utf-8"), [Path(page) for page in pages])
    QTimer.singleShot(LONGEST, app.quit)
    app.exec()
    for page, violations in checker.found.items():
        for one in violations:
            sys.stdout.write(f"{page}: {one}\n")
    return int(len(checker.found) < len(pages) or any(checker.found.values()))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
