"""The commands of the command line, as data: names, help, arguments, and what runs them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from exports.drawing.pages.output_sizes import LABELS, POSTERS, TILES
from resources.words import noop
from ui.cli import typed_values
from ui.cli.room_verbs import ROOM_VERBS
from ui.cli.verb_types import FILE, FORCE, SESSION, Verb, argument
from upstream_workshop import rooms
from upstream_workshop.maps.kinds import SizeBy
from upstream_workshop.privacy import Edition

VERBS: Final[tuple[Verb, ...]] = (
    Verb(
        "new",
        noop("make a session file"),
        "file_commands:new",
        (
            FILE,
            argument("--template", default="two-day", help=noop("the agenda to start from")),
            argument("--title", help=noop("what the residential is called")),
            argument("--starts", type=typed_values.day, metavar="YYYY-MM-DD"),
            argument("--venue", default="", help=noop("where it is held")),
        ),
    ),
    Verb(
        "import",
        noop(
            "take in a file of people, findings, codes, cards, ballot papers, choices, a map or a plan"
        ),
        "import_command:take_in",
        (
            *SESSION,
            argument(
                "source", type=Path, metavar="SOURCE", help=noop("the file; of lists also a folder")
            ),
            argument("--as", dest="kind", choices=tuple(rooms.imports()), required=True),
            argument(
                "--into",
                type=typed_values.name,
                metavar="NAME",
                help=noop("the ballot or map it goes into"),
            ),
            argument(
                "--dry-run", action="store_true", help=noop("say what would happen, keep nothing")
            ),
            argument(
                "--answers",
                "--answer",
                type=Path,
                metavar="FILE",
                help=noop(
                    "answers to what the file leaves open: JSON, of the keys that --json prints"
                ),
            ),
            argument(
                "--signs",
                action="append",
                default=[],
                metavar="LABEL=SIGN,…",
                help=noop("what unclear words on links of a map mean: + or - or ?"),
            ),
            argument(
                "--strict",
                action="store_true",
                help=noop("import nothing, and exit 3, while a question is open"),
            ),
        ),
    ),
    *ROOM_VERBS,
    Verb(
        "export",
        noop("write every output of the catalogue"),
        "output_commands:export",
        (
            *SESSION,
            argument("folder", type=Path, metavar="OUTDIR"),
            argument("--only", action="append", default=[], metavar="NAME"),
            argument(
                "--paper",
                choices=POSTERS,
                default="",
                help=noop("the size of map posters; unless said, one on which all can be read"),
            ),
            argument(
                "--sheets",
                choices=tuple(TILES),
                default="",
                help=noop("cut map posters into sheets of this size"),
            ),
            argument(
                "--pixels",
                type=typed_values.pixels,
                default=0,
                metavar="N",
                help=noop("the longer side of maps as PNG pictures"),
            ),
            argument(
                "--boxes",
                choices=tuple(by for by in map(str, SizeBy) if by),
                default="",
                help=noop("by what the boxes of maps are sized; unless said, all are equal"),
            ),
            argument(
                "--labels",
                choices=tuple(LABELS),
                default="",
                help=noop(
                    "the sheets of labels for badges; unless said, the usual ones of the paper"
                ),
            ),
            FORCE,
        ),
    ),
    Verb(
        "archive",
        noop("seal the bundle an organiser keeps"),
        "output_commands:archive",
        (
            *SESSION,
            argument("out", type=Path, metavar="OUT.zip"),
            argument("--edition", choices=tuple(map(str, Edition)), default="full"),
            argument(
                "--keep-passages",
                action="store_true",
                help=noop(
                    "of a cohort or redacted edition: leave what may still name somebody as it is, not cut"
                ),
            ),
            argument(
                "--keep-until",
                type=typed_values.day,
                metavar="YYYY-MM-DD",
                help=noop("the day to delete it by; three years from now unless said otherwise"),
            ),
            FORCE,
        ),
    ),
    Verb(
        "erase",
        noop(
            "erase a person for good, from the file and its backups; with --dry-run show what would go"
        ),
        "erase_command:erase",
        (
            *SESSION,
            argument("--person", required=True, metavar="NAME"),
            argument(
                "--words",
                choices=("sure", "all", "none"),
                default="sure",
                help=noop(
                    "the texts to take the name out of: those with the whole name, or with a part too"
                ),
            ),
            argument(
                "--dry-run", action="store_true", help=noop("say what would happen, keep nothing")
            ),
        ),
    ),
    Verb(
        "verify",
        noop("prove that an archive or a session file is whole"),
        "file_commands:verify",
        (argument("file", type=Path, metavar="FILE-or-ZIP"),),
    ),
    Verb(
        "repair",
        noop("write a repaired copy of a session file that is refused for what its rows hold"),
        "file_commands:repair",
        (FILE, argument("copy", type=Path, metavar="COPY")),
    ),
    Verb(
        "demo",
        noop("run the sample residential end to end, from sign-up list to packs and archive"),
        "file_commands:demo",
        (argument("folder", type=Path, metavar="OUTDIR"), FORCE),
    ),
)
