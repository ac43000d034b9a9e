"""Where it all begins: the app, or with a command the core without a window."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Final

from resources.words import say
from ui.cli import terminal

_INTERRUPTED: Final = 130  # while still loading; see `verbs`
# processes of our own that check, solve, read or draw: each module has `main(arguments)`
PROGRAMS: Final = {
    "--inspect-apart": "upstream_workshop.storage.inspection",
    "--solve-apart": "upstream_workshop.workgroups.placement.__main__",
    "--measure-apart": "upstream_workshop.maps.analysis.__main__",
    "--lay-out-apart": "upstream_workshop.maps.layout_process.__main__",
    "--read-apart": "upstream_workshop.readers.__main__",
    "--draw-apart": "exports.__main__",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; answers the exit code."""
    terminal.occupy_streams()
    try:
        return _run(sys.argv[1:] if argv is None else list(argv))
    except KeyboardInterrupt:
        terminal.print_error(say("Stopped before it was done."))
        return _INTERRUPTED


def _run(given: list[str]) -> int:
    if given[:1] and given[0] in PROGRAMS:
        code: int = import_module(PROGRAMS[given[0]]).main(given[1:])
        return code
    match given:
        case []:
            return _window(None)
        case ["open", file] if not file.startswith("-"):
            return _window(Path(file))  # without the commands, which load all that is printed
    return _command(given)


def _window(file: Path | None) -> int:
    """Show the window: with a session, or as the settings say."""
    from ui.cli.guarding import guarded
    from ui.kit import folders

    def show() -> int:
        load_window()
        from ui import app_loop

        return app_loop.run(file)

    return guarded(show, folders.log_folder())


def load_window() -> None:
    """Import what the window needs, the core first: PySide reads the source of all that is imported after it.

    The process that inspects the session starts meanwhile. No garbage is collected, which would take a tenth
    of a start; the app collects its own later.
    """
    from upstream_workshop.storage import inspecting

    inspecting.STANDBY.begin(lasting=False)
    gc.disable()
    from ui import app_loop as _window  # noqa: F401
    from upstream_workshop.session_file import workshop as _core  # noqa: F401

    gc.freeze()  # what is loaded stays


def _command(given: list[str]) -> int:
    gc.disable()  # nothing that loads is garbage
    from ui.cli import guarding, verbs
    from ui.kit import folders

    gc.freeze()
    gc.enable()
    arguments = verbs.parser().parse_args(given)
    if arguments.self_test:
        return self_test()
    if hasattr(arguments, "run"):
        # a command answers in one line: what is logged would stand beside it
        logging.basicConfig(handlers=[logging.NullHandler()])
        return verbs.run(arguments)
    if arguments.verb == "play":
        from ui.tools import player

        return guarding.guarded(lambda: player.main(arguments.folder), folders.log_folder())
    return _window(arguments.file if arguments.verb == "open" else None)


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
    terminal.print_lines((say("self-test passed"),))
    return 0


if __name__ == "__main__":
    sys.exit(main())
