"""A letter to each person weeks later, with a form: what became of what they promised, and indicators.

Each line of the form has a reference by which it is counted once, however often the form comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from functools import partial
from typing import Final

from exports.documents.packs.belongings import promises_of
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import Paper, event_line, event_title
from exports.drawing.safe_markup import Strong, Words
from exports.output import Document, Shown
from exports.output_kinds import MAKER
from resources.dates import short_date
from resources.words import count, joined, say
from upstream_workshop.file_names import file_name
from upstream_workshop.letters import clusters, one_line, without_invisible
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.privacy import Edition
from upstream_workshop.whole.report import Report
from upstream_workshop.workgroups.charters.commitment_rows import CommitmentRow
from upstream_workshop.workgroups.following_up.follow_up_words import scale_words
from upstream_workshop.workgroups.following_up.form_codes import FormReference, form_code, weeks_due
from upstream_workshop.workgroups.following_up.indicator_rows import IndicatorRow
from upstream_workshop.workgroups.kinds import FollowUpState
from upstream_workshop.workgroups.report import WorkgroupsReport

_FOLDER: Final = "follow-up letters"
_OPEN: Final = (FollowUpState.STANDING, FollowUpState.MOVED)
_LONGEST_HEADER: Final = 200  # characters; programs for mail show fewer
_SHARES: Final = (2.1, 3.1, 1.2, 1.3, 2.1)


@dataclass(frozen=True, slots=True)
class FormLine:
    """One line of a form.

    about: what it asks for, a commitment or an indicator.
    how: by when the commitment is due, or the scale of the indicator.
    promised: whether it is a commitment.
    """

    reference: str
    about: str
    how: str
    promised: bool


@dataclass(frozen=True, slots=True)
class FollowUpLetter:
    """A person's letter: the lines of its form, and after how many weeks they are asked."""

    person: ParticipantRow
    code: str
    weeks: int
    lines: tuple[FormLine, ...]


def letters(report: Report, shown: Report) -> Iterator[FollowUpLetter]:
    """Yield a letter for each person who has something open, or whom an indicator asks.

    report: the whole report, by which it is decided whose a commitment is.
    shown: the report for others, whose wording is used.

    There is none in an edition for others: a letter is for the person whose name is on it.
    """
    if report.edition != Edition.FULL:
        return
    key = report.part(WorkgroupsReport).form_key
    asked = shown.part(WorkgroupsReport).indicators
    weeks = weeks_due(report.date_of(report.days[-1]), report.made_at.date())
    came = report.who_took_part()
    for person in report.people:
        code = form_code(key, person.id, weeks)
        promised = [row for row, _ in promises_of(report, shown, person) if row.state in _OPEN]
        lines = (
            *(_of_commitment(code, row) for row in promised),
            *(_of_indicator(code, one) for one in asked if person.id in came),
        )
        if lines:
            yield FollowUpLetter(person, code, weeks, lines)


def letters_pdf(report: Report, shared: Shown) -> Iterator[Document]:
    """Yield each letter as a PDF, to be filled in by hand."""
    yield from _documents(report, shared, ".pdf", letter_pdf)


def letters_docx(report: Report, shared: Shown) -> Iterator[Document]:
    """Yield each letter as a Word document, which comes back as it is."""
    yield from _documents(report, shared, ".docx", letter_docx)


def letters_eml(report: Report, shared: Shown) -> Iterator[Document]:
    """Yield each letter as a message that is ready to be sent, with the Word document."""
    yield from _documents(report, shared, ".eml", letter_eml)


def letter_pdf(report: Report, letter: FollowUpLetter) -> bytes:
    """Return a letter as a PDF."""
    sheet = Sheet(_title(letter), event_title(report), report.made_at)
    _write(report, letter, sheet)
    return sheet.pdf()


