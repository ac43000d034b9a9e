"""Every output: accessible, complete, silent about private things, and unmoved by hostile words."""

from __future__ import annotations

import dataclasses
import errno
import io
import re
from pathlib import Path

import lxml.html
import page
import pytest
from PIL import Image
from pypdf import PdfReader
from reportlab.pdfbase import pdfmetrics

from exports import catalogue
from exports.documents.forms.ballot_slips import slips_pdf
from exports.documents.posters import poster_pdf
from exports.drawing import fonts
from exports.drawing.pages.output_sizes import POSTERS
from exports.output import for_others, one
from tests.exports.conftest import MEANINGFUL, mapped
from tests.exports.planted import in_word
from tests.exports.printed import pages_of
from upstream_workshop.errors import OccupiedError, WorkshopError
from upstream_workshop.maps.loops import LoopSearch
from upstream_workshop.people import services as people
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files import disk
from upstream_workshop.storage.files.writing import Replace
from upstream_workshop.voting.kinds import VotingMethod
from upstream_workshop.voting.queries import OptionRow
from upstream_workshop.whole.report import Report, read_report

OURS = frozenset(
    (
        "html", "head", "meta", "title", "style", "body", "nav", "main", "footer", "h1", "h2", "h3",
        "p", "ul", "ol", "li", "a", "strong", "br", "table", "col", "colgroup", "thead", "tbody",
        "tr", "th", "td", "figure", "svg", "rect", "text", "path", "polygon",
    )
)  # fmt: skip
PRIVATE = "wheelchair via the side gate"


def words_of(name: str, content: bytes) -> str:
    """The text somebody reads in a file."""
    if name.endswith(".png"):
        return " ".join(str(said) for said in Image.open(io.BytesIO(content)).info.values())
    if name.endswith(".docx"):
        return in_word(content)
    if not name.endswith(".pdf"):
        return content.decode("utf-8-sig")
    text = "\n".join(pages_of(content))
    return re.sub(r"\s+", " ", text)


def assert_accessible(name: str, content: bytes) -> None:
    for profile in ("ua1", "2a"):
        found = page.validate_pdf_bytes(content, profile=profile)
        assert found.is_compliant, (name, [(f.rule_id, f.message) for f in found.failures[:5]])


@pytest.mark.parametrize("kind", ["report", "revealed", "hostile", "empty"])
def test_every_pdf_is_accessible(kind: str, request: pytest.FixtureRequest) -> None:
    given: Report = request.getfixturevalue(kind)
    drawn = [(doc.name, doc.make()) for doc in catalogue.documents_of(given)]
    pdfs = [(name, content) for name, content in drawn if name.endswith(".pdf")]
    assert pdfs
    for name, content in pdfs:
        assert_accessible(name, content)


def test_the_papers_of_a_crowd_are_accessible(report: Report) -> None:
    """200 people and 2,000 cards; of an output with many files, the first."""
    first, *_ = report.people
    crowd = tuple(dataclasses.replace(first, id=n, name=f"Person {n}") for n in range(1, 201))
    theme = max(report.themes, key=lambda one: len(one.cards))
    cards = (theme.cards * 2_000)[:2_000]
    themes = (dataclasses.replace(theme, cards=cards), *report.themes)
    report = report.with_values(people=crowd, themes=themes)
    shared = for_others(report)
    for output in catalogue.OUTPUTS:
        document = next(iter(output.documents(report, shared)), None)
        if output.suffix == "pdf" and document:
            assert_accessible(document.name, document.make())


def test_a_furnished_session_fills_the_whole_catalogue(report: Report) -> None:
    shown = next(vote for vote in report.votes if vote.ballot.releasable)
    others = tuple(
        dataclasses.replace(shown, ballot=dataclasses.replace(shown.ballot, method=method))
        for method in (VotingMethod.RANKED, VotingMethod.APPROVAL)
    )
    report = report.with_values(votes=(*report.votes, *others))
    assert [output.key for output in catalogue.OUTPUTS if not output.count(report)] == []


def test_an_empty_session_makes_only_what_can_be_empty(empty: Report) -> None:
    filled = {output.key for output in catalogue.OUTPUTS if output.count(empty)}
    assert filled == {
        "summary", "summary-page", "summary-docx", "keys", "session-json", "session-schema",
    }  # fmt: skip


