"""The standard library's own texts of a command line, said like all others.

`argparse` looks its texts up by `gettext.gettext`, under the name `_` of its module, in whatever
domain the process has chosen; given our functions there, it answers in the language of this program.
"""

from __future__ import annotations

import argparse
from typing import Final

from resources.words import forms, noop, say

# what somebody who types can come to see; the rest tells a programmer of a wrong grammar
TEXTS: Final = (
    noop("usage:"),
    noop("positional arguments"),
    noop("options"),
    noop("show this help message and exit"),
    noop("%(prog)s: error: %(message)s"),
    noop("argument %(argument_name)s: %(message)s"),
    noop("unrecognized arguments: %s"),
    noop("ambiguous option: %(option)s could match %(matches)s"),
    noop("invalid choice: %(value)r (choose from %(choices)s)"),
    noop("unknown parser %(parser_name)r (choices: %(choices)s)"),
    noop("invalid %(type)s value: %(value)r"),
    noop("expected one argument"),
    noop("expected at most one argument"),
    noop("expected at least one argument"),
    noop("the following arguments are required: %s"),
    noop("one of the arguments %s is required"),
    noop("not allowed with argument %s"),
    noop("ignored explicit argument %r"),
    noop("unexpected option string: %s"),
    noop("subcommands"),
)
COUNTED: Final = ((noop("expected %s argument"), noop("expected %s arguments")),)


def translate_argparse() -> None:
    """Let `argparse` answer in the language that is spoken."""
    vars(argparse).update(_=_translated, ngettext=forms)


def _translated(text: str) -> str:
    """The text without the space or the end of the line that `argparse` has put to it, then with it."""
    ours = text.rstrip()
    return say(ours) + text[len(ours) :]
