"""The command line, for organisers, scripts and tests; it opens no window.

The exit code is 0 for success, 2 for wrong usage, 3 for a refusal with one line on standard error,
and 70 for a bug, which is in the log. `--json` prints one JSON object.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from resources.words import joined, say
from ui.cli import terminal
from ui.cli.argparse_words import translate_argparse
from ui.cli.guarding import REFUSED, guarded
from ui.cli.sessions import HOME
from ui.cli.verb_list import VERBS
from ui.cli.verb_types import WITH_HOME
from ui.kit import folders
from upstream_workshop import __version__
from upstream_workshop.errors import OccupiedError, WorkshopError
from upstream_workshop.storage.files import ledger
from upstream_workshop.storage.files.ledger import Ledger
from upstream_workshop.whole import forgetting

INTERRUPTED = 130  # as in shells: 128 plus the number of the signal


class Parser(argparse.ArgumentParser):
    """A parser that prints through `terminal`."""

    def _print_message(self, message: str, file: Any = None) -> None:
        terminal.print_message(message, file)


def parser() -> argparse.ArgumentParser:
    """Return the parser of all VERBS; without a command, or with `open`, the app is started."""
    translate_argparse()
    does = say("Runs a two-day residential from one laptop.")
    top = Parser(prog="upstream-workshop", description=does)
    shows = say("show program's version number and exit")
    top.add_argument("--version", action="version", version=f"%(prog)s {__version__}", help=shows)
    tests = say("open the sample, write one PDF")
    top.add_argument("--self-test", action="store_true", help=tests)
    verbs = top.add_subparsers(dest="verb", metavar="COMMAND")
    app = verbs.add_parser("open", help=say("open a session file in the app"))
    app.add_argument("file", type=Path, metavar="FILE")
    plays = say("play the sample residential through the real window")
    verbs.add_parser("play", help=plays).add_argument("folder", type=Path, metavar="OUTDIR")
    for verb in VERBS:
        sub = verbs.add_parser(verb.name, help=say(verb.does), description=say(verb.does))
        home = () if WITH_HOME in verb.arguments else (WITH_HOME,)
        for names, options in (*verb.arguments, *home):
            translated = {"help": say(str(options["help"]))} if "help" in options else {}
            sub.add_argument(*names, **{**options, **translated})
        sub.add_argument("--json", action="store_true", help=say("print one JSON object"))
        sub.set_defaults(run=verb.run)
    return top


def run(arguments: argparse.Namespace) -> int:
    """Run a command, print its answer and return the exit code.

    Before that, files left by a killed process are removed, and unfinished erasures are continued.
    """

    def answer() -> int:
        with ledger.keeping(Ledger(arguments.home)) as kept:
            kept.clear()
            waiting = forgetting.sentence(forgetting.resume(kept, datetime.now()))
            return _answered(arguments, waiting)

    usual = arguments.home == HOME
    return guarded(answer, folders.log_folder() if usual else arguments.home / "log")


def _answered(arguments: argparse.Namespace, waiting: str) -> int:
    try:
        answer = arguments.run(arguments)
        if arguments.json:
            terminal.print_json(answer.values)
        else:
            terminal.print_lines(answer.lines)
    except OccupiedError as error:
        hint = say("Add --force to replace it.") if hasattr(arguments, "force") else ""
        terminal.print_error(joined((str(error), hint), "{first} {then}"))
        return REFUSED
    except WorkshopError as error:
        terminal.print_error(str(error))
        return REFUSED
    except KeyboardInterrupt:
        terminal.print_error(say("Stopped before it was done."))
        return INTERRUPTED
    if answer.complaint:
        terminal.print_error(answer.complaint)
        return REFUSED
    if waiting:
        terminal.print_error(waiting)
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; for scripts and tests."""
    arguments = parser().parse_args(argv)
    if not hasattr(arguments, "run"):
        parser().print_help()
        return 2
    return run(arguments)
