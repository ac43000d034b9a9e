"""Whether somebody of a sign-up list comes, by its columns of status and by remarks behind names."""

from __future__ import annotations

from resources.words import say
from upstream_workshop.letters import loosened, one_line
from upstream_workshop.readers.reading import Question, Questions
from upstream_workshop.readers.signup import names, statuses
from upstream_workshop.readers.signup.entries.row_cells import RowCells
from upstream_workshop.readers.signup.statuses import Coming


def gone_words(questions: Questions, name: str, given: RowCells) -> str:
    """Return in which words the list says that somebody does not come, or a blank."""
    for kind, read in (
        ("status", statuses.by_status),
        ("attending", statuses.by_answer),
        ("cancelled", statuses.by_cancelling),
    ):
        for title, cell in given.get(kind, ()):
            said = read(title, cell)
            if said is Coming.GONE or (
                said is Coming.UNKNOWN and not _comes(questions, title, cell, name)
            ):
                return cell if kind == "status" else f"{title}: {cell}"
    title, cell = next(iter(given.get("name", ())), ("", ""))
    remark = names.doubted_remark(cell) if cell == names.without_guests(cell) else ""
    return remark if remark and not _comes(questions, title, remark, name) else ""


def _comes(questions: Questions, title: str, cell: str, name: str) -> bool:
    """Ask whether people of a status nobody knows come; once for each status of a column."""
    words_ = one_line(cell)[:120]
    question = Question(
        f"comes {title} {loosened(cell)[:80]}",
        say(
            "“{title}: {words}”, as of {name}: do they come?",
            title=title[:80],
            words=words_,
            name=name[:60],
        ),
        (("comes", say("They come")), ("gone", say("They do not come"))),
        "comes",
    )
    return questions.ask(question) == "comes"


def take_remark(given: dict[str, list[tuple[str, str]]]) -> str:
    """Take out of the name that somebody does not come, as in “Jane Smith (cancelled)”; return it."""
    for kind in ("name", "last name", "display name"):
        for number, (title, cell) in enumerate(given.get(kind, ())):
            name, remark = names.without_status(cell)
            if remark:
                given[kind][number] = (title, name)
                return remark
    return ""
