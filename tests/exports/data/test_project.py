"""A REFI-QDA project that is written comes back the same, and holds nothing that may never be used."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from exports.data.evidence_formats.project_qdpx import project_qdpx
from tests.core.readers.project_samples import BOOK, project, selection
from upstream_workshop.evidence import queries, services
from upstream_workshop.evidence.codebook import queries as codebook
from upstream_workshop.evidence.codebook.services import add_code
from upstream_workshop.evidence.kinds import Standing, Use
from upstream_workshop.evidence.sources import queries as texts
from upstream_workshop.evidence.sources import services as sources
from upstream_workshop.evidence.sources.importing.services import import_sources
from upstream_workshop.evidence.typed_lines import TypedFinding
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.row_types import decoded, encoded
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.report import read_report

KINDS_ = ("", "barrier", "use: never")
SCHEMA = Path(__file__).with_name("refi_qda_project.xsd")  # of REFI, under the MIT licence
FOREIGN = {f"{UUID(int=12)}"}  # a note without a date, which is given back as it was
WORDS = st.text(st.sampled_from("ab𝔘é<&\"'\n; "), min_size=1, max_size=30)
TEXT = st.tuples(
    WORDS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), WORDS), max_size=4)
)


def taken_in(workshop: Workshop, content: bytes) -> int:
    """Import a project, and return how many rows changed something."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.qdpx"
        path.write_bytes(content)
        _, reading = decoded(encoded("read", READERS["source"](path)))  # as from its process
    assert not reading.refused
    with workshop.change("test") as session:
        return import_sources(session, reading).changes


def assert_valid(content: bytes) -> None:
    """Assert that a project is as the standard says, and dated where QualCoder needs it."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("project.qde"))
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(root)
    for each in root.iter("{*}PlainTextSelection", "{*}Note"):
        assert each.get("creationDateTime") or each.get("guid") in FOREIGN


def told(workshop: Workshop) -> object:
    """What comes back: texts, findings with their places and codes, and what is only kept."""
    with workshop.read() as session:
        paths = codebook.paths(session)
        own = {row.id: row.uid for row in texts.sources(session)}
        return (
            [(r.title, r.uid, r.organisation, r.use, r.carried) for r in texts.sources(session)],
            [texts.text_of_source(session, id_) for id_ in own],
            sorted(
                (r.uid, r.text, r.quote, own.get(r.source_id or 0, ""), r.quote_start or 0, r.quote_end,
                 r.organisation, r.kind_name, r.role, r.use, r.standing,
                 sorted(paths[code] for code in r.codes))
                for r in queries.findings(session)
            ),
            [(row.path, row.uid) for row in codebook.codes(session)],
            texts.project_parts(session),
        )  # fmt: skip


def written(workshop: Workshop) -> bytes:
    with workshop.read() as session:
        return project_qdpx(read_report(session))


@settings(max_examples=6, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.lists(TEXT, max_size=3), st.lists(st.tuples(WORDS, st.booleans()), max_size=3))
def test_a_project_comes_back_the_same(
    given_texts: list[tuple[str, list[tuple[int, int, str]]]], loose: list[tuple[str, bool]]
) -> None:
    with TemporaryDirectory() as folder:
        one = Workshop.create(Path(folder) / "a.upstream")
        other = Workshop.create(Path(folder) / "b.upstream")
        with one, other:
            with one.change("test") as session:
                risk = add_code(session, "Risk; <all>")
                codes = (risk, add_code(session, "Blame", risk))
                for number, (words, quotes) in enumerate(given_texts):
                    text = f"Said {number}: {words}"
                    source = sources.add_source(
                        session, text, text, organisation="Môn & Co"[: number * 8],
                        use=(Use.NAMED, Use.COHORT)[number % 2],
                    )  # fmt: skip
                    for start, end, about in quotes:
                        if text[min(start, end) : max(start, end)].strip():
                            typed = TypedFinding(
                                f"x {about}", kind_name=KINDS_[start % 3], code_ids=codes[: start % 3],
                                role=" ".join(f"r: {about}".split()), use=(Use.NAMED, Use.COHORT)[end % 2],
                            )  # fmt: skip
                            sources.note_quote(session, source, start, end, typed)
                for words, quoted in loose:
                    quote = f"y {words}".strip() if quoted else ""
                    services.add_finding(
                        session, codes[:1], text=f"x {words}", quote=quote, use=Use.NAMED,
                        standing=(*Standing,)[len(words) % 4], kind_name=words,
                    )  # fmt: skip
            content = written(one)
            assert_valid(content)
            taken_in(other, content)
            assert told(one) == told(other)
            assert taken_in(other, content) == 0
            assert written(other) == content


def test_parts_that_are_only_kept_are_given_back(workshop: Workshop, tmp_path: Path) -> None:
    one, note = UUID(int=11), UUID(int=12)
    noted = selection(0, 3, "Two").replace("</Coding>", f'</Coding><NoteRef targetGUID="{note}"/>')
    text = (
        f'<TextSource guid="{one}" name="Here"><Description>Of a talk</Description>'
        f'<PlainTextContent>Two words</PlainTextContent>{noted}<NoteRef targetGUID="{note}"/></TextSource>'
        f'<PictureSource guid="{UUID(int=13)}" name="P"/>'
    )
    more = (
        f'<Notes><Note guid="{note}"><PlainTextContent>Odd</PlainTextContent></Note></Notes>'
        f'<Cases><Case guid="{UUID(int=14)}" name="A"/></Cases>'
        f'<Users><User guid="{UUID(int=15)}" name="U"/></Users>'
    )
    taken_in(workshop, project(text, more, BOOK.replace('"code-2"', f'"{UUID(int=16)}"')))
    taken_in(workshop, project("", more.replace('"A"', '"B"'), ""))  # another with the same user
    content = written(workshop)
    assert_valid(content)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("project.qde"))
    names = [etree.QName(each).localname for each in root.iter()]
    for name in ("User", "PictureSource", "PlainTextSelection", "Description"):
        assert names.count(name) == 1, name
    foreign = [each for each in root.iter() if each.get("targetGUID") == f"{note}"]
    assert [etree.QName(each.getparent()).localname for each in foreign] == [
        "PlainTextSelection", "TextSource",
    ]  # fmt: skip
    assert [etree.QName(each).localname for each in root] == [
        "Users", "CodeBook", "Cases", "Sources", "Notes",
    ]  # fmt: skip


def test_what_may_never_be_used_is_not_in_it(workshop: Workshop) -> None:
    secret, hidden = "nobody at all trusts her", "closed talk"
    with workshop.change("test") as session:
        text = f"Open words. {secret}. More."
        source = sources.add_source(session, "Talk", text, carried=f"<NoteRef>{secret}</NoteRef>")
        start = text.index(secret)
        typed = TypedFinding("Trust", use=Use.NEVER)
        sources.note_quote(session, source, start, start + len(secret), typed)
        sources.note_quote(session, source, 0, 10, TypedFinding("Open"))
        closed = sources.add_source(session, hidden, f"All of a {hidden}", use=Use.NEVER)
        sources.note_quote(session, closed, 0, 3, TypedFinding(f"What a {hidden}"))
    content = written(workshop)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        inside = b"".join(package.read(name) for name in package.namelist())
        assert len(package.namelist()) == 2
    for words in (secret, hidden, "Trust"):
        assert words.encode() not in inside
    assert b"Open words" in inside
