"""Where it all begins: the app, or with a command the core without a window."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from upstream_workshop.storage import inspection
from upstream_workshop.workgroups.placement import solving

_INTERRUPTED: Final = 130  # while still loading; see `cli`


def main(argv: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; answers the exit code."""
    from ui.cli import terminal

    terminal.occupy_streams()
    try:
        return _run(argv)
    except KeyboardInterrupt:
        terminal.complain("Stopped before it was done.")
        return _INTERRUPTED


def _run(argv: Sequence[str] | None) -> int:
    given = sys.argv[1:] if argv is None else list(argv)
    # processes of our own that look into what we do not trust, solve or draw: they load what they need
    if given[:1] == [inspection.FLAG]:
        return inspection.main(given[1:])
    if given[:1] == [solving.FLAG]:
        from upstream_workshop.workgroups.placement import __main__ as solver

        return solver.main(given[1:])
    from upstream_workshop.readers import __main__ as reading
    from upstream_workshop.readers import sandboxed_reader

    if given[:1] == [sandboxed_reader.FLAG]:
        return reading.main(given[1:])
    from exports.archive import drawing_processes

    if given[:1] == [drawing_processes.FLAG]:
        from exports import __main__ as drawer

        return drawer.main(given[1:])
    from ui.cli import verbs
    from ui.kit import folders

    arguments = verbs.parser().parse_args(argv)
    if arguments.self_test:
        return self_test()
    if hasattr(arguments, "run"):
        # a command answers in one line: what is logged would stand beside it
        logging.basicConfig(handlers=[logging.NullHandler()])
        return verbs.run(arguments)
    if arguments.verb == "play":
        from ui.tools import player

        return verbs.guarded(lambda: player.main(arguments.folder), folders.log_folder())
    from ui import app

    file = arguments.file if arguments.verb == "open" else None
    return verbs.guarded(lambda: app.run(file), folders.log_folder())


def self_test() -> int:
    """Open the sample in a window, write a PDF, read a list, start to draw: what a frozen app can do."""
    from exports import catalogue
    from exports.archive import drawing_processes
    from ui.app import App
    from ui.kit.settings import Settings
    from upstream_workshop import processes
    from upstream_workshop.readers import sandboxed_reader
    from upstream_workshop.session_file.workshop import Workshop
    from upstream_workshop.storage.files import ledger
    from upstream_workshop.whole import sample
    from upstream_workshop.whole.report import read_report

    with ledger.temporary_folder() as name:
        folder = Path(name)
        path = folder / "sample.upstream"
        with closing(sample.build(path)) as workshop, workshop.read() as session:
            report = read_report(session)
        (written,) = catalogue.write_all(report, folder, ("summary",)).files
        assert written.read_bytes().startswith(b"%PDF")
        assert sandboxed_reader.read_sandboxed("people", sample.source("people.csv")).entries
        asked = drawing_processes.question(report, ("summary",))
        assert (
            b"ready"
            in processes.ask(drawing_processes.PROGRAM, (), 60, asked, hear=lambda _: b"").answer
        )
        app = App(["-platform", "offscreen"], Settings(folder / "settings.ini"))
        app.open(path)
        app.window.repaint()
        app.close()
        Workshop.open(path).close()
    sys.stdout.write("self-test passed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
