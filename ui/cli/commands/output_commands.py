"""Commands that write outputs and archives."""

from __future__ import annotations

import argparse
from pathlib import Path

from exports import operations
from exports.archive.verify import Verdict
from exports.catalogue import OUTPUTS
from exports.editions import passages
from exports.named import named
from exports.output import Choice, for_others
from exports.seal import ARCHIVE
from resources.words import count, joined, say
from ui.cli import terminal
from ui.cli.answer import Answer
from ui.cli.sessions import opened_session
from upstream_workshop.privacy import Edition
from upstream_workshop.storage.files import writing
from upstream_workshop.storage.files.writing import Replace


def export(asked: argparse.Namespace) -> Answer:
    """Write outputs into a folder."""
    over = allowed_over(asked, Replace.OWN)
    with opened_session(asked) as opened:
        choice = Choice(asked.paper, asked.sheets, asked.pixels, asked.boxes, labels=asked.labels)
        write = operations.write(opened, asked.folder, tuple(asked.only), over, choice)
    report, written = write(terminal.progress)
    shared = for_others(report)
    found = {
        output.key: named((output,), report, shared)
        for output in OUTPUTS
        if output.key in written.outputs
    }
    blank = [key for key in asked.only if not (written.failures or key in written.outputs)]
    values = {
        "files": [str(path) for path in written.files],
        "failed": [{"file": name, "why": why} for name, why in written.failures],
        "blank": blank,
        "names": {key: who.as_json() for key, who in found.items()},
    }
    words = count(
        len(written.files),
        "Wrote {n} file into {folder}.",
        "Wrote {n} files into {folder}.",
        folder=asked.folder,
    )
    lines = (
        say("  {output}: {sentence}.", output=one.key, sentence=found[one.key].sentence)
        for one in OUTPUTS
        if one.key in found and one.names
    )
    nothing = (say("  {output}: there is nothing for it yet.", output=key) for key in blank)
    return Answer(values, (words, *lines, *nothing), written.complaint)


def archive(asked: argparse.Namespace) -> Answer:
    """Seal an archive; passages that may still name a person are cut unless --keep-passages is given."""
    over = allowed_over(asked, Replace.NOTHING)
    writing.refuse(asked.out, ARCHIVE, over)
    edition = Edition(asked.edition)
    found: tuple[passages.Passage, ...] = ()
    with opened_session(asked) as opened:
        told, who = operations.count_named(opened, edition)
        if edition != Edition.FULL:
            looked = operations.search_names(opened, edition)(lambda: None)
            found = looked.passages
            decided = {} if asked.keep_passages else dict.fromkeys(found, passages.CUT)
            told = passages.settled(looked.report, decided)
        seal = operations.seal(opened, asked.out, edition, told, asked.keep_until, over)
        verdict = seal(terminal.progress)
    done = "kept" if asked.keep_passages else "cut"
    values = {
        "archive": str(asked.out),
        "edition": asked.edition,
        "names": who.as_json(),
        "conditional": who.conditional,
        "passages": [
            {
                "where": say(one.where),
                "text": one.words,
                "why": say(one.why),
                "done": done,
                "in": one.text,
            }
            for one in found
        ],
    }
    sealed = say("Sealed {path} ({edition}).", path=asked.out, edition=asked.edition)
    named_ = say("{sentence}.", sentence=who.sentence)
    lines = (sealed, named_, *_passage_lines(len(found), asked.keep_passages))
    return Answer(values, lines, unsound(asked.out, verdict))


def _passage_lines(number: int, kept: bool) -> tuple[str, ...]:
    if not number:
        return ()
    if kept:
        return (
            count(
                number,
                "{n} passage that may still name somebody was kept; read it before you pass it on.",
                "{n} passages that may still name somebody were kept; read it before you pass it on.",
            ),
        )
    return (
        count(
            number,
            "{n} passage that may still name somebody was cut; to decide on each, seal in the window.",
            "{n} passages that may still name somebody were cut; to decide on each, seal in the window.",
        ),
    )


def allowed_over(asked: argparse.Namespace, usual: Replace) -> Replace:
    """Return which files may be replaced: with --force all of the same kind."""
    return Replace.SAME_KIND if asked.force else usual


def unsound(path: Path, verdict: Verdict) -> str:
    """Return a sentence about what is wrong with a file; empty if nothing is."""
    if verdict.sound:
        return ""
    problems = joined(verdict.problems, "{first}; {then}")
    return say("{path} is not sound: {problems}", path=path, problems=problems)
