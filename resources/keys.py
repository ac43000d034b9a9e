"""The keys and the lines to type, as data, for the sheet of keys; a test compares them with the window.

Labels are those of the window's and the pages' commands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from resources.words import noop


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The keys of one page, or of the whole window.

    room: the key of the page's room; blank for the whole window.
    title: its name; to be passed to `say`, like all words here.
    keys: pairs of a key, as Qt writes it, and what it does.
    typed: pairs of a line to type, and what it does.
    """

    room: str
    title: str
    keys: tuple[tuple[str, str], ...]
    typed: tuple[tuple[str, str], ...] = ()


KEYS: Final = (
    KeyGroup(
        "",
        noop("Everywhere"),
        (
            ("Ctrl+K", noop("Find anything")),
            ("Ctrl+Z", noop("Undo")),
            ("Ctrl+Shift+Z", noop("Redo")),
            ("F5", noop("Open or close the room screen")),
            ("F6", noop("Send this page to the room")),
            ("F9", noop("Blank the room screen")),
            ("F7", noop("Turn the page of the room screen")),
            (
                "Ctrl+Shift+P",
                noop("Presenter’s remote: page keys turn the room’s pages, or scroll again"),
            ),
            ("Ctrl+Shift+T", noop("Title, dates and place")),
            ("Ctrl+Shift+M", noop("Say from when on it is late")),
            ("Ctrl+Shift+R", noop("Is everything ready? Check before the day")),
            ("Ctrl+Shift+L", noop("Light or dark")),
            ("Ctrl++", noop("Larger text")),
            ("Ctrl+-", noop("Smaller text")),
            ("Ctrl+Shift+B", noop("Backups: look, restore, keep on a stick")),
            ("Ctrl+Shift+S", noop("Save a copy elsewhere")),
            ("Ctrl+O", noop("New session, open another, sample")),
        ),
    ),
    KeyGroup(
        "run",
        noop("Run"),
        (
            ("N", noop("Next block")),
            ("Shift+N", noop("Back to the block before")),
            ("P", noop("Pause or go on")),
            ("+", noop("Give a minute")),
            ("-", noop("Take a minute")),
            ("F", noop("Give five minutes")),
            ("Shift+F", noop("Take five minutes")),
            ("X", noop("Skip the next block")),
            ("T", noop("Run a format in steps: Troika and others")),
            ("K", noop("Next step")),
            ("Shift+K", noop("Step back")),
            ("Shift+P", noop("Pause the steps or let them go on")),
            ("Shift+T", noop("End the steps")),
            ("M", noop("Mute the chime or let it sound")),
            ("Ctrl+Alt+W", noop("Show the room a welcome")),
            ("Ctrl+Alt+A", noop("Show the room the agenda of the day")),
            ("Ctrl+Alt+I", noop("Show the room what to do now")),
            ("F2", noop("Change the selected block")),
            ("E", noop("Edit the plan")),
            ("Ctrl+I", noop("Import plan")),
        ),
    ),
    KeyGroup(
        "people",
        noop("People"),
        (
            ("Ctrl+N", noop("Add a person")),
            ("Ctrl+Tab", noop("Next view of the people")),
            ("Ctrl+I", noop("Import people")),
        ),
        (
            (noop("ade, then Enter"), noop("Ade is here")),
            (noop("ade, then Alt+L, S, G or X"), noop("late, a substitute, gone home, not coming")),
            (noop("ade? help with procurement"), noop("Ade asks for it")),
            (noop("ade+ a template for bids"), noop("Ade offers it")),
            (noop("ade: sian, tom"), noop("Ade knows them, should meet them or works with them")),
            (noop("7 15 11 6"), noop("hands counted for each answer to a question")),
        ),
    ),
    KeyGroup(
        "evidence",
        noop("Evidence"),
        (
            ("F2", noop("Change the finding")),
            ("C", noop("Give the finding a code")),
            ("X", noop("Take a code from the finding")),
            ("K", noop("Make a card of the finding")),
            ("Del", noop("Remove the finding")),
            ("B", noop("Put the code below another")),
            ("M", noop("Merge the code into another")),
            ("S", noop("Split the code")),
            ("P", noop("Part what was merged into the code")),
            ("Ctrl+F", noop("Find in the findings or the source")),
            ("Ctrl+G", noop("Key corrections from the gallery walk")),
            ("Ctrl+Shift+G", noop("Suggest groupings of the findings")),
            ("Ctrl+Tab", noop("Next view of the findings")),
            ("Ctrl+I", noop("Import findings")),
        ),
        (
            (
                noop("kirklees: barrier; nine months to buy “we gave up” (buyer) #risk"),
                noop("a finding with its organisation, kind, quote, role and code"),
            ),
        ),
    ),
    KeyGroup(
        "themes",
        noop("Themes"),
        (
            ("T", noop("Put the selected cards into a theme")),
            ("S", noop("Split the selected cards off")),
            ("M", noop("Merge this theme into another")),
            ("P", noop("Park the theme, or take it up again")),
            ("F2", noop("Rename the theme or card")),
            ("Del", noop("Remove the cards or the theme")),
            ("I", noop("Show the cards as one idea")),
            ("U", noop("Part the wordings of the card")),
            ("G", noop("Pile the cards")),
            ("D", noop("Spread the cards")),
            ("C", noop("Put the cards back into columns")),
            ("E", noop("What the theme rests on")),
            ("Alt+C", noop("Suggest clusters of cards")),
            ("Alt+R", noop("Reveal the private cards")),
            ("Ctrl+Return", noop("Make a ballot")),
            ("Ctrl+I", noop("Import cards")),
        ),
        ((noop("an idea, then Enter"), noop("a card")),),
    ),
    KeyGroup(
        "vote",
        noop("Vote"),
        (
            ("Ctrl+Return", noop("Open, close or reveal the ballot")),
            ("F4", noop("Count slips")),
            ("F8", noop("Look closer at the result")),
            ("F2", noop("Change the draft ballot")),
            ("Ctrl+E", noop("What the options rest on")),
            ("Ctrl+I", noop("Import ballot papers")),
        ),
        (
            (noop("1 1 4 6 6"), noop("a slip with dots on options 1, 4 and 6")),
            (noop("12: 1 1 4"), noop("slip number 12; typed again, it corrects that slip")),
            (noop("x"), noop("a spoilt slip; words after it say why")),
        ),
    ),
    KeyGroup(
        "workgroups",
        noop("Workgroups"),
        (
            ("P", noop("Propose workgroups")),
            ("Shift+P", noop("Repair workgroups with the fewest moves")),
            ("R", noop("Rules for workgroups")),
            ("Ctrl+Tab", noop("Groups, choices or charters")),
            ("Ctrl+I", noop("Import choices")),
        ),
        ((noop("ade 2 5 1"), noop("Ade’s choices of themes, the first first")),),
    ),
    KeyGroup(
        "maps",
        noop("Maps"),
        (
            ("Ctrl+N", noop("New map")),
            ("Ins", noop("Add factor")),
            ("Z", noop("Add zone")),
            ("N", noop("Add note on the map")),
            ("Ctrl+L", noop("Lay out map: linked factors together")),
            ("Ctrl+Up", noop("What if the factor goes up")),
            ("Ctrl+Down", noop("What if the factor goes down")),
            ("Ctrl+E", noop("Evidence behind the selected factor or link")),
            ("Ctrl+Alt+S", noop("Take snapshot of the map")),
            ("Ctrl+Alt+C", noop("Compare two maps, or merge them")),
            ("Ctrl+F", noop("Find on the map")),
            ("F3", noop("Find next")),
            ("Shift+F3", noop("Find previous")),
            ("Ctrl+A", noop("Select all")),
            ("Ctrl+V", noop("Paste")),
            ("Ctrl+Tab", noop("Canvas or outline")),
            ("Ctrl+I", noop("Import map")),
        ),
        (
            (noop("risk + trust"), noop("more risk leads to more trust; new names are made")),
            (noop("risk −// trust"), noop("more risk leads to less trust, after a delay")),
        ),
    ),
    KeyGroup(
        "framework",
        noop("Framework"),
        (
            ("Ctrl+N", noop("New framework")),
            ("F2", noop("Reword the statement")),
            ("E", noop("Put a finding under the statement")),
            ("X", noop("Take a finding away from the statement")),
            ("M", noop("Move the statement to another slot")),
            ("Del", noop("Remove the statement")),
            ("Ctrl+Up", noop("Move up")),
            ("Ctrl+Down", noop("Move down")),
            ("T", noop("Take the statement over")),
            ("S", noop("Both statements say the same, or not")),
            ("A", noop("Accept the response")),
            ("P", noop("Accept the response in part")),
            ("N", noop("Do not accept the response")),
            ("L", noop("Leave the response for later")),
            ("Ctrl+Tab", noop("Next view of the framework")),
        ),
        ((noop("purpose: people live well"), noop("a statement in the slot Purpose")),),
    ),
    KeyGroup(
        "sharing",
        noop("Sharing"),
        (
            ("Ctrl+N", noop("Add a product")),
            ("F2", noop("Change the product")),
            ("B", noop("Begin a new draft of the product")),
            ("R", noop("Put the product in review")),
            ("G", noop("Go on drafting the product")),
            ("S", noop("Sign the product off")),
            ("P", noop("Say that the product is published")),
            ("H", noop("Put the product into the handbook, or take it out")),
            ("W", noop("Write the product as a document")),
            ("U", noop("Move the product up")),
            ("D", noop("Move the product down")),
            ("Del", noop("Remove the product")),
            ("A", noop("Accept the comment")),
            ("N", noop("Do not accept the comment")),
            ("L", noop("Leave the comment for later")),
            ("Ctrl+R", noop("Refer to a map, a vote, a quote or a statement")),
            ("Ctrl+Tab", noop("Next view of the products")),
            ("Ctrl+I", noop("Import a text")),
        ),
        ((noop("[[map: Escalation]]"), noop("the map, in a draft")),),
    ),
    KeyGroup(
        "print",
        noop("Print & archive"),
        (
            ("Return", noop("Show the preview on the whole page")),
            ("W", noop("Write everything to a folder")),
        ),
    ),
)
