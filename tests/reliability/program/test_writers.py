"""Whatever writes a file meets whatever can lie in its way, and leaves it as it is.

The writers are found in the source, so that one added tomorrow is not forgotten here.
"""

from __future__ import annotations

import ast
import hashlib
import os
import shutil
import socket
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir, closing, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from exports import catalogue, seal
from tests.core import furnished
from tests.exports.sealing import seal_archive
from ui.tools import pictures
from upstream_workshop.agenda import own_templates
from upstream_workshop.errors import OccupiedError, WorkshopError
from upstream_workshop.framework.report import FrameworkReport
from upstream_workshop.framework.templates import own_frame_templates
from upstream_workshop.session_file.copies import (
    backups,
    repairing,
    working_copies,
    working_copy_notes,
    write_back,
)
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files import disk, lock_notes
from upstream_workshop.storage.files.writing import Replace
from upstream_workshop.whole.report import read_report

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 12, 2, 9, 27, 14)
ROOTED = hasattr(os, "geteuid") and os.geteuid() == 0


class Stage:
    """An open session with something to print, a backup of it, and a folder to write into."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "out"
        self.folder.mkdir()
        self.workshop = Workshop.create(home / "day.upstream")
        furnished.furnish(self.workshop)
        with self.workshop.read() as session:
            self.report = read_report(session)
        made = backups.write(self.workshop._open_file.driver, home / "backups", "opened", NOW)
        assert made is not None
        self.backup = made


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Stage]:
    made = Stage(tmp_path_factory.mktemp("stage"))
    yield made
    made.workshop.close()


class Writer(NamedTuple):
    """Where in the source it calls the door, the name it writes, and how it is called."""

    where: str
    name: str
    write: Callable[[Stage, Path], object]
    replaces_sessions: bool = False


def _export(output: str) -> Callable[[Stage, Path], object]:
    def write(stage: Stage, path: Path) -> object:
        root = path.parents[1] if path.parent.name == "data" else path.parent
        return catalogue.write_all(stage.report, root, (output,), over=Replace.SAME_KIND)

    return write


def _note_holder(_stage: Stage, path: Path) -> None:
    named = path.with_name(path.name.removeprefix(".").removesuffix(".open"))
    lock_notes.note(named)
    lock_notes.forget(named)
    raise WorkshopError("A note is never insisted on.")


def _note_loan(stage: Stage, path: Path) -> None:
    working_copy = working_copy_notes.WorkingCopy(
        stage.workshop.path, path.with_name("day.upstream"), "0" * 64
    )
    working_copy_notes.note(path.parent, working_copy)


def _fetch(stage: Stage, path: Path) -> None:
    """It takes its own earlier copy away first; here that is not what is in the way."""
    working_copy = working_copy_notes.WorkingCopy(
        stage.backup.path, path, disk.digest(stage.backup.path)
    )
    discard = disk.discard
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "discard", lambda it: None if it == path else discard(it))
        working_copies._fetch(working_copy)


def _name_backup(stage: Stage, path: Path) -> None:
    """Its name holds a digest, so that two are never at odds; but for that it would be put there."""
    draft = disk.draft(path)
    try:
        shutil.copyfile(stage.backup.path, draft)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(backups, "listed", lambda _folder: ())
            backups._named(draft, path.parent, stage.backup.why, stage.backup.made)
    finally:
        disk.discard(draft)


def _repair(stage: Stage, path: Path) -> None:
    """A copy of a session that lost its stamp."""
    with tempfile.TemporaryDirectory() as folder:
        bad = Path(folder) / "bad.upstream"
        shutil.copyfile(stage.backup.path, bad)
        with closing(sqlite3.connect(bad)) as file:
            file.execute("DELETE FROM stamp")
            file.commit()
        repairing.repair(bad, path)


WRITERS = (
    Writer("exports/seal.py: write_sealed", "a.zip",
           lambda s, path: seal.write_sealed(path, {"a.txt": b"a"}, {}, lambda *_: None, Replace.SAME_KIND)),
    Writer("exports/seal.py: write_sealed", "b.zip",
           lambda s, path: seal_archive(s.workshop, s.report, path, over=Replace.SAME_KIND)),
    Writer("exports/catalogue.py: _write", "summary.pdf", _export("summary")),
    Writer("exports/catalogue.py: _write", "summary.html", _export("summary-page")),
    Writer("exports/catalogue.py: _write", "data/people.csv", _export("people-csv")),
    Writer("exports/catalogue.py: _write", "data/session.json", _export("session-json")),
    Writer("upstream_workshop/agenda/own_templates.py: _write", "Mine.toml",
           lambda s, path: own_templates.save_template(path.parent, "Mine", "", s.report.agenda, over=True)),
    Writer("upstream_workshop/framework/templates/own_frame_templates.py: _write", "Mine.toml",
           lambda s, path: own_frame_templates.save_frame_template(
               path.parent, "Mine", s.report.part(FrameworkReport).frames[0], over=True)),
    Writer("ui/tools/pictures.py: _keep_image", "a.png",
           lambda s, path: pictures._keep(QLabel("a"), path)),
    Writer("upstream_workshop/session_file/access.py: create_file", "new.upstream",
           lambda s, path: Workshop.create(path).close()),
    Writer("upstream_workshop/session_file/open_file.py: copy_to", "copy.upstream",
           lambda s, path: s.workshop.copy_to(path)),
    Writer("upstream_workshop/session_file/copies/backups.py: restore", "back.upstream",
           lambda s, path: backups.restore(s.backup, path)),
    Writer("upstream_workshop/session_file/copies/repairing.py: repair", "repaired.upstream", _repair),
    Writer("upstream_workshop/session_file/copies/backups.py: second", "BACKUP",
           lambda s, path: backups.second(s.backup, path.parent), True),
    Writer("upstream_workshop/session_file/copies/backups.py: _named", "BACKUP", _name_backup),
    Writer("upstream_workshop/session_file/copies/write_back.py: _write", "day.upstream",
           lambda s, path: write_back._write(s.backup.path, path, Replace.SAME_KIND), True),
    Writer("upstream_workshop/session_file/copies/working_copies.py: _fetch", "taken.upstream", _fetch),
    Writer("upstream_workshop/session_file/copies/working_copy_notes.py: note", "taken.json", _note_loan),
    Writer("upstream_workshop/storage/files/lock_notes.py: note", ".day.upstream.open", _note_holder),
)  # fmt: skip


# ---- what can lie in the way: made at a path, in a folder where there is a session and a text


def session(path: Path, stage: Stage) -> None:
    Workshop.create(path.with_name("other.upstream")).close()
    path.with_name("other.upstream").rename(path)


def session_by_another_name(path: Path, stage: Stage) -> None:
    os.link(stage.workshop.path, path)


def link_to_session(path: Path, stage: Stage) -> None:
    path.symlink_to(stage.workshop.path)


def link_to_file(path: Path, stage: Stage) -> None:
    path.with_name("text").write_text("mine")
    path.symlink_to("text")


def link_to_folder(path: Path, stage: Stage) -> None:
    path.with_name("folder").mkdir()
    path.symlink_to("folder")


def link_to_nothing(path: Path, stage: Stage) -> None:
    path.symlink_to("nothing")


def link_to_itself(path: Path, stage: Stage) -> None:
    path.symlink_to(path.name)


def folder(path: Path, stage: Stage) -> None:
    (path / "inside").mkdir(parents=True)


def empty_folder(path: Path, stage: Stage) -> None:
    path.mkdir()


def pipe(path: Path, stage: Stage) -> None:
    os.mkfifo(path)


def open_socket(path: Path, stage: Stage) -> None:
    with chdir(path.parent), closing(socket.socket(socket.AF_UNIX)) as made:
        made.bind(path.name)  # the whole path is too long for one


def device(path: Path, stage: Stage) -> None:
    os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 3))


def other_content(path: Path, stage: Stage) -> None:
    path.write_bytes(b"PK\5\6 <!-- a text of mine -->\n")


def empty_file(path: Path, stage: Stage) -> None:
    path.touch()


def binary(path: Path, stage: Stage) -> None:
    path.write_bytes(b"\0\1\2" * 500)


OBSTACLES = (
    session, session_by_another_name, link_to_session, link_to_file, link_to_folder, link_to_nothing,
    link_to_itself, folder, empty_folder, pipe, open_socket, device, other_content, empty_file, binary,
)  # fmt: skip


def fingerprint(folder: Path) -> dict[str, object]:
    """Everything below a folder: what it is, which it is, and what is in it."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        state = path.lstat()
        content = b""
        if path.is_symlink():
            content = os.fsencode(path.readlink())
        elif stat.S_ISREG(state.st_mode):
            with path.open("rb") as file:
                content = file.read(1 << 20)
        summed = hashlib.sha256(content).hexdigest()
        found[str(path.relative_to(folder))] = (state.st_ino, state.st_mode, state.st_rdev, summed)
    return found


