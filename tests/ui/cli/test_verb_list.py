"""The list of commands: each is found where the list says, and is loaded with what it needs alone."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

from ui.cli.verb_list import VERBS
from ui.cli.verb_types import Verb


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_what_runs_a_command_is_there(verb: Verb) -> None:
    module, function = verb.runs.split(":")
    assert callable(getattr(import_module(f"ui.cli.commands.{module}"), function))


@pytest.mark.parametrize("command", ["", "tally", "erase", "loops"])
def test_a_command_that_draws_nothing_loads_nothing_to_draw_with(command: str) -> None:
    """Nor does the list of commands, which names the sizes of posters and labels."""
    loads = "; ".join(
        f"import ui.cli.commands.{verb.runs.partition(':')[0]}"
        for verb in VERBS
        if verb.name == command
    )
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys\nfrom ui.cli import verbs\nverbs.parser()\n{loads}\n"
            "print([name for name in ('PySide6', 'reportlab', 'PIL', 'exports.documents')"
            " if name in sys.modules])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "[]"
