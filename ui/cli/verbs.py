"""The command line, for organisers, scripts and tests; it opens no window.

The exit code is 0 for success, 2 for wrong usage, 3 for a refusal with one line on standard error,
and 70 for a bug, which is in the log. `--json` prints one JSON object.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from exports.documents.posters import SIZES, TILES
from exports.drawing.png_file import LEAST_PIXELS, MOST_PIXELS
from resources.words import joined, noop, say
from ui.cli import terminal
from ui.cli.answer import Answer
from ui.cli.argparse_words import translate_argparse
from ui.cli.commands import (
    erase_command,
    evidence_command,
    file_commands,
    group_commands,
    import_command,
    map_commands,
    output_commands,
    result_commands,
    small_group_command,
)
from ui.cli.guarding import REFUSED, guarded
from ui.cli.sessions import HOME
from ui.kit import folders
from upstream_workshop import __version__, rooms
from upstream_workshop.errors import OccupiedError, WorkshopError
from upstream_workshop.maps.kinds import SizeBy
from upstream_workshop.privacy import Edition
from upstream_workshop.storage.files import ledger
from upstream_workshop.storage.files.ledger import Ledger
from upstream_workshop.voting.kinds import CountingRule
from upstream_workshop.whole import forgetting
from upstream_workshop.workgroups.kinds import Trait

INTERRUPTED = 130  # as in shells: 128 plus the number of the signal
MOST = 10_000
MOST_MONEY = 10**12
FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True)
class Verb:
    """A command.

    name: its name.
    does: what it does, marked by `noop`.
    run: the function that runs it.
    arguments: the names and options of each argument, for argparse.
    """

    name: str
    does: str
    run: Callable[[argparse.Namespace], Answer]
    arguments: tuple[tuple[tuple[str, ...], dict[str, object]], ...]


def _number(text: str) -> int:
    """Parse a number of people, groups or places."""
    number = int(text) if text.isdecimal() and len(text) < 9 else 0
    if not 1 <= number <= MOST:
        wanted = say("a number from 1 to {most} is wanted", most=MOST)
        raise argparse.ArgumentTypeError(wanted)
    return number


def _money(text: str) -> int:
    """Parse an amount in whole units."""
    amount = int(text) if text.isdecimal() and len(text) <= len(str(MOST_MONEY)) else 0
    if not 1 <= amount <= MOST_MONEY:
        wanted = say("an amount from 1 to {most} is wanted", most=MOST_MONEY)
        raise argparse.ArgumentTypeError(wanted)
    return amount


def _pixels(text: str) -> int:
    """Parse the length of a picture's longer side."""
    number = int(text) if text.isdecimal() and len(text) < 9 else 0
    if not LEAST_PIXELS <= number <= MOST_PIXELS:
        limits = {"least": LEAST_PIXELS, "most": MOST_PIXELS}
        wanted = say("a number of pixels from {least} to {most} is wanted", **limits)
        raise argparse.ArgumentTypeError(wanted)
    return number


def _day(text: str) -> date:
    with suppress(ValueError):
        day = date.fromisoformat(text)
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
    years = {"first": FIRST_YEAR, "last": LAST_YEAR}
    wanted = say("a day from {first} to {last} is wanted, as YYYY-MM-DD", **years)
    raise argparse.ArgumentTypeError(wanted)


def _argument(*names: str, **options: object) -> tuple[tuple[str, ...], dict[str, object]]:
    return names, options


_FILE = _argument("file", type=Path, metavar="FILE", help=noop("the session file"))
_HOME = _argument(
    "--home",
    type=Path,
    metavar="FOLDER",
    default=HOME,
    help=noop("where the app keeps backups, and copies of what lies on sticks and shares"),
)
_FORCE = _argument(
    "--force",
    action="store_true",
    help=noop("replace a file that is there, if it is of the same kind"),
)
_SESSION = (_FILE, _HOME)

