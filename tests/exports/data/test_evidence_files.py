"""What the evidence room writes for other programs comes back as it was."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from exports.data.csv_tables import findings_csv, quoted_code
from exports.data.evidence_formats.codebook_lists import codebook_csv, codebook_list
from exports.data.evidence_formats.codebook_qdc import codebook_qdc
from exports.editions.editions import edited
from tests.core.furnished import furnish
from upstream_workshop.evidence import queries, services
from upstream_workshop.evidence.codebook import queries as codebook
from upstream_workshop.evidence.codebook.services import add_code
from upstream_workshop.evidence.importing.code_finder import CodeFinder
from upstream_workshop.evidence.importing.services import import_codebook, import_findings
from upstream_workshop.evidence.importing.slashes import slash_questions
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.privacy import Edition
from upstream_workshop.readers.codebooks import CodeEntry, names_of, written_path
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.findings import FindingEntry, codes_of
from upstream_workshop.readers.reading import Reading
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.report import read_report

_NAME = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=12)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(_NAME, _NAME, st.booleans(), st.integers(0, 9)), max_size=6))
def test_a_code_book_comes_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, codes: list[tuple[str, str, bool, int]]
) -> None:
    folder = tmp_path_factory.mktemp("qdc")
    with (
        Workshop.create(folder / "a.upstream") as one,
        Workshop.create(folder / "b.upstream") as other,
    ):
        with one.change("test") as session:
            made: list[int | None] = [None]
            for at, (name, description, codable, place) in enumerate(codes):
                parent = made[place % len(made)]
                made.append(add_code(session, f"{name} {at}", parent, description, codable))
            written = codebook_qdc(read_report(session))
            before = codebook.codes(session)
        (folder / "a.qdc").write_bytes(written)
        with other.change("test") as session:
            outcome = import_codebook(session, READERS["codebook"](folder / "a.qdc"))
            after = codebook.codes(session)
    assert outcome.added == len(codes)
    told = [
        [(row.path, row.description.strip(), row.codable, row.uid) for row in rows]
        for rows in (before, after)
    ]
    assert told[0] == told[1]
    assert etree.fromstring(written).tag == "{urn:QDA-XML:codebook:1.0}CodeBook"


_CODE_NAME = st.text(st.sampled_from('ab;,|" #/>›\\'), min_size=1, max_size=8)
_PATH = st.lists(
    _CODE_NAME.map(lambda name: " ".join(name.split())).filter(bool), min_size=1, max_size=3
)


@given(st.lists(_PATH, max_size=4))
def test_names_of_codes_come_back_from_one_cell(paths: list[list[str]]) -> None:
    cell = "; ".join(quoted_code(written_path(names)) for names in paths)
    assert [[*names_of(path)] for path in codes_of(cell)] == paths


@pytest.mark.parametrize(
    ("path", "below", "one"),
    [
        ("work/life", ("work", "life"), ("work/life",)),
        (r"work\/life / pay", ("work/life", "pay"), ("work/life / pay",)),
        ("a >> work/life", ("a", "work/life"), ("a", "work/life")),
    ],
)
def test_a_slash_is_read_as_it_is_answered(
    workshop: Workshop, path: str, below: tuple[str, ...], one: tuple[str, ...]
) -> None:
    reading = Reading((FindingEntry(1, "Long days", codes=(path,)),))
    with workshop.change("test") as session:
        asked = slash_questions(session, reading)
        assert bool(asked) == (below != one)
        import_findings(session, reading, {"slash": "name"})
        assert CodeFinder(session).known_at(one) is not None
        assert not slash_questions(session, Reading((FindingEntry(1, "x", codes=one[-1:]),)))
        import_findings(session, reading)  # known by now: it stays what it is
        assert CodeFinder(session).named(path) == CodeFinder(session).known_at(one)
    with workshop.change("test") as session:
        import_codebook(session, Reading((CodeEntry(1, below, written=path),)), {"slash": "name"})
        assert {row.name for row in codebook.codes(session)} == {*one}


def test_findings_come_back_without_what_may_never_be_used(
    workshop: Workshop, tmp_path: Path
) -> None:
    furnish(workshop)
    with workshop.read() as session:
        written = findings_csv(read_report(session))
        before = [row for row in queries.findings(session) if row.use is not Use.NEVER]
    (tmp_path / "a.csv").write_bytes(written)
    with Workshop.create(tmp_path / "b.upstream") as other, other.change("test") as session:
        import_findings(session, READERS["findings"](tmp_path / "a.csv"))
        after = queries.findings(session)
        paths = codebook.paths(session)
    assert [(r.text, r.kind_name, r.organisation, r.quote, r.role, r.use) for r in before] == [
        (r.text, r.kind_name, r.organisation, r.quote, r.role, r.use) for r in after
    ]
    assert [paths[code] for code in after[0].codes] == ["Risk", "Money"]


def test_a_code_named_as_another_but_for_case_is_said(workshop: Workshop) -> None:
    entries = tuple(CodeEntry(n, (name,)) for n, name in enumerate(("Môn", "MON", "Môn"), 1))
    with workshop.change("test") as session:
        outcome = import_codebook(session, Reading(entries))
        assert [row.name for row in codebook.codes(session)] == ["Môn"]
    assert outcome.notes == ("“MON” counts as “Môn”, which is called so but for case or accents.",)


def test_a_code_book_comes_back_from_the_lists_of_other_programs(
    workshop: Workshop, tmp_path: Path
) -> None:
    with workshop.change("test") as session:
        top = add_code(session, "Work/life, “so”", description="What\n\tgives")
        add_code(session, "=Pay > rise", add_code(session, "Môn; the rest", top))
        report, before = read_report(session), codebook.codes(session)
    for name, write in (("a.csv", codebook_csv), ("a.txt", codebook_list)):
        (tmp_path / name).write_bytes(write(report))
        reading = READERS["codebook"](tmp_path / name)
        with Workshop.create(tmp_path / f"{name}.upstream") as other, other.change("x") as session:
            import_codebook(session, reading, {"slash": "name"} if name == "a.txt" else {})
            after = codebook.codes(session)
        assert [row.path for row in after] == [row.path for row in before]
        assert [" ".join(row.description.split()) for row in after] == ["What gives", "", ""]


@pytest.mark.parametrize(
    ("said", "use"), [("never", Use.NEVER), ("hm", Use.NEVER), ("", Use.NAMED)]
)
def test_a_finding_that_comes_again_may_be_used_no_more_widely(
    workshop: Workshop, said: str, use: Use
) -> None:
    with workshop.change("test") as session:
        for told in ("named", said, "named"):
            entry = FindingEntry(1, "Too slow", use=told)
            outcome = import_findings(session, Reading((entry,)))
        assert [row.use for row in queries.findings(session)] == [use]
        assert outcome.changes == 0


def test_the_codes_of_what_is_withheld_are_withheld_too(workshop: Workshop) -> None:
    with workshop.change("test") as session:
        code = add_code(session, "Work/life")
        services.add_finding(session, [code], text="Kept among us", use=Use.COHORT)
        services.add_finding(session, [code], text="Open to all", use=Use.NAMED)
        report = edited(read_report(session), Edition.REDACTED)
    rows = csv.DictReader(findings_csv(report).decode("utf-8-sig").splitlines())
    assert [(row["text"], row["codes"]) for row in rows] == [
        ("", ""),
        ("Open to all", r"Work\/life"),
    ]