def test_people_themes_and_groups_are_in_the_papers(report: Report, tmp_path: Path) -> None:
    catalogue.write_all(report, tmp_path)
    summary = words_of("s.pdf", (tmp_path / "summary.pdf").read_bytes())
    page_text = words_of("s.html", (tmp_path / "summary.html").read_bytes())
    wanted = [person.name for person in report.people if report.took_part(person.id)]
    wanted += [theme.title for theme in report.themes]
    wanted += [group.title for group in report.workgroups]
    wanted += [block.title for block in report.agenda]
    wanted += [found.row.title for found in report.maps]
    for words in wanted:
        assert words in summary
        assert words in lxml.html.fromstring(page_text).text_content()
    for person in report.people:
        (pack,) = (tmp_path / "take-home packs").glob(f"{person.name}*.pdf")
        assert person.name in words_of("p.pdf", pack.read_bytes())


def test_a_slip_too_long_to_cut_begins_a_page_of_its_own(report: Report) -> None:
    vote = next(vote for vote in report.votes if vote.ballot.state == "open")
    options = tuple(OptionRow(n, n, f"Theme {n}", None, None) for n in range(1, 41))
    ballot = dataclasses.replace(vote.ballot, options=options, issued=3)
    content = slips_pdf(report, dataclasses.replace(vote, ballot=ballot))
    pages = pages_of(content)
    begun = [text for text in pages if ": paper " in text]
    assert len(begun) == 3
    assert all(f"paper {n}" in text for n, text in enumerate(begun, 1))
    assert all(text.index("paper ") < text.index("Theme 1") for text in begun)


def test_no_slips_are_printed_for_a_ballot_that_has_closed(revealed: Report) -> None:
    assert catalogue.documents_of(revealed, ("ballot-slips",)) == ()


def test_welsh_letters_reach_the_paper(workshop: Workshop) -> None:
    with workshop.change("Sign up") as session:
        people.add_participant(session, "Gwŷn Ŵyllt", "Cyngor Sir Ynys Môn")
    with workshop.read() as session:
        found = read_report(session)
    (pack,) = (d for d in catalogue.documents_of(found, ("packs",)))
    assert pack.name == "take-home packs/Gwŷn Ŵyllt.pdf"
    assert "Gwŷn Ŵyllt" in words_of(pack.name, pack.make())


def test_e_mail_is_in_the_organisers_list_alone_and_needs_are_nowhere(workshop: Workshop) -> None:
    with workshop.change("Sign up") as session:
        her = people.add_participant(session, "Siân", "Denbighshire", email="sian@example.org")
        people.set_needs(session, her, PRIVATE, PRIVATE)
    with workshop.read() as session:
        found = read_report(session)
    for document in catalogue.documents_of(found):
        words = words_of(document.name, document.make())
        assert PRIVATE not in words
        assert ("sian@example.org" in words) == (document.name == "data/people.csv"), document.name


def test_hidden_totals_stay_hidden(report: Report) -> None:
    kept = [vote for vote in report.votes if vote.ballot.state != "revealed"]
    assert kept
    assert all(vote.tally is None for vote in kept)


def test_the_web_page_holds_only_our_own_elements(hostile: Report) -> None:
    (document,) = catalogue.documents_of(hostile, ("summary-page",))
    content = document.make().decode()
    tree = lxml.html.document_fromstring(content)
    assert {element.tag for element in tree.iter()} <= OURS
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    assert "<Bob>" in tree.text_content()
    assert "http" not in content.replace('xmlns="http://www.w3.org/2000/svg"', "")


def test_the_web_page_is_the_same_document(revealed: Report) -> None:
    (pdf,) = catalogue.documents_of(revealed, ("summary",))
    (html,) = catalogue.documents_of(revealed, ("summary-page",))
    on_paper = words_of("s.pdf", pdf.make())
    tree = lxml.html.document_fromstring(html.make().decode())
    for heading in tree.xpath("//h1|//h2|//h3"):
        assert heading.text_content() in on_paper


@pytest.mark.parametrize("size", POSTERS)
def test_posters_come_in_every_size(report: Report, size: str) -> None:
    content = poster_pdf(report, report.maps[0], size)
    assert_accessible(size, content)
    wide = {"A4": 297, "A3": 420, "A2": 594, "A1": 841, "A0": 1189}
    box = PdfReader(io.BytesIO(content)).pages[0].mediabox
    assert abs(float(box.width) / 72 * 25.4 - wide[size]) < 1.5


def test_twins_get_a_pack_each(workshop: Workshop) -> None:
    with workshop.change("Sign up") as session:
        for organisation in ("Leeds", "Leeds", "Oldham"):
            people.add_participant(session, "Jo: Smith/Jones", organisation)
    with workshop.read() as session:
        found = read_report(session)
    names = [document.name for document in catalogue.documents_of(found, ("packs",))]
    assert len(set(names)) == 3
    assert not any(set(name.partition("/")[2]) & set(":/\\") for name in names)