VERBS: tuple[Verb, ...] = (
    Verb(
        "new",
        noop("make a session file"),
        file_commands.new,
        (
            _FILE,
            _argument("--template", default="two-day", help=noop("the agenda to start from")),
            _argument("--title", default="", help=noop("what the residential is called")),
            _argument("--starts", type=_day, metavar="YYYY-MM-DD"),
            _argument("--venue", default="", help=noop("where it is held")),
        ),
    ),
    Verb(
        "import",
        noop(
            "take in a file of people, findings, codes, cards, ballot papers, choices, a map or a plan"
        ),
        import_command.take_in,
        (
            *_SESSION,
            _argument(
                "source", type=Path, metavar="SOURCE", help=noop("the file; of lists also a folder")
            ),
            _argument("--as", dest="kind", choices=tuple(rooms.imports()), required=True),
            _argument(
                "--into", default="", metavar="NAME", help=noop("the ballot or map it goes into")
            ),
            _argument(
                "--dry-run", action="store_true", help=noop("say what would happen, keep nothing")
            ),
            _argument(
                "--answers",
                "--answer",
                type=Path,
                metavar="FILE",
                help=noop(
                    "answers to what the file leaves open: JSON, of the keys that --json prints"
                ),
            ),
            _argument(
                "--signs",
                default="",
                metavar="LABEL=SIGN,…",
                help=noop("what unclear words on links of a map mean: + or - or ?"),
            ),
            _argument(
                "--strict",
                action="store_true",
                help=noop("import nothing, and exit 3, while a question is open"),
            ),
        ),
    ),
    Verb(
        "tally",
        noop("count a ballot"),
        result_commands.tally,
        (
            *_SESSION,
            _argument("--ballot", required=True, metavar="NAME"),
            _argument(
                "--rule",
                choices=tuple(map(str, CountingRule)),
                help=noop("the counting rule; the declared one unless said"),
            ),
            _argument("--seats", type=_number, metavar="K", help=noop("how many options win")),
            _argument(
                "--budget",
                type=_money,
                metavar="N",
                help=noop("what the winners may cost together, where options have costs"),
            ),
            _argument(
                "--explain",
                action="store_true",
                help=noop("tell round by round how the result was found"),
            ),
        ),
    ),
    Verb(
        "workgroups",
        noop("find the best placement of people in groups"),
        group_commands.workgroups,
        (
            *_SESSION,
            _argument(
                "--min", type=_number, metavar="N", dest="minimum", help=noop("smallest group")
            ),
            _argument(
                "--max", type=_number, metavar="N", dest="maximum", help=noop("largest group")
            ),
            _argument("--max-per-organisation", type=_number, metavar="N"),
            _argument("--together", action="append", default=[], metavar='"A;B"'),
            _argument("--apart", action="append", default=[], metavar='"A;B"'),
            _argument(
                "--per-person",
                type=_number,
                metavar="K",
                help=noop("how many groups a person may be in"),
            ),
            _argument(
                "--spread", choices=tuple(Trait), help=noop("what is mixed, besides organisations")
            ),
            _argument(
                "--repair", action="store_true", help=noop("mend the groups with the fewest moves")
            ),
            _argument(
                "--save", action="store_true", help=noop("form the groups in the session file")
            ),
        ),
    ),
    Verb(
        "smallgroups",
        noop("seat people in small groups so that no pair meets twice"),
        small_group_command.smallgroups,
        (
            *_SESSION,
            _argument(
                "--size", type=_number, metavar="N", default=3, help=noop("how many sit together")
            ),
            _argument(
                "--rounds", type=_number, metavar="N", default=1, help=noop("how many rounds")
            ),
            _argument(
                "--serve-asks",
                action="store_true",
                help=noop("let asks meet their likely helpers"),
            ),
            _argument(
                "--colleagues-apart",
                action="store_true",
                help=noop("rather let a pair meet again than two colleagues sit together"),
            ),
            _argument("--title", default="", help=noop("what the rounds are called, with --save")),
            _argument(
                "--save", action="store_true", help=noop("store the rounds in the session file")
            ),
        ),
    ),
    Verb(
        "loops",
        noop("list the feedback loops of a map"),
        map_commands.loops,
        (*_SESSION, _argument("--map", required=True, metavar="NAME", dest="map_name")),
    ),
    Verb(
        "compare",
        noop("tell how two maps differ"),
        map_commands.compare,
        (
            *_SESSION,
            _argument("--map", required=True, action="append", metavar="NAME", dest="map_names"),
        ),
    ),
    Verb(
        "patterns",
        noop("count findings by codes, organisations and kinds, and tell what is shared"),
        evidence_command.patterns,
        (
            *_SESSION,
            _argument("--rows", choices=evidence_command.AXES, default="codes"),
            _argument("--columns", choices=evidence_command.AXES, default="organisations"),
            _argument(
                "--at-least",
                type=_number,
                metavar="K",
                default=1,
                help=noop("tell only of codes that so many organisations speak of"),
            ),
            _argument(
                "--fewest",
                type=_number,
                metavar="N",
                default=1,
                help=noop("leave out numbers below this, and what would give them away"),
            ),
        ),
    ),
    Verb(
        "export",
        noop("write every output of the catalogue"),
        output_commands.export,
        (
            *_SESSION,
            _argument("folder", type=Path, metavar="OUTDIR"),
            _argument("--only", action="append", default=[], metavar="NAME"),
            _argument(
                "--paper",
                choices=SIZES,
                default="",
                help=noop("the size of map posters; unless said, one on which all can be read"),
            ),
            _argument(
                "--sheets",
                choices=TILES,
                default="",
                help=noop("cut map posters into sheets of this size"),
            ),
            _argument(
                "--pixels",
                type=_pixels,
                default=0,
                metavar="N",
                help=noop("the longer side of maps as PNG pictures"),
            ),
            _argument(
                "--boxes",
                choices=tuple(by for by in map(str, SizeBy) if by),
                default="",
                help=noop("by what the boxes of maps are sized; unless said, all are equal"),
            ),
            _FORCE,
        ),
    ),
    Verb(
        "archive",
        noop("seal the bundle an organiser keeps"),
        output_commands.archive,
        (
            *_SESSION,
            _argument("out", type=Path, metavar="OUT.zip"),
            _argument("--edition", choices=tuple(map(str, Edition)), default="full"),
            _argument(
                "--keep-passages",
                action="store_true",
                help=noop(
                    "of a cohort or redacted edition: leave what may still name somebody as it is, not cut"
                ),
            ),
            _argument(
                "--keep-until",
                type=_day,
                metavar="YYYY-MM-DD",
                help=noop("the day to delete it by; three years from now unless said otherwise"),
            ),
            _FORCE,
        ),
    ),
    Verb(
        "erase",
        noop(
            "erase a person for good, from the file and its backups; with --dry-run show what would go"
        ),
        erase_command.erase,
        (
            *_SESSION,
            _argument("--person", required=True, metavar="NAME"),
            _argument(
                "--words",
                choices=("sure", "all", "none"),
                default="sure",
                help=noop(
                    "the texts to take the name out of: those with the whole name, or with a part too"
                ),
            ),
            _argument(
                "--dry-run", action="store_true", help=noop("say what would happen, keep nothing")
            ),
        ),
    ),
    Verb(
        "verify",
        noop("prove that an archive or a session file is whole"),
        file_commands.verify,
        (_argument("file", type=Path, metavar="FILE-or-ZIP"),),
    ),
    Verb(
        "repair",
        noop("write a repaired copy of a session file that is refused for what its rows hold"),
        file_commands.repair,
        (_FILE, _argument("copy", type=Path, metavar="COPY")),
    ),
    Verb(
        "demo",
        noop("run the sample residential end to end, from sign-up list to packs and archive"),
        file_commands.demo,
        (_argument("folder", type=Path, metavar="OUTDIR"), _FORCE),
    ),
)


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
        home = () if _HOME in verb.arguments else (_HOME,)
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
