"""Values of the command line: what is typed, parsed for argparse; each raises ArgumentTypeError."""

from __future__ import annotations

import argparse
from contextlib import suppress
from datetime import date

from exports.drawing.pages.output_sizes import LEAST_PIXELS, MOST_PIXELS
from resources.words import say
from upstream_workshop.letters import has_words

AXES = ("codes", "organisations", "kinds")  # by which findings are counted
MOST = 10_000
MOST_MONEY = 10**12
FIRST_YEAR, LAST_YEAR = 1900, 2199


def name(text: str) -> str:
    """Parse a name, which is not blank as that of a variable nobody set."""
    if not has_words(text):
        raise argparse.ArgumentTypeError(say("a name is wanted"))
    return text


def number(text: str) -> int:
    """Parse a number of people, groups or places."""
    number = int(text) if text.isdecimal() and len(text) < 9 else 0
    if not 1 <= number <= MOST:
        wanted = say("a number from 1 to {most} is wanted", most=MOST)
        raise argparse.ArgumentTypeError(wanted)
    return number


def money(text: str) -> int:
    """Parse an amount in whole units."""
    amount = int(text) if text.isdecimal() and len(text) <= len(str(MOST_MONEY)) else 0
    if not 1 <= amount <= MOST_MONEY:
        wanted = say("an amount from 1 to {most} is wanted", most=MOST_MONEY)
        raise argparse.ArgumentTypeError(wanted)
    return amount


def pixels(text: str) -> int:
    """Parse the length of a picture's longer side."""
    number = int(text) if text.isdecimal() and len(text) < 9 else 0
    if not LEAST_PIXELS <= number <= MOST_PIXELS:
        limits = {"least": LEAST_PIXELS, "most": MOST_PIXELS}
        wanted = say("a number of pixels from {least} to {most} is wanted", **limits)
        raise argparse.ArgumentTypeError(wanted)
    return number


def day(text: str) -> date:
    """Parse a day as YYYY-MM-DD."""
    with suppress(ValueError):
        day = date.fromisoformat(text)
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
    years = {"first": FIRST_YEAR, "last": LAST_YEAR}
    wanted = say("a day from {first} to {last} is wanted, as YYYY-MM-DD", **years)
    raise argparse.ArgumentTypeError(wanted)