def test_only_what_was_asked_for_is_written(report: Report, tmp_path: Path) -> None:
    told: list[float] = []
    written = catalogue.write_all(
        report, tmp_path, ("agenda", "people-csv"), lambda share, _: told.append(share)
    )
    assert [path.name for path in written.files] == ["agenda.pdf", "people.csv"]
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_one_file_that_fails_stops_no_other(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bytes:
        raise ZeroDivisionError

    posters = next(output for output in catalogue.OUTPUTS if output.key == "posters")
    broken_posters = dataclasses.replace(posters, files=one("map posters/a.pdf", broken))
    outputs = tuple(broken_posters if each is posters else each for each in catalogue.OUTPUTS)
    monkeypatch.setattr(catalogue, "OUTPUTS", outputs)
    whole = [document.name for document in catalogue.documents_of(report)]
    settle = disk.settle

    def fail_once(draft: Path, path: Path) -> None:
        if path.name == "people.csv":
            raise OSError(errno.EIO, "Input/output error")
        settle(draft, path)

    monkeypatch.setattr(disk, "settle", fail_once)
    written = catalogue.write_all(report, tmp_path)
    lost = [name for name, _ in written.failures]
    assert set(lost) == {name for name in whole if "map posters" in name} | {"data/people.csv"}
    assert len(written.files) == len(whole) - len(lost)
    assert all(path.is_file() for path in written.files)
    assert lost[0] in written.complaint


def test_what_is_in_the_way_is_named_before_anything_is_written(
    report: Report, tmp_path: Path
) -> None:
    (tmp_path / "data" / "people.csv").mkdir(parents=True)
    with pytest.raises(WorkshopError, match=r"people\.csv is a folder"):
        catalogue.write_all(report, tmp_path)
    assert not [path for path in tmp_path.rglob("*.*") if path.suffix in (".pdf", ".html", ".json")]


def test_long_names_of_every_kind_stop_no_file(report: Report, tmp_path: Path) -> None:
    long = mapped(report, lambda words: words if words in MEANINGFUL else "\U00020bb7" * 80 + words)
    written = catalogue.write_all(long, tmp_path)
    assert not written.failures
    assert len(set(written.files)) == len(catalogue.documents_of(long))


def test_an_unknown_key_is_named(report: Report, tmp_path: Path) -> None:
    with pytest.raises(WorkshopError, match=r"posterz.*posters"):
        catalogue.write_all(report, tmp_path, ("posterz",))
    assert list(tmp_path.glob("*.pdf")) == []


def test_writing_stops_when_progress_says_so(report: Report, tmp_path: Path) -> None:
    def stop(share: float, _doing: str) -> None:
        if share > 0.3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        catalogue.write_all(report, tmp_path / "out", progress=stop)
    found = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert found
    assert not [path for path in found if path.name.startswith(".")]


def test_an_export_renews_its_own_and_asks_for_others(report: Report, tmp_path: Path) -> None:
    first = catalogue.write_all(report, tmp_path).files
    assert catalogue.write_all(report, tmp_path).files == first
    some = ("summary", "summary-page", "people-csv", "session-json")
    for name in ("summary.pdf", "summary.html", "data/people.csv", "data/session.json"):
        path = tmp_path / name
        theirs = path.read_bytes().replace(b"Upstream Workshop", b"Something else 99", 1)
        path.write_bytes(theirs.replace(b"name,", b"Name,", 1))
        before = [disk.mark(one) for one in first]
        with pytest.raises(OccupiedError, match=path.name):
            catalogue.write_all(report, tmp_path, some)
        assert [disk.mark(one) for one in first] == before  # nothing was begun
        catalogue.write_all(report, tmp_path, some, over=Replace.SAME_KIND)
        catalogue.write_all(report, tmp_path, some)


def test_the_same_report_makes_the_same_bytes(report: Report) -> None:
    for document in catalogue.documents_of(report):
        assert document.make() == document.make(), document.name


def test_each_document_may_be_the_first_one_drawn(
    revealed: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a process that has just begun, nothing before it told ReportLab of our fonts."""
    for document in catalogue.documents_of(revealed):
        monkeypatch.setattr(pdfmetrics, "_fonts", {})
        fonts.letters.cache_clear()
        assert document.make(), document.name


def test_a_loop_nobody_could_follow_is_told_by_its_length(report: Report) -> None:
    found = report.maps[0]
    loop = found.search.loops[0]
    factors = dataclasses.replace(found.row.factors[0], label="Endless round")
    long = dataclasses.replace(loop, factor_ids=(factors.id,) * 300)
    row = dataclasses.replace(found.row, factors=(factors, *found.row.factors[1:]))
    told = dataclasses.replace(found, row=row, search=LoopSearch((long,), complete=True))
    words = words_of("map.pdf", poster_pdf(report, told))
    assert "it goes through 300 factors." in words
    assert words.count("Endless round") < 20
