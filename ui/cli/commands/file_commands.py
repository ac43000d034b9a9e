"""Commands on whole files: new, verify, repair, and the sample from end to end."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from exports import operations
from exports.archive.verify import verify as proven
from resources.words import count, say
from ui.cli import terminal
from ui.cli.answer import Answer
from ui.cli.commands.output_commands import allowed_over, unsound
from ui.cli.sessions import ledger_of
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.application.session import OpenSession
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.copies import repairing
from upstream_workshop.storage.files.writing import Replace
from upstream_workshop.whole import founding, sample


def new(asked: argparse.Namespace) -> Answer:
    """Create a session file with the agenda of a template."""
    template = load_template(asked.template, ledger_of(asked).templates)
    path = asked.file
    title = path.stem if asked.title is None else asked.title
    founding.found(path, title, asked.starts, template, asked.venue)
    return Answer({"file": str(path)}, (say("Made {path}.", path=path),))


def verify(asked: argparse.Namespace) -> Answer:
    """Verify a file."""
    verdict = proven(asked.file)
    values = {"sound": verdict.sound, "problems": list(verdict.problems)}
    path = asked.file
    words = say("{path} is sound.", path=path)
    if not verdict.sound:
        words = say("{path} is not sound.", path=path)
    return Answer(values, (words,), unsound(path, verdict))


def repair(asked: argparse.Namespace) -> Answer:
    """Write a repaired copy and list the repairs."""
    done = repairing.repair(asked.file, asked.copy)
    values = {"copy": str(asked.copy) if done else None, "repairs": list(done)}
    if not done:
        none = say("{path} needs no repair: nothing was written.", path=asked.file)
        return Answer(values, (none,))
    return Answer(values, (say("{path} was written:", path=asked.copy), *done))


def demo(asked: argparse.Namespace) -> Answer:
    """Build the sample residential, write its outputs and seal its archive."""
    folder: Path = asked.folder
    over = allowed_over(asked, Replace.OWN)
    _make_folder(folder)
    path = sample.make_room(folder / "sample.upstream")
    sealed = folder / "sample-archive.zip"
    sample.build(path).close()
    with closing(OpenSession.open(path, ledger_of(asked))) as opened:
        write = operations.write(opened, folder / "papers", (), over)
        _report, written = write(terminal.progress)
        verdict = operations.seal(opened, sealed, over=over)(terminal.progress)
    values = {
        "session": str(path),
        "files": [str(file) for file in written.files],
        "archive": str(sealed),
        "sound": verdict.sound,
    }
    papers = count(
        len(written.files),
        "{folder} ({n} paper)",
        "{folder} ({n} papers)",
        folder=folder / "papers",
    )
    lines = (str(path), papers, str(sealed))
    return Answer(values, lines, written.complaint or unsound(sealed, verdict))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        refusal = say("{folder} cannot be made: {error}.", folder=folder, error=error.strerror)
        raise WorkshopError(refusal) from error