@pytest.mark.skipif(os.name == "nt", reason="there are no such things on Windows")
@pytest.mark.parametrize("obstacle", OBSTACLES, ids=lambda made: made.__name__)
@pytest.mark.parametrize("writer", WRITERS, ids=lambda row: f"{row.where.split()[-1]} {row.name}")
def test_what_is_in_the_way_stays(
    writer: Writer, obstacle: Callable[[Path, Stage], None], stage: Stage, tmp_path: Path
) -> None:
    if obstacle is device and not ROOTED:
        pytest.skip("only root makes devices")
    path = tmp_path / (stage.backup.path.name if writer.name == "BACKUP" else writer.name)
    path.parent.mkdir(exist_ok=True)
    obstacle(path, stage)
    if writer.replaces_sessions and obstacle is session:
        pytest.skip("a session is what it puts back")
    before = fingerprint(tmp_path)
    with pytest.raises(WorkshopError) as refused:
        writer.write(stage, path)
    assert not isinstance(refused.value, OccupiedError)
    assert "\n" not in str(refused.value)
    assert fingerprint(tmp_path) == before


@pytest.mark.parametrize("writer", WRITERS, ids=lambda row: f"{row.where.split()[-1]} {row.name}")
def test_what_goes_wrong_leaves_nothing(
    writer: Writer, stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fails just before the file would be in place."""
    path = tmp_path / "new" / (stage.backup.path.name if writer.name == "BACKUP" else writer.name)
    for parent in (tmp_path / "new", path.parent):
        parent.mkdir(exist_ok=True)

    def fail(_path: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(disk, "sync", fail)
    before = fingerprint(tmp_path)
    with pytest.raises(WorkshopError), suppress(OSError):
        writer.write(stage, path)
    assert fingerprint(tmp_path) == before


def test_every_writer_in_the_source_is_tested_here() -> None:
    found = {where for where, name in _calls() if name in ("written", "put")}
    assert found - {"upstream_workshop/storage/files/writing.py: written"} == {
        writer.where for writer in WRITERS
    }


# what else makes, moves or removes files, and why it needs no door
ELSEWHERE = {
    "exports/catalogue.py: _write": "into a draft",
    "exports/seal.py: _add": "into a zip that is a draft",
    "exports/seal.py: _pack": "into a draft",
    "exports/seal.py: _put_seal": "into a draft",
    "exports/archive/proofs/contents_proofs.py: is_sound": "a temporary folder",
    "exports/archive/verify.py: _packed_session_problems": "a temporary folder",
    "ui/kit/material.py: sheet": "our own folder",
    "ui/agenda/templates/template_list.py: on_rename": "the name of a template",
    "upstream_workshop/agenda/own_templates.py: _write": "into a draft",
    "upstream_workshop/framework/templates/own_frame_templates.py: _write": "into a draft",
    "upstream_workshop/framework/templates/own_frame_templates.py: delete_frame_template": "the user's own",
    "ui/framework/frame_flow.py: rename_frame": "the title of a framework",
    "upstream_workshop/agenda/own_templates.py: delete_template": "a template of the user's own",
    "ui/window/rail.py: show_screen": "the words of a button",
    "ui/themes/cards/entry_prompts.py: name": "the name of a theme",
    "upstream_workshop/session_file/copies/withholding.py: _put": "a backup of ours, written anew",
    "upstream_workshop/session_file/copies/withholding.py: _withhold": "a backup that may not be kept",
    "upstream_workshop/session_file/copies/withholding.py: withhold_original_papers": "what a migration kept",
    "upstream_workshop/session_file/copies/backups.py: restore": "into a draft",
    "upstream_workshop/session_file/copies/backups.py: second": "into a draft",
    "upstream_workshop/storage/files/disk.py: discard": "drafts",
    "upstream_workshop/storage/files/disk.py: _replace_own": "what the door ends with",
    "upstream_workshop/storage/files/disk.py: settle": "what the door ends with",
    "upstream_workshop/storage/files/disk.py: settle_new": "what the door ends with",
    "upstream_workshop/storage/files/disk.py: sync": "writes nothing",
    "upstream_workshop/whole/clearing.py: _cleared": "copies that are to be forgotten",
    "upstream_workshop/whole/clearing.py: _purged": "the log's own files",
    "upstream_workshop/whole/clearing.py: _removed": "copies that are to be forgotten",
    "upstream_workshop/storage/files/lock_notes.py: forget": "a note of ours, looked at before",
    "upstream_workshop/storage/files/lock_notes.py: note": "into a draft",
    "upstream_workshop/storage/files/temporary_files.py: _removed": "drafts and folders on the list",
    "upstream_workshop/session_file/copies/working_copies.py: _fetch": "our own folder",
    "upstream_workshop/session_file/copies/working_copy_notes.py: forget": "our own folder",
    "upstream_workshop/session_file/copies/working_copies.py: _is_sound": "our own folder",
    "upstream_workshop/session_file/copies/working_copy_notes.py: note": "into a draft",
    "upstream_workshop/session_file/copies/write_back.py: _put": "our own folder",
    "upstream_workshop/session_file/copies/write_back.py: _write": "into a draft",
    "upstream_workshop/session_file/migrating.py: _keep": "os.link replaces nothing",
    "upstream_workshop/session_file/migrating.py: migrate": "the very file that was opened, held meanwhile",
    "upstream_workshop/session_file/opening.py: in_one_piece": "a temporary folder",
    "upstream_workshop/storage/files/running.py: __init__": "our own folder",
    "upstream_workshop/storage/files/running.py: _is_held": "our own folder",
    "upstream_workshop/storage/files/running.py: close": "our own folder",
    "upstream_workshop/whole/sample.py: build": "what it has just made itself",
    "upstream_workshop/whole/sample.py: make_room": "a sample nobody worked in",
    "upstream_workshop/session_file/connections.py: _fill": "a temporary folder",
    "upstream_workshop/session_file/open_file.py: _replace": "the file that is open, emptied or cut short",
    "upstream_workshop/storage/files/database_copies.py: write_copy": "into a draft",
    "upstream_workshop/session_file/open_file.py: close": "an empty journal",
    "upstream_workshop/storage/files/writing.py: _make_empty": "a draft",
    "upstream_workshop/storage/files/writing.py: put": "the door itself",
    "upstream_workshop/storage/files/writing.py: written": "the door itself",
}
_PRIMITIVES = {
    "write_bytes", "write_text", "unlink", "rename", "rmdir", "rmtree", "link", "symlink_to",
    "hardlink_to", "copyfile", "copy", "copy2", "copytree", "move", "settle", "settle_new", "remove",
    "truncate", "touch", "extract", "extractall", "RotatingFileHandler", "QSaveFile", "QPdfWriter",
    "QSvgGenerator",
}  # fmt: skip
OWNERS = ("os", "shutil", "writing", "disk", "archive")
AMBIGUOUS = ("written", "copy", "remove", "move", "link", "put", "settle", "extract")


def test_nothing_writes_past_the_door() -> None:
    found = {where for where, name in _calls() if name in _PRIMITIVES or name == "opened to write"}
    assert found == ELSEWHERE.keys(), found ^ ELSEWHERE.keys()


def _calls() -> Iterator[tuple[str, str]]:
    """Each function of the program, as `file: name`, with the name of each thing it calls."""
    for top in ("ui", "exports", "upstream_workshop", "resources"):
        for path in sorted((ROOT / top).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            for around in (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)):
                for node in ast.walk(around):
                    if isinstance(node, ast.Call) and (name := _called(node)):
                        yield f"{path.relative_to(ROOT).as_posix()}: {around.name}", name


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        name = function.attr
        owner = function.value.id if isinstance(function.value, ast.Name) else ""
        if name == "replace" and owner == "os":
            return "rename"
        if owner == "self" or (name in AMBIGUOUS and owner not in OWNERS):
            return ""  # of a widget, a list, a scene
    else:
        name = function.id if isinstance(function, ast.Name) else ""
        if name not in ("open", "written", "RotatingFileHandler"):
            return ""  # what the rest are called by is a module or a path
    if name == "open" and any(
        _writes(word) for word in (*call.args, *(k.value for k in call.keywords))
    ):
        return "opened to write"
    return name


def _writes(word: ast.expr) -> bool:
    said = isinstance(word, ast.Constant) and isinstance(word.value, str) and word.value
    flags = isinstance(word, ast.BinOp) and "O_CREAT" in ast.dump(word)
    return bool(flags or (said and len(said) < 5 and set(said) & set("wax+")))
