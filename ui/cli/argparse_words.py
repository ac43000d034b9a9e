"""The texts of `argparse`, in the chosen language.

`argparse` looks its texts up by `gettext.gettext`, under the name `_` of its module, in the domain
that the process has chosen. It is given functions of this program instead.
"""

from __future__ import annotations

import argparse
from typing import Final

from resources.words import forms, noop, say

# the texts that a user can see; the others are about errors in the use of argparse
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
    """Make `argparse` use the chosen language."""
    vars(argparse).update(_=_translated, ngettext=forms)


def _translated(text: str) -> str:
    """Translate a text without a final space or line break, which `argparse` may add."""
    ours = text.rstrip()
    return say(ours) + text[len(ours) :]