def letter_docx(report: Report, letter: FollowUpLetter) -> bytes:
    """Return a letter as a Word document."""
    from exports.drawing.office.word_document import WordSheet

    sheet = WordSheet(_title(letter), report.made_at)
    _write(report, letter, sheet)
    return sheet.docx()


def letter_eml(report: Report, letter: FollowUpLetter) -> bytes:
    """Return a letter as a message that opens as a draft; this program sends nothing.

    It has no address where the person gave none that a message can go to.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Mailer"] = MAKER
    message["X-Unsent"] = "1"
    message["Subject"] = _header(say("{event}: how is it going?", event=event_title(report)))
    if (address := _address(letter.person)) is not None:
        message["To"] = address
    told = [say("Dear {name},", name=_line(letter.person.name)), *_sentences(letter)]
    message.set_content("\n\n".join(told) + "\n")
    message.add_attachment(
        letter_docx(report, letter),
        maintype="application",
        subtype="vnd.openxmlformats-officedocument.wordprocessingml.document",
        filename=file_name(letter.person.name, set(), ".docx"),
    )
    message.set_boundary(f"={letter.code}=")
    return message.as_bytes()


def _documents(
    report: Report,
    shared: Shown,
    suffix: str,
    make: Callable[[Report, FollowUpLetter], bytes],
) -> Iterator[Document]:
    taken: set[str] = set()
    shown = shared()
    for letter in letters(report, shown):
        name = file_name(letter.person.name, taken, suffix)
        yield Document(f"{_FOLDER}/{name}", partial(make, shown, letter))


def _write(report: Report, letter: FollowUpLetter, paper: Paper) -> None:
    paper.heading(1, letter.person.name)
    paper.lead(joined((event_title(report), event_line(report)), "{first} · {then}"))
    for sentence in _sentences(letter):
        paper.say(sentence)
    headings = (say("Reference"), say("About"), say("Now"), say("New day"), say("Note"))
    rows = [(line.reference, _about(line), "", "", "") for line in letter.lines]
    paper.table(headings, rows, _SHARES)
    paper.say(say("Please send this back to whoever sent it to you. Thank you."))


def _sentences(letter: FollowUpLetter) -> list[str]:
    since = count(
        letter.weeks,
        "About {n} week has gone by since the residential.",
        "About {n} weeks have gone by since the residential.",
    )
    promised = {line.promised for line in letter.lines}
    return [
        *([since] if letter.weeks else []),
        *([_about_promises()] if True in promised else []),
        *([say("Beside each question, please write a number on its scale.")] * (False in promised)),
        say("Leave the references as they are: by them each answer is counted once."),
    ]


def _about_promises() -> str:
    return say(
        "Beside what you promised, please write how it is now: done, moved, dropped or not yet. If it "
        "is moved, write the new day."
    )


def _title(letter: FollowUpLetter) -> str:
    return say("Follow-up: {name}", name=letter.person.name)


def _about(line: FormLine) -> list[Words]:
    return [each for each in (Strong(line.about), line.how) if each]


def _of_commitment(code: str, row: CommitmentRow) -> FormLine:
    how = say("by {day}", day=short_date(row.due)) if row.due else ""
    return FormLine(str(FormReference(code, commitment_id=row.id)), row.what, how, promised=True)


def _of_indicator(code: str, one: IndicatorRow) -> FormLine:
    reference = str(FormReference(code, indicator_id=one.id))
    return FormLine(reference, one.question, scale_words(one), promised=False)


def _address(person: ParticipantRow) -> Address | None:
    try:
        return (
            Address(_header(person.name), addr_spec=person.email.strip()) if person.email else None
        )
    except (ValueError, IndexError):
        return None


def _line(text: str) -> str:
    return one_line(without_invisible(text))


def _header(text: str) -> str:
    """Return a text for a header of a message, cut visibly where it is longer than is ever shown."""
    line = _line(text)
    if len(line) <= _LONGEST_HEADER:
        return line
    *whole, _cut = clusters(line[:_LONGEST_HEADER])
    return "".join(whole) + "…"
