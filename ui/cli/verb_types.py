"""A command of the command line as data, and the arguments that several commands have."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final, TypeAlias

from resources.words import noop
from ui.cli.answer import Answer
from ui.cli.sessions import HOME

Argument: TypeAlias = tuple[tuple[str, ...], dict[str, object]]  # names and options, for argparse


@dataclass(frozen=True)
class Verb:
    """A command.

    name: its name.
    does: what it does, marked by `noop`.
    runs: the function that runs it, as "module:function" of `ui.cli.commands`.
    arguments: the names and options of each argument.
    """

    name: str
    does: str
    runs: str
    arguments: tuple[Argument, ...]

    def run(self, asked: argparse.Namespace) -> Answer:
        """Run the command, of which all is imported only now: others need not load what it draws with."""
        module, _, function = self.runs.partition(":")
        answer: Answer = getattr(import_module(f"ui.cli.commands.{module}"), function)(asked)
        return answer


def argument(*names: str, **options: object) -> Argument:
    """Return an argument: its names and what argparse is told of it."""
    return names, options


FILE: Final = argument("file", type=Path, metavar="FILE", help=noop("the session file"))
WITH_HOME: Final = argument(
    "--home",
    type=Path,
    metavar="FOLDER",
    default=HOME,
    help=noop("where the app keeps backups, and copies of what lies on sticks and shares"),
)
FORCE: Final = argument(
    "--force",
    action="store_true",
    help=noop("replace a file that is there, if it is of the same kind"),
)
SESSION: Final = (FILE, WITH_HOME)
