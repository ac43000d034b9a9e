"""In the pseudo-locale every paper shows nothing but what is said and what people typed."""

from __future__ import annotations

import html
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from pypdf import PdfReader

from exports import catalogue
from exports.archive.archive import prepared
from exports.archive.promises import readme
from exports.archive.sealed_archive import texts
from exports.drawing import fonts
from exports.drawing.map_picture import legend_picture
from exports.drawing.picture import Label
from exports.output import Document
from resources import words
from tests.core.sharing.test_markdown import words_of
from tests.exports.planted import in_word
from tests.exports.printed import pages_of
from tests.heard import Heard, marked, typed, unsaid, unsaid_within
from upstream_workshop.privacy import Edition
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.sharing.markdown.parsing import parse
from upstream_workshop.whole import sample
from upstream_workshop.whole.report import Report, read_report

AT: Final = datetime(2026, 11, 5, 15, 30)
# names that stay: of this program, of files in an archive and of what they are made by
NAMES: Final = re.compile(
    r"Upstream Workshop|upstream-workshop verify|SQLite|SHA-256|CSV|JSON|HTML|PDF|ZIP|\bzip\b"
    r"|(?:Ctrl|Shift|Alt)\+|\bF\d\b"  # keys
    r"|\b[0-9A-F]{8}\b(?:-[CI]?\d*)?"  # codes of forms
    r"|\w+\.(?:pdf|html|json|txt|upstream)|data/|take-home packs/"
)

ADDRESS: Final = re.compile(r"https?://\S+(?: \S*[-/._]\S*)*")


@pytest.fixture(scope="module")
def residential(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Report, list[str]]]:
    path = tmp_path_factory.mktemp("sample") / "sample.upstream"
    sample.build(path).close()
    with Workshop.open(path) as workshop:
        with workshop.read() as session:
            report = read_report(session, AT)
        yield report, typed(workshop)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
    listener = Heard()
    monkeypatch.setattr(words, "translations", lambda _language: listener)
    words.speak(words.PSEUDO)
    yield listener
    monkeypatch.undo()
    words.speak(words.ENGLISH)


def read(name: str, content: bytes) -> str:
    """Everything that is shown in a document, its title and bookmarks included."""
    if name.endswith(".pdf"):
        pdf = PdfReader(io.BytesIO(content))
        pages = " ".join(pages_of(content))
        return f"{pages} {(pdf.metadata or {}).get('/Title', '')}"
    if name.endswith(".html"):
        body = re.sub(r"(?s)<style>.*?</style>|<meta[^>]*>", "", content.decode())
        labels = " ".join(re.findall(r'aria-label="([^"]*)"', body))
        return html.unescape(f"{re.sub('<[^>]+>', ' ', body)} {labels}")
    if name.endswith(".docx"):
        return in_word(content, ("word/document.xml",))
    return content.decode("utf-8-sig")


def few(documents: Iterable[Document]) -> Iterator[Document]:
    """Three of each folder, whose files are made alike, and all that are in none."""
    seen: Counter[Path] = Counter()
    for document in documents:
        folder = Path(document.name).parent
        seen[folder] += 1
        if seen[folder] <= 3 or not folder.name:
            yield document


@pytest.mark.parametrize("edition", [Edition.FULL, Edition.COHORT])
def test_papers_show_only_what_is_said_and_what_was_typed(
    residential: tuple[Report, list[str]], heard: Heard, edition: Edition
) -> None:
    report, of_people = residential
    shown_report = prepared(report, edition)
    drafts = {words for text in texts(shown_report) for words in words_of(parse(text)).split(" ")}
    drafts |= {part for words in drafts for part in re.findall(r"\w+", words)}
    of_people = sorted({*of_people, *texts(shown_report), *drafts} - {""}, key=len, reverse=True)
    found = {}
    for document in few(catalogue.documents_of(shown_report)):
        if Path(document.name).suffix in (".pdf", ".html"):
            shown = NAMES.sub(" ", " ".join(read(document.name, document.make()).split()))
            if document.name.startswith(
                ("handbook", "products/")
            ):  # addresses are broken over lines
                shown = ADDRESS.sub(" ", shown)
            left = unsaid(shown, of_people), *unsaid_within(shown, of_people)
            if any(left):
                found[document.name] = left
    assert found == {}
    assert len(heard.texts) > 80
    assert heard.texts - marked() - {""} == set()


@pytest.mark.parametrize("edition", Edition)
def test_so_does_the_readme_of_an_archive(heard: Heard, edition: Edition) -> None:
    about = {
        "event": "", "edition": edition, "sealed": "2026", "made by": "Upstream Workshop",
        "session format": 2, "delete by": "2029-11-05",
    }  # fmt: skip
    shown = NAMES.sub(" ", " ".join(readme(about).decode("utf-8-sig").split()))
    assert unsaid(shown, [str(edition)]) == ""
    assert heard.texts - marked() == set()


def test_the_catalogue_is_said(heard: Heard) -> None:
    assert {one.title for one in catalogue.OUTPUTS} <= marked()
    assert {one.audience for one in catalogue.OUTPUTS} <= marked()


def test_words_of_the_legend_do_not_touch(heard: Heard) -> None:
    picture = legend_picture()
    labels = sorted(
        (part.x - (w := fonts.width(part.words, fonts.REGULAR, part.size)) / 2 * part.centred, w)
        for part in picture.parts
        if isinstance(part, Label)
    )
    for (start, width), (following, _) in pairwise(labels):
        assert start + width < following
    assert labels[-1][0] + labels[-1][1] <= picture.width
