"""What people read is nowhere written past the module of words: in no drawing, answer or table."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

import pytest

from tests.heard import TEXTS, sources

# what is drawn on paper, printed by a command, or listed in the catalogue
DRAWN: Final = {
    **dict.fromkeys(
        ("heading", "lead", "say", "items", "facts", "table", "numbers", "link", "Label", "print",
         "drawString", "drawRightString", "drawCentredString", "print_error", "print_lines", "Parser",
         "ArgumentTypeError", "WebSheet", "WordSheet", "sys.stdout.write", "sys.stderr.write"), slice(None)),
    "Sheet": slice(0, 2), "Output": slice(1, 3), "Promise": slice(0, 1), "Verdict": slice(1, None),
    "Answer": slice(1, None), "Verb": slice(1, 2), "add_argument": slice(0), "_argument": slice(0),
    "add_parser": slice(0),
}  # fmt: skip
LETTERS: Final = re.compile(r"[^\W\d_]{2,}")
# two words, a word that begins a sentence, or a piece that is put beside another
SENTENCE: Final = re.compile(
    r"[^\W\d_]{2,}[,;:]? [^\W\d_]|^[A-Z][a-z]{2,}[.:!?]?$|^[^\W\d_]{2,}:? $|^[;:,]? [^\W\d_]{2,}"
)
MARKUP: Final = re.compile(
    r'="|^<|": "|\b(?:SELECT|PRAGMA|ORDER BY)\b|\(\?[:<]|^\n(?::root|\.lead)'
)
LOOKED_AT: Final = ("exports", "ui")
KEYS: Final = frozenset(("Del", "Ins"))  # as Qt names them: no words that anybody would be shown
# what is read by programs, is a name, or is told to those who develop this one
KEPT: Final = {
    "exports/archive/archive.py": {"made by", "session format", "delete by", "Upstream Workshop "},
    "exports/archive/drawing_processes.py": {"ended with ", "cut short"},  # of the log
    "exports/archive/promises.py": {"take-home packs/", "made by", "delete by"},
    "exports/archive/datapackage.py": {"made by"},
    "exports/dictionary/session_schema.py": {"made by"},
    "exports/dictionary/data_tables.py": {"allowed words"},  # the name of a column
    "exports/catalogue.py": {"take-home packs/"},
    "exports/documents/forms/key_sheet.py": {"Return", "Up", "Down", "Tab"},  # Qt's names of keys
    "ui/printing/page.py": {"Return"},
    "exports/documents/framework/draft_word.py": {"Normal"},  # a style
    "exports/documents/groups/follow_up_letter.py": {
        "follow-up letters", "application", "vnd.openxmlformats-officedocument.wordprocessingml.document",
    },
    "exports/data/commitment_calendars.py": {"commitment calendars", "commitment ", "meeting "},
    "exports/data/agenda_files.py": {"made by", "who may be named"},
    "exports/data/session_json.py": {"made by"},
    "exports/drawing/pages/office_paper.py": {"Letter", "Tabloid"},  # papers
    "exports/output.py": {  # why an output may name everybody, for those who add one
        "Document", "it lies at the door to be signed, and goes back to the facilitator",
        "it is the organiser’s own, who keeps the answers to the consents in it",
        "each person gets the page with their own name",
    },
    "exports/output_kinds.py": {"Upstream Workshop"},
    "exports/drawing/png_file.py": {"Upstream Workshop", "Software", "Title", "Description"},  # keywords
    "exports/drawing/svg_file.py": {
        "Source Sans Pro, 'Source Sans 3', Noto Sans, Segoe UI, Arial, sans-serif",
    },
    "exports/rooms/maps.py": {"map posters", "map pictures"},
    "exports/rooms/framework.py": {
        "framework posters", "framework pictures", "you said, we did.pdf", "you said, we did.html", "draft ",
        "letters of answer.pdf",
    },
    "exports/rooms/agenda.py": {"wall agenda"},
    "exports/rooms/people.py": {"consent forms.pdf", "small badges.pdf", "blank forms.pdf"},
    "exports/rooms/workgroups.py": {
        "charter posters.pdf", "sign-up sheets.pdf", "new day", "data/follow-up forms.csv",
    },
    "exports/rooms/voting.py": {
        "vote results.pdf", "ballot slips", "data/ballot papers", "data/ballot papers/"
    },
    "exports/drawing/fonts.py": {"Noto"},
    "exports/editions/redacting.py": {"Participant "},  # read again where it is checked
    "ui/cli/sessions.py": {"the file went missing"},  # why a backup is there, said where it is listed
    "ui/start/qt_application.py": {"Upstream Workshop"},
    "ui/window/file_keeping/current_session.py": {"the file went missing"},
    "ui/start/unsaved_work.py": {"put back"},
    "ui/window/file_keeping/background_backups.py": {"every ten minutes"},
    "ui/window/page_window.py": {" · Upstream Workshop"},
    "ui/start/restoring/backup_list.py": {
        "Upstream Workshop backups", "before an import", "before a removal", "a ballot opened",
        "a ballot closed", "every ten minutes", "the file went missing", "somebody was erased",
    },
    "ui/printing/checking.py": {"out of date"},
    "ui/voting/declaring/ballot_actions.py": {"theme "},
    "ui/widgets/inputs/fields.py": {"d MMMM yyyy"},
    "ui/kit/appearance.py": {"Source Sans Pro"},
    "ui/kit/theme.py": {"Appearance", "Regular", "Semibold", "Bold", "Fusion"},
    "ui/kit/material.py": {"Linux", "Windows", "Darwin"},
    "ui/kit/icons.py": {"Phosphor has no icon called ", "; perhaps "},
    "ui/kit/log.py": {"a message of ", ", not kept", " in "},
}  # fmt: skip
KEPT_FOLDERS: Final = (
    "exports/drawing/office/",  # the names of styles
    "exports/drawing/epub/",  # a style sheet
    "exports/drawing/lettering/",  # the names of fonts, and the commands of a character map
    "exports/drawing/tagging/",
    "exports/data/csv_tables",
    "exports/data/people_tables",
    "exports/data/products_table",
    "exports/data/vote_tables",
    "exports/data/workgroup_tables",
    "exports/data/meanings",  # the names of columns; what they mean is said
    "exports/data/evidence_formats/",
    "exports/data/map_formats/",
    "exports/data/vote_formats/",
    "exports/archive/proofs",
    "exports/editions/vocabulary",
    "exports/use_cases",
    "ui/tools/",
    "ui/widgets/__init__",
)


def is_none(node: ast.AST) -> bool:
    """Whether nothing under a node is read: docstrings, comparisons, keys, paths, patterns and logs."""
    if isinstance(node, ast.Call):
        return ast.unparse(node.func).startswith(("_log.", "re.", "TypeVar", "cast"))
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Div)
    return isinstance(node, ast.Compare | ast.Subscript | ast.Assert)


def parts_of(node: ast.AST) -> list[ast.AST]:
    """What of a node can hold a text: of what says one, the values; nothing of types."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) in TEXTS:
        return [keyword.value for keyword in node.keywords]
    if isinstance(node, ast.AnnAssign):
        return [node.value] if node.value else []
    if isinstance(node, ast.FunctionDef):
        return [*node.body, *node.args.defaults, *filter(None, node.args.kw_defaults)]
    return list(ast.iter_child_nodes(node))


