"""The outputs of the framework."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from exports.data.framework_tables import statements_csv
from exports.data.meanings import framework_meanings as meanings
from exports.documents.framework.draft_word import draft_docx
from exports.documents.framework.frame_picture import frame_picture, frame_words, strengths_of
from exports.documents.framework.framework_paper import framework_poster, write_framework
from exports.documents.framework.you_said_paper import (
    answer_letters_pdf,
    respondents,
    said_anything,
    you_said_page,
    you_said_pdf,
)
from exports.drawing.picture import Picture
from exports.drawing.png_file import png_file
from exports.drawing.svg_file import svg_file
from exports.output import (
    EVERYBODY,
    ORGANISER,
    USUAL,
    Choice,
    Exemption,
    Files,
    Output,
    Sized,
    each,
    one,
)
from exports.room import Room
from resources.words import noop
from upstream_workshop.framework.drafts.queries import DraftRow
from upstream_workshop.framework.queries import FrameRow
from upstream_workshop.framework.report import FrameworkReport
from upstream_workshop.naming import Reason
from upstream_workshop.whole.report import Report


def _filled(report: Report) -> tuple[FrameRow, ...]:
    """Return the frames in which there is anything to draw."""
    return tuple(frame for frame in report.part(FrameworkReport).frames if frame.slots)


def _drafts(report: Report) -> tuple[DraftRow, ...]:
    return report.part(FrameworkReport).drafts


def _title(frame: FrameRow) -> str:
    return frame.title


def _posters(choice: Choice) -> Files:
    def draw(report: Report, frame: FrameRow) -> bytes:
        return framework_poster(report, frame, choice.paper)

    return each("framework posters", ".pdf", _wanted(choice), _title, draw)


def _pictures(suffix: str, draw: Callable[[Picture, str, str, Choice], bytes]) -> Sized:
    """Return the files of frames as pictures."""

    def sized(choice: Choice) -> Files:
        def draw_one(report: Report, frame: FrameRow) -> bytes:
            strengths = strengths_of(report.part(FrameworkReport), frame)
            return draw(frame_picture(frame, strengths), frame.title, frame_words(frame), choice)

        return each("framework pictures", suffix, _wanted(choice), _title, draw_one)

    return sized


def _wanted(choice: Choice) -> Callable[[Report], tuple[FrameRow, ...]]:
    """Return which frames are drawn for a choice: all of them or one."""
    wanted = choice.row_id
    return lambda report: tuple(row for row in _filled(report) if wanted in (0, row.id))


_SVG: Final = _pictures(".svg", lambda drawn, title, says, _choice: svg_file(drawn, title, says))
_PNG: Final = _pictures(
    ".png", lambda drawn, title, says, choice: png_file(drawn, title, says, choice.pixels)
)

ROOM: Final = Room(
    key="framework",
    tables=meanings.TABLES,
    fields=meanings.FIELDS,
    shows=("frames", "drafts", "responses"),
    section=write_framework,
    chapter="work",
    filled=lambda report: bool(report.part(FrameworkReport).frames),
    papers=(
        Output(
            "framework",
            noop("Framework posters"),
            EVERYBODY,
            "pdf",
            _posters(USUAL),
            names=(Reason.TEXT,),
            choices=("paper", "row_id"),
            sized=_posters,
        ),
        Output(
            "framework-svg",
            noop("Framework as SVG picture"),
            EVERYBODY,
            "svg",
            _SVG(USUAL),
            names=(Reason.TEXT,),
            choices=("row_id",),
            sized=_SVG,
        ),
        Output(
            "framework-png",
            noop("Framework as PNG picture"),
            EVERYBODY,
            "png",
            _PNG(USUAL),
            names=(Reason.TEXT,),
            kept=False,
            choices=("pixels", "row_id"),
            sized=_PNG,
        ),
        Output(
            "you-said-we-did",
            noop("You said, we did"),
            EVERYBODY,
            "pdf",
            one("you said, we did.pdf", you_said_pdf, said_anything),
            names=(Reason.RESPONSE,),
        ),
        Output(
            "you-said-we-did-html",
            noop("You said, we did, as a web page"),
            EVERYBODY,
            "html",
            one("you said, we did.html", you_said_page, said_anything),
            names=(Reason.RESPONSE,),
        ),
        Output(
            "draft-docx",
            noop("Drafts of the framework for comments in Word"),
            EVERYBODY,
            "docx",
            each("drafts", ".docx", _drafts, lambda one: f"draft {one.number}", draft_docx),
            names=(Reason.TEXT,),
        ),
        Output(
            "answer-letters",
            noop("Letters of answer to respondents"),
            ORGANISER,
            "pdf",
            one("letters of answer.pdf", answer_letters_pdf, respondents),
            names=(Reason.RESPONSE,),
            exemption=Exemption.THEMSELVES,
        ),
    ),
    data=(
        Output(
            "statements-csv",
            noop("Statements of the framework"),
            ORGANISER,
            "csv",
            one(
                "data/statements.csv",
                statements_csv,
                lambda report: report.part(FrameworkReport).frames,
            ),
            names=(Reason.TEXT,),
            exemption=Exemption.ORGANISER,
        ),
    ),
)
