"""The commands that answer from one room of a session, as data."""

from __future__ import annotations

from typing import Final

from resources.words import noop
from ui.cli import typed_values
from ui.cli.verb_types import SESSION, Verb, argument
from upstream_workshop.voting.kinds import CountingRule
from upstream_workshop.workgroups.kinds import Trait

ROOM_VERBS: Final = (
    Verb(
        "tally",
        noop("count a ballot"),
        "result_commands:tally",
        (
            *SESSION,
            argument("--ballot", required=True, metavar="NAME"),
            argument(
                "--rule",
                choices=tuple(map(str, CountingRule)),
                help=noop("the counting rule; the declared one unless said"),
            ),
            argument(
                "--seats", type=typed_values.number, metavar="K", help=noop("how many options win")
            ),
            argument(
                "--budget",
                type=typed_values.money,
                metavar="N",
                help=noop("what the winners may cost together, where options have costs"),
            ),
            argument(
                "--explain",
                action="store_true",
                help=noop("tell round by round how the result was found"),
            ),
        ),
    ),
    Verb(
        "workgroups",
        noop("find the best placement of people in groups"),
        "group_commands:workgroups",
        (
            *SESSION,
            argument(
                "--min",
                type=typed_values.number,
                metavar="N",
                dest="minimum",
                help=noop("smallest group"),
            ),
            argument(
                "--max",
                type=typed_values.number,
                metavar="N",
                dest="maximum",
                help=noop("largest group"),
            ),
            argument("--max-per-organisation", type=typed_values.number, metavar="N"),
            argument("--together", action="append", default=[], metavar='"A;B"'),
            argument("--apart", action="append", default=[], metavar='"A;B"'),
            argument(
                "--per-person",
                type=typed_values.number,
                metavar="K",
                help=noop("how many groups a person may be in"),
            ),
            argument(
                "--spread",
                choices=tuple(map(str, Trait)),
                help=noop("what is mixed, besides organisations"),
            ),
            argument(
                "--repair", action="store_true", help=noop("mend the groups with the fewest moves")
            ),
            argument(
                "--save", action="store_true", help=noop("form the groups in the session file")
            ),
        ),
    ),
    Verb(
        "smallgroups",
        noop("seat people in small groups so that no pair meets twice"),
        "small_group_command:smallgroups",
        (
            *SESSION,
            argument(
                "--size",
                type=typed_values.number,
                metavar="N",
                default=3,
                help=noop("how many sit together"),
            ),
            argument(
                "--rounds",
                type=typed_values.number,
                metavar="N",
                default=1,
                help=noop("how many rounds"),
            ),
            argument(
                "--serve-asks",
                action="store_true",
                help=noop("let asks meet their likely helpers"),
            ),
            argument(
                "--colleagues-apart",
                action="store_true",
                help=noop("rather let a pair meet again than two colleagues sit together"),
            ),
            argument("--title", default="", help=noop("what the rounds are called, with --save")),
            argument(
                "--save", action="store_true", help=noop("store the rounds in the session file")
            ),
        ),
    ),
    Verb(
        "loops",
        noop("list the feedback loops of a map"),
        "map_commands:loops",
        (*SESSION, argument("--map", required=True, metavar="NAME", dest="map_name")),
    ),
    Verb(
        "compare",
        noop("tell how two maps differ"),
        "map_commands:compare",
        (
            *SESSION,
            argument("--map", required=True, action="append", metavar="NAME", dest="map_names"),
        ),
    ),
    Verb(
        "patterns",
        noop("count findings by codes, organisations and kinds, and tell what is shared"),
        "evidence_command:patterns",
        (
            *SESSION,
            argument("--rows", choices=typed_values.AXES, default="codes"),
            argument("--columns", choices=typed_values.AXES, default="organisations"),
            argument(
                "--at-least",
                type=typed_values.number,
                metavar="K",
                default=1,
                help=noop("tell only of codes that so many organisations speak of"),
            ),
            argument(
                "--fewest",
                type=typed_values.number,
                metavar="N",
                default=1,
                help=noop("leave out numbers below this, and what would give them away"),
            ),
        ),
    ),
)