def literals(node: ast.AST) -> Iterator[ast.Constant]:
    """The literals under a node that are not said, as far as they could be read."""
    if is_none(node):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for part in parts_of(node):
        yield from literals(part)


def sentences(tree: ast.AST) -> Iterator[ast.Constant]:
    """Literals that somebody could read as words, wherever they stand."""
    for one in literals(tree):
        if SENTENCE.search(one.value) and not MARKUP.search(one.value):
            yield one


def drawn(tree: ast.AST) -> Iterator[ast.Constant]:
    """Literals with as much as a word in them that are handed to what draws or prints."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and ast.unparse(call.func) not in (*TEXTS, "CODEC.say"):
            name = ast.unparse(call.func)
            which = DRAWN.get(name, DRAWN.get(name.rpartition(".")[2], slice(0)))
            named = [one.value for one in call.keywords if one.arg in ("help", "description")]
            for given in (*call.args[which], *named):
                yield from (one for one in literals(given) if LETTERS.search(one.value))


PLANTED: Final = (
    'paper.heading(2, "Lead")',
    'paper.heading(2, f"Lead {name}")',
    'paper.say("Lead {name}".format(name=name))',
    'paper.lead("Lead %s" % name)',
    'paper.lead(say("Lead") + " of all")',
    'paper.say(" and ".join(names))',
    'sheet.table((say("Who"), "What"), rows, (1, 1))',
    'sheet.table((say("Who"), "lead" if one else ""), rows, (1, 1))',
    'paper.facts([("Lead", group.lead)])',
    'canvas.drawString(1, 2, "page")',
    'terminal.print_error(f"{path} is gone")',
    'Answer(values, ("done",))',
    'paper.say(say("Here") if one else "gone")',
    'Output("key", "Charters", EVERYBODY, "pdf", files)',
    '_argument("--min", help="smallest group")',
)
ELSEWHERE: Final = (
    'rows = [(name, "was chosen") for name in names]',
    'title = "Summary" if one else say("Report")',
    'words = f"{n} were here"',
    'told = ", which " + verb',
    'yield f"{name} is missing"',
)


@pytest.mark.parametrize("line", PLANTED)
def test_a_planted_text_is_found_where_it_is_drawn(line: str) -> None:
    assert list(drawn(ast.parse(line)))


@pytest.mark.parametrize("line", ELSEWHERE)
def test_a_planted_sentence_is_found_anywhere(line: str) -> None:
    assert list(sentences(ast.parse(line)))


def test_what_is_said_is_not_found() -> None:
    tree = ast.parse('paper.say(say("Lead: {name}", name=name)); count(n, "1 of us", "{n} of us")')
    assert not [*drawn(tree), *sentences(tree)]


# names of days and months come from `resources/dates.py`, for they are in the language that is spoken
NAMES_IN_DATES: Final = re.compile(r"%[aAbBhc]|MMM|ddd")


def named_dates(tree: ast.AST) -> Iterator[ast.Constant]:
    """Formats of dates that write a day or month by its English name."""
    for one in ast.walk(tree):
        if not isinstance(one, ast.Constant) or not isinstance(one.value, str):
            continue
        if NAMES_IN_DATES.search(one.value):
            yield one


@pytest.mark.parametrize(
    "line", ['f"{made:%d %b %Y}"', 'made.strftime("%A")', 'QLocale().toString(day, "dddd d MMMM")']
)
def test_a_date_that_names_a_month_is_found(line: str) -> None:
    assert list(named_dates(ast.parse(line)))


def test_dates_are_written_in_one_module() -> None:
    found = {file for file, tree in sources() for _ in named_dates(tree)}
    assert found == set()


def test_nothing_that_can_be_read_goes_past_it() -> None:
    past = []
    for file, tree in sources():
        if not file.startswith(LOOKED_AT) or file.startswith(KEPT_FOLDERS):
            continue
        found = [*sentences(tree), *(drawn(tree) if file.startswith(("exports", "ui/cli")) else ())]
        kept = KEYS.union(KEPT.get(file, ()))
        past += [f"{file}:{one.lineno} {one.value}" for one in found if one.value not in kept]
    assert past == []
