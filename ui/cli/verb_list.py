"""The commands of the command line, as data: names, help, arguments, and the functions that run them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from exports.documents.forms.badges import LABELS
from exports.documents.posters import SIZES, TILES
from resources.words import noop
from ui.cli import typed_values
from ui.cli.answer import Answer
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
from ui.cli.sessions import HOME
from upstream_workshop import rooms
from upstream_workshop.maps.kinds import SizeBy
from upstream_workshop.privacy import Edition
from upstream_workshop.voting.kinds import CountingRule
from upstream_workshop.workgroups.kinds import Trait


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


def _argument(*names: str, **options: object) -> tuple[tuple[str, ...], dict[str, object]]:
    return names, options


_FILE = _argument("file", type=Path, metavar="FILE", help=noop("the session file"))
WITH_HOME = _argument(
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
_SESSION = (_FILE, WITH_HOME)

VERBS: tuple[Verb, ...] = (
    Verb(
        "new",
        noop("make a session file"),
        file_commands.new,
        (
            _FILE,
            _argument("--template", default="two-day", help=noop("the agenda to start from")),
            _argument("--title", help=noop("what the residential is called")),
            _argument("--starts", type=typed_values.day, metavar="YYYY-MM-DD"),
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
                "--into",
                type=typed_values.name,
                metavar="NAME",
                help=noop("the ballot or map it goes into"),
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
                action="append",
                default=[],
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
            _argument(
                "--seats", type=typed_values.number, metavar="K", help=noop("how many options win")
            ),
            _argument(
                "--budget",
                type=typed_values.money,
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
                "--min",
                type=typed_values.number,
                metavar="N",
                dest="minimum",
                help=noop("smallest group"),
            ),
            _argument(
                "--max",
                type=typed_values.number,
                metavar="N",
                dest="maximum",
                help=noop("largest group"),
            ),
            _argument("--max-per-organisation", type=typed_values.number, metavar="N"),
            _argument("--together", action="append", default=[], metavar='"A;B"'),
            _argument("--apart", action="append", default=[], metavar='"A;B"'),
            _argument(
                "--per-person",
                type=typed_values.number,
                metavar="K",
                help=noop("how many groups a person may be in"),
            ),
            _argument(
                "--spread",
                choices=tuple(map(str, Trait)),
                help=noop("what is mixed, besides organisations"),
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
                "--size",
                type=typed_values.number,
                metavar="N",
                default=3,
                help=noop("how many sit together"),
            ),
            _argument(
                "--rounds",
                type=typed_values.number,
                metavar="N",
                default=1,
                help=noop("how many rounds"),
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
                type=typed_values.number,
                metavar="K",
                default=1,
                help=noop("tell only of codes that so many organisations speak of"),
            ),
            _argument(
                "--fewest",
                type=typed_values.number,
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
                choices=tuple(TILES),
                default="",
                help=noop("cut map posters into sheets of this size"),
            ),
            _argument(
                "--pixels",
                type=typed_values.pixels,
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
            _argument(
                "--labels",
                choices=tuple(LABELS),
                default="",
                help=noop(
                    "the sheets of labels for badges; unless said, the usual ones of the paper"
                ),
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
                type=typed_values.day,
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
