"""Fuzzes every reader, led by coverage: `make fuzz`, or this module with `--seconds N` and names.

A reader may answer, or refuse in a WorkshopError. Anything else is a finding: another exception, more than
ten seconds, more than 512 MB. Findings are kept in a folder, one file each; the exit code counts them. Each
reader runs in a process of its own. Atheris leads where it is installed; it is in no lock, as it has
wheels for few systems. Elsewhere a small mutator of our own does, which is some ten times slower.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from types import FrameType
from typing import Any

from tests.core.readers import project_samples
from tests.core.readers.maps import map_samples
from tests.reliability.inputs import hostile

SECONDS = 60
SLOW = 10
MEGABYTES = 512
Target = tuple[str, str, Callable[[bytes], bytes], tuple[bytes, ...]]  # kind, file, wrapping, seeds


def _as_is(content: bytes) -> bytes:
    return content


def _sheet(content: bytes) -> bytes:
    return hostile.xlsx("", sheet=content.decode("utf-8", "replace"))


def _words(content: bytes) -> bytes:
    row = "<row><c t='s'><v>0</v></c></row><row><c t='s'><v>1</v></c></row>"
    return hostile.xlsx(row, shared=content.decode("utf-8", "replace"))


def _styles(content: bytes) -> bytes:
    row = "<row><c s='0'><v>1</v></c></row><row><c s='1'><v>46358.5</v></c></row>"
    return hostile.xlsx(row, styles=content.decode("utf-8", "replace"))


def _packed(content: bytes) -> bytes:
    return map_samples.compressed(content.decode("utf-8", "replace")).encode("utf-8", "replace")


def _packed_word(content: bytes) -> bytes:
    return hostile.docx(content.decode("utf-8", "replace"))


def _deflated(content: bytes) -> bytes:
    return map_samples.deflated(content).encode()


def _content(content: bytes) -> bytes:
    return hostile.ods(content.decode("utf-8", "replace"))


def _document(content: bytes) -> bytes:
    return project_samples.word(content.decode("utf-8", "replace"))


def _commented(content: bytes) -> bytes:
    return project_samples.word(_MARKED, **{"word__comments.xml": content})


def _project(content: bytes) -> bytes:
    return project_samples.project(content.decode("utf-8", "replace"), sources__a="a𝔘b\r\nc")


_MARKED = (
    '<w:p><w:bookmarkStart w:id="1" w:name="uw_s_00000000000000000000000000000001"/>'
    '<w:commentRangeStart w:id="0"/><w:r><w:t>We</w:t></w:r><w:commentRangeEnd w:id="0"/>'
    '<w:bookmarkEnd w:id="1"/></w:p>'
)
_COMMENTS = (
    b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b'<w:comment w:id="0" w:author="Ann" w:date="2026-11-29T09:00:00Z"><w:p><w:r><w:t>Why?</w:t>'
    b"</w:r></w:p></w:comment></w:comments>"
)
_TEXT = (
    '<TextSource guid="a" name="n" plainTextPath="internal://a">'
    f"{project_samples.selection(0, 3, 'a𝔘b')}<NoteRef/></TextSource>"
)
_PEOPLE = (
    "Name,E-mail,Organisation,Offers\r\nSiân Prys,s@x.org,Môn,maps; tea\r\n".encode(),
    "First name;Last name;Your access needs\nSi\u0302an;Prys;none\n".encode("utf-16"),
    b"Topic: Day\r\nMeeting,ID\r\nName (Original Name),Join time\r\nAnn Ash,1\r\n",
    b"Hosts\nName,Email\nAnn Ash,a@x.org\nGuests\nName,Email,Role\nBo Beech,b@x.org,Lead\n",
    b'sep=;\nName;Diet\n"An ""n""";x\n',
)
_SHEET = (
    f'<worksheet xmlns="{hostile.SHEET_NS}"><sheetData><row r="1">{hostile.inline("A1", "Name")}'
    f'</row><row r="2">{hostile.inline("A2", "Siân")}<c r="C2" t="b"><v>1</v></c></row></sheetData>'
    "</worksheet>"
).encode()
_STYLES = (
    b'<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-809]dd mmm yyyy;@"/></numFmts>'
    b'<cellXfs><xf numFmtId="9"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)
_PRSM = map_samples.FILES["prsm"]
_PREFLIB = b"# ALTERNATIVE NAME 1: a\n# ALTERNATIVE NAME 2: b\n2: 1,2\n1: {1,2}\n"
_PABULIB = (
    b"META\nkey;value\nvote_type;cumulative\nPROJECTS\nproject_id;name\n1;a\n2;b\nVOTES\n"
    b"voter_id;vote;points\n1;1,2;3,2\n2;2;5\n"
)
TARGETS: dict[str, Target] = {
    "delimited": ("table", "a.csv", _as_is, (*_PEOPLE, b"a\tb\n1\t2\n", "é;ü\n".encode("cp1252"))),
    "people": ("people", "a.csv", _as_is, _PEOPLE),
    "cards": ("cards", "a.csv", _as_is, (b"text,theme,moderated\nTrust,Time,1\n", b"one\ntwo\n")),
    "findings": (
        "findings",
        "a.csv",
        _as_is,
        (b"council,finding,type,codes,use\nA,x,driver,a;b/c,never\n", b"document,tag\na,b\n"),
    ),
    "codebook": (
        "codebook",
        "a.qdc",
        _as_is,
        (
            b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="x" name="a" isCodable="false">'
            b'<Description>d</Description><Code name="b"/></Code></Codes></CodeBook>',
            b"a>>b\tmemo\nc\t\n",
        ),
    ),
    "source-text": ("source", "a.txt", _as_is, (b"\xef\xbb\xbfWe\r\nwait\r", "é".encode("utf-16"))),
    "source-subtitles": (
        "source",
        "a.vtt",
        _as_is,
        (
            b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>We <i>wait</i>&amp;\n\n",
            b"1\n00:00:01,000 --> 00:00:02,000\nBo: Why?\n",
        ),
    ),
    "source-word": ("source", "a.docx", _document, (b"<w:p><w:r><w:t>We</w:t><w:tab/></w:r></w:p>",)),
    "source-project": ("source", "a.qdpx", _project, (_TEXT.encode(),)),
    "draft-markdown": (
        "draft",
        "a.md",
        _as_is,
        (b"# Why\n\n1. **We** [wait](https://x.org) *long*\n\n> [[quote: 1]]\n\n|a|b|\n|-|-|\n|1|2|\n",),
    ),
    "draft-word": ("draft", "a.docx", _document, (b"<w:p><w:r><w:t>We</w:t><w:br/></w:r></w:p>",)),
    "responses": ("responses", "a.csv", _as_is, (b"Name,Organisation,Statement,Comment\nAnn,A,1.1,Why?\n",)),
    "responses-word": ("responses", "a.docx", _commented, (_COMMENTS,)),
    "forms": (
        "forms",
        "a.docx",
        _packed_word,
        (b"<tbl><tr><tc><p><r><t>reference</t></r></p></tc><tc><p><r><t>now</t></r></p></tc></tr></tbl>",),
    ),
    "choices": ("choices", "a.csv", _as_is, (b"name,first,2nd choice\nAnn,Trust,Time\n",)),
    "maps": ("map", "a.csv", _as_is, (b"from,to,sign,delay\nTrust,Time,+,yes\nTrust,,,\n",)),
    **{
        f"map-{name.replace(' ', '-')}": ("map", "a.dat", _as_is, (content.encode(),))
        for name, content in map_samples.FILES.items()
    },
    "map-prsm-packed": ("map", "a.prsm", _as_is, (map_samples.compressed(_PRSM).encode(),)),
    "map-prsm-repacked": ("map", "a.prsm", _packed, (_PRSM.encode(),)),
    "map-drawio-packed": ("map", "a.drawio", _deflated, (map_samples.MODEL.encode(),)),
    "agendas": (
        "agenda",
        "a.json",
        _as_is,
        (
            b"Time,Session,Who,Room\n9:00 - 9:30,Welcome,Ann,\n10am,Talk,,East\n",
            b'{"rundown":[{"type":"event","title":"A","timeStart":32400000,"duration":60000}]}',
            b'{"schedule":{"conference":{"days":[{"date":"2026-12-02","rooms":{"x":[{"start":"9:00",'
            b'"duration":"0:30","title":"A"}]}}]}}}',
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART:20261202T090000Z\r\n"
            b"DTEND:20261202T100000Z\r\nSUMMARY:A\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        ),
    ),
    "ballots": (
        "ballot-papers",
        "a.csv",
        _as_is,
        (b"paper,Trust,Time\n1,2,x\n2,1e3,-1\n", b"participant,n-votes,n-agree,n-disagree,0\n1,1,1,0,1\n"),
    ),
    "grids": (
        "ballot-papers",
        "a.csv",
        _as_is,
        (b"Name,Rank [Trust],Rank [Time]\nAnn,1,2nd choice\n", b"Name,Choices\nAnn,1. Trust; 2. Time\n"),
    ),
    "counts": (
        "ballot-papers",
        "a.blt",
        _as_is,
        (b'3 2\n-2\n(a) 4 1 2=3 0\n1 3 - 1 0 # x\n0\n"a"\n"b"\n"c \\"d\\""\n"t"\n',),
    ),
    "choice-grids": (
        "choices",
        "a.csv",
        _as_is,
        (b"E-mail,Your choice [First]\na@x.org,Trust\n", b"Name,Rank [Trust]\nAnn,First\nBo,\n"),
    ),
    "preflib": ("ballot-papers", "a.toc", _as_is, (_PREFLIB,)),
    "categories": ("ballot-papers", "a.cat", _as_is, (_PREFLIB,)),
    "pabulib": ("ballot-papers", "a.pb", _as_is, (_PABULIB,)),
    "yaml": ("ballot-papers", "a.abc.yaml", _as_is, (b"num_cand: 3\nprofile: [[0, 1], [2]]\n",)),
    "packages": ("table", "a.xlsx", _as_is, (hostile.xlsx("<row/>"), hostile.ods(hostile.ods_row("x")))),
    "xlsx": ("table", "a.xlsx", _sheet, (_SHEET,)),
    "shared-words": ("table", "a.xlsx", _words, (b"<sst><si><t>N</t></si><si><r><t>x</t></r></si></sst>",)),
    "styles": ("table", "a.xlsx", _styles, (_STYLES,)),
    "ods": ("table", "a.ods", _content, (hostile.ods_row("Name", 2, 3).encode(),)),
}  # fmt: skip


def main() -> int:
    """Fuzz the readers named, or all; answers the number of findings."""
    asked = argparse.ArgumentParser(description="Fuzz the readers of foreign files.")
    asked.add_argument("names", nargs="*", metavar="NAME")
    asked.add_argument("--seconds", type=int, default=SECONDS)
    asked.add_argument("--findings", type=Path, default=Path(".fuzz"))
    asked.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    given.findings.mkdir(exist_ok=True)
    if given.alone:
        return _fuzz(given.names[0], given.seconds, given.findings)
    found = 0
    for name in given.names or TARGETS:
        command = [sys.executable, "-m", "tests.reliability.inputs.fuzz", name, "--alone"]
        command += ["--seconds", str(given.seconds), "--findings", str(given.findings)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=given.seconds + 120)
        found += done.returncode != 0
        verdict = "a finding" if done.returncode else "nothing"
        sys.stdout.write(f"{name}: {verdict}; {_told(done)}\n")
        if done.returncode:
            sys.stdout.write(done.stdout[-3000:] + done.stderr[-3000:] + "\n")
        sys.stdout.flush()
    return found


def _told(done: subprocess.CompletedProcess[str]) -> str:
    """The last line that counts something."""
    lines = (done.stdout + "\n" + done.stderr).splitlines()
    return next((line for line in reversed(lines) if "runs" in line or "execs" in line), "")


def _fuzz(name: str, seconds: int, findings: Path) -> int:
    try:
        import atheris  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return _by_ourselves(name, seconds, findings)
    with atheris.instrument_imports(include=["upstream_workshop.readers", "csv", "json"]):
        read = _reader(name)
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(TARGETS[name][3]):
            (Path(corpus) / str(number)).write_bytes(seed)
        options = [f"-max_total_time={seconds}", f"-timeout={SLOW}", f"-rss_limit_mb={MEGABYTES}"]
        options += [f"-artifact_prefix={findings}/{name}-", "-max_len=20000", corpus]
        atheris.Setup([sys.argv[0], *options], read)
        atheris.Fuzz()  # ends the process
    return 0


def _reader(name: str) -> Callable[[bytes], None]:
    """What reads fuzzed bytes as the app would read a file of them."""
    from upstream_workshop.errors import WorkshopError
    from upstream_workshop.readers.file_kinds import READERS
    from upstream_workshop.readers.row_types import decoded, encoded

    kind, file, wrapped, _ = TARGETS[name]
    copies_folder = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112
    path = Path(tempfile.mkdtemp(dir=copies_folder)) / file

    def read(content: bytes) -> None:
        path.write_bytes(wrapped(content))
        try:
            reading = READERS[kind](path)
        except WorkshopError:
            return
        if decoded(encoded("read", reading)) != ("read", reading):
            raise AssertionError("what travels is not what was read")

    return read


def _by_ourselves(name: str, seconds: float, findings: Path) -> int:
    """Mutate inputs; keep those that reach lines, or steps between lines, that none reached before."""
    read = _reader(name)
    dice = random.Random(name)
    kept = list(TARGETS[name][3])
    reached: set[Any] = set()
    ends, runs = time.monotonic() + seconds, 0
    for content in chain(list(kept), _mutants(kept, dice)):
        began = time.monotonic()
        if began > ends:
            break
        try:
            steps = _traced(read, content)
        except Exception:
            traceback.print_exc()
            (findings / f"{name}-crash").write_bytes(content)
            return 1
        runs += 1
        if time.monotonic() - began > SLOW:
            (findings / f"{name}-slow").write_bytes(content)
            return 1
        if not steps <= reached:
            reached |= steps
            kept.append(content)
    sys.stdout.write(f"{runs} runs, {len(kept)} inputs kept, {len(reached)} steps reached\n")
    return 0


def _traced(read: Callable[[bytes], None], content: bytes) -> set[Any]:
    """The steps from line to line that reading this takes in our readers."""
    steps: set[Any] = set()
    last = 0

    def trace(frame: FrameType, _event: str, _argument: object) -> Any:
        nonlocal last
        if "readers" not in frame.f_code.co_filename:
            return None
        steps.add((frame.f_code, last, frame.f_lineno))
        last = frame.f_lineno
        return trace

    sys.settrace(trace)
    try:
        read(content)
    finally:
        sys.settrace(None)
    return steps


def _mutants(kept: list[bytes], dice: random.Random) -> Iterator[bytes]:
    tokens = (
        b"\0",
        b'"',
        b",",
        b";",
        b"\n",
        b"\xff\xfe",
        b"9" * 20,
        b"-1",
        b"<",
        b"&",
        b"\xc3",
        b"1e309",
    )
    while True:
        content = bytearray(dice.choice(kept))
        for _ in range(dice.choice((1, 1, 2, 4, 16))):
            at = dice.randrange(len(content) + 1)
            end = min(len(content), at + dice.choice((1, 2, 8, 64)))
            other = dice.choice(kept)
            start = dice.randrange(len(other) + 1)
            content[at:end] = dice.choice(
                (
                    b"",
                    bytes((dice.randrange(256),)),
                    dice.choice(tokens),
                    bytes(content[at:end]) * dice.choice((2, 3, 50)),
                    other[start : start + dice.choice((1, 8, 64))],
                )
            )
        yield bytes(content[:20_000])


if __name__ == "__main__":
    sys.exit(main())
