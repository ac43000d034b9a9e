"""What each row of the command line does: open, do or ask through the core, answer in words and JSON."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from exports import operations
from exports.archive.verify import Verdict
from exports.archive.verify import verify as proven
from exports.catalogue import OUTPUTS
from exports.editions import passages
from exports.named import named
from exports.output import for_others
from exports.seal import ARCHIVE
from resources.words import count, joined, noop, say
from ui.cli import import_answers, terminal
from ui.kit import folders
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.application.actions import Action
from upstream_workshop.application.session import OpenSession
from upstream_workshop.errors import UnsavedError, WorkshopError
from upstream_workshop.maps import queries as maps
from upstream_workshop.maps import rules as map_rules
from upstream_workshop.people import queries as people
from upstream_workshop.privacy import Edition
from upstream_workshop.readers.file_kinds import source_of
from upstream_workshop.readers.reading import ImportOutcome, sheet_and_line
from upstream_workshop.readers.sandboxed_reader import read_sandboxed
from upstream_workshop.session_file import backups, repairing
from upstream_workshop.storage.files import writing
from upstream_workshop.storage.files.ledger import Ledger
from upstream_workshop.storage.files.ledger import kept as ledger_kept
from upstream_workshop.storage.files.writing import Replace
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting.kinds import CountingRule
from upstream_workshop.whole import erasing, forgetting, founding, sample
from upstream_workshop.whole.clearing import Cleared, Remains
from upstream_workshop.whole.rehearsals import Request
from upstream_workshop.workgroups import services as group_services
from upstream_workshop.workgroups import situation
from upstream_workshop.workgroups.kinds import PlacementStatus
from upstream_workshop.workgroups.placement.solving import best_placement
from upstream_workshop.workgroups.rules import named_groups

Row = TypeVar("Row")
HOME = folders.data_folder()
_NO_BALLOT = noop("There is no ballot called {name}; there is: {known}.")
_NO_MAP = noop("There is no map called {name}; there is: {known}.")
_NO_PERSON = noop("There is no person called {name}; there is: {known}.")
_STATUS = {
    PlacementStatus.OPTIMAL: noop("optimal"),
    PlacementStatus.INFEASIBLE: noop("infeasible"),
    PlacementStatus.TIME_LIMIT: noop("time-limit"),
}


@dataclass(frozen=True)
class Answer:
    """What a command has to say: to a program, to a person, and its complaint when something is wrong."""

    values: Mapping[str, object]
    lines: tuple[str, ...]
    complaint: str = ""


def new(asked: argparse.Namespace) -> Answer:
    """Make a session file with an agenda laid out from a template."""
    template = load_template(asked.template)
    path = asked.file
    founding.found(path, asked.title or path.stem, asked.starts, template, asked.venue)
    return Answer({"file": str(path)}, (say("Made {path}.", path=path),))


def take_in(asked: argparse.Namespace) -> Answer:
    """Import a file, or with --dry-run say what that would do; with --strict only if nothing is open."""
    answers = import_answers.read_answers(asked.answers)
    name = asked.into or asked.source.stem
    with _opened(asked) as opened:
        source = read_sandboxed(source_of(asked.kind), asked.source)
        with closing(opened.rehearsal()) as rehearsal:
            tried = rehearsal.preview(Request(asked.kind, name, source, None, answers))
        import_answers.refuse_unfit(asked.answers, tried.questions, answers)
        open_ = import_answers.open_questions(tried.questions, answers, bool(asked.into))
        if tried.outcome is None:
            raise WorkshopError(tried.refusal)
        if asked.dry_run:
            opened.rehearse(lambda _session: None)  # refused where nothing can be written
        outcome, held = tried.outcome, asked.strict and bool(open_)
        if not asked.dry_run and not held:
            outcome = opened.take_in(asked.kind, name, tried.reading, answers=answers)
    values = outcome.summary() | {"questions": import_answers.as_values(open_)}
    lines = (*_import_lines(outcome, asked.dry_run or held), *import_answers.as_lines(open_))
    left = count(
        len(open_),
        "{n} question about {name} to be answered first: nothing was imported.",
        "{n} questions about {name} to be answered first: nothing was imported.",
        name=asked.source.name,
    )
    return Answer(values, lines, left if held else "")


def tally(asked: argparse.Namespace) -> Answer:
    """Count a ballot under one rule."""
    with _opened(asked) as opened:
        ballot = _named(asked.ballot, opened.ask(voting.ballots), lambda row: row.name, _NO_BALLOT)
        result = opened.ask(
            voting.tally, ballot.id, rule=CountingRule(asked.rule), seats=asked.seats
        )
    wording = _distinct({option.number: option.wording for option in ballot.options})
    winners = [wording[number] for number in result.winners]
    values = {
        "ballot": ballot.name,
        "rule": result.rule,
        "winners": winners,
        "scores": {wording[number]: _plain(score) for number, score in result.scores},
        "ties": [[wording[number] for number in tie] for tie in result.ties],
        "left_out": result.left_out,
    }
    lines = [f"{_plain(score):>6}  {wording[number]}" for number, score in result.scores]
    lines.append(say("Winners by {rule}: {names}.", rule=asked.rule, names="; ".join(winners)))
    lines.append(say("Left out: {n}.", n=result.left_out))
    return Answer(values, tuple(lines))


def workgroups(asked: argparse.Namespace) -> Answer:
    """Find the proven best placement, and with --save form the groups."""
    with _opened(asked) as opened:
        problem = opened.ask(
            situation.placing_problem,
            minimum=asked.minimum,
            maximum=asked.maximum,
            per_organisation=asked.max_per_organisation,
            together=[_pair(text) for text in asked.together],
            apart=[_pair(text) for text in asked.apart],
        )
        placement = best_placement(problem)
        formed = named_groups(problem, placement)
        if asked.save and placement.seats:
            opened.do(
                Action(say("Form workgroups")), group_services.save_placement, placement.seats
            )
    values = {
        "status": placement.status,
        "groups": [{"theme": theme, "members": list(members)} for theme, members in formed],
        "objective": list(placement.objective),
        "conflict": list(placement.conflict),
    }
    lines = [f"{theme} ({len(members)}): " + ", ".join(members) for theme, members in formed]
    lines += [say("These rules cannot all hold: {rule}", rule=rule) for rule in placement.conflict]
    lines.append(say("Status: {status}.", status=say(_STATUS[placement.status])))
    return Answer(values, tuple(lines))


def loops(asked: argparse.Namespace) -> Answer:
    """List the feedback loops of one map."""
    with _opened(asked) as opened:
        chosen = _named(asked.map_name, opened.ask(maps.maps), lambda row: row.title, _NO_MAP)
    found = map_rules.loops(chosen.factors, chosen.links)
    label = {factor.id: factor.label for factor in chosen.factors}
    rows = [
        {"factors": [label[factor] for factor in loop.factor_ids], "kind": loop.kind}
        for loop in found.loops
    ]
    lines = [f"{row['kind']}  " + " → ".join(row["factors"]) for row in rows]
    lines.append(say("All of them.") if found.complete else say("There are more than these."))
    return Answer({"loops": rows, "complete": found.complete}, tuple(lines))


def export(asked: argparse.Namespace) -> Answer:
    """Write the catalogue's outputs into a folder."""
    over = _over(asked, Replace.OWN)
    with _opened(asked) as opened:
        write = operations.write(opened, asked.folder, tuple(asked.only), over)
    report, written = write(terminal.progress)
    shared = for_others(report)
    found = {
        output.key: named((output,), report, shared)
        for output in OUTPUTS
        if output.key in written.outputs
    }
    values = {
        "files": [str(path) for path in written.files],
        "failed": [{"file": name, "why": why} for name, why in written.failures],
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
    return Answer(values, (words, *lines), written.complaint)


def archive(asked: argparse.Namespace) -> Answer:
    """Seal an archive; what may still name somebody it should not is cut unless it is to be kept."""
    over = _over(asked, Replace.NOTHING)
    writing.refuse(asked.out, ARCHIVE, over)
    edition = Edition(asked.edition)
    found: tuple[passages.Passage, ...] = ()
    with _opened(asked) as opened:
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
    return Answer(values, lines, _unsound(asked.out, verdict))


def erase(asked: argparse.Namespace) -> Answer:
    """Erase a person for good, or with --dry-run say what would go and what would stay."""
    cleared, remains = Cleared(0, ()), tuple[Remains, ...]()
    with _adding_remains(lambda: cleared.remains), _opened(asked) as opened:
        person = _only(asked.person, opened.ask(people.roster))
        planned = opened.preview_erasing(person.id)
        places = _places(planned, asked.words)
        if not asked.dry_run:
            erased = opened.erase(person.id, places)
            cleared = opened.clear_copies(erased)
    if not asked.dry_run:
        remains = forgetting.brought_back(opened.ledger, erased.intent, cleared)
        if cleared.unkept and not remains:
            terminal.print_error(say("No backup could be made: {why}", why=cleared.unkept))
    passages = [
        {"where": one.what, "text": one.text, "erased": one.place in places}
        for one in planned.passages
    ]
    values = {
        "person": planned.name,
        "erased": not asked.dry_run,
        "goes": list(planned.goes),
        "stays": list(planned.stays),
        "passages": passages,
        "elsewhere": list(planned.elsewhere),
        "copies": cleared.removed,
        "copies_also_of": list(cleared.others),
        "remains": [one.where for one in remains],
    }
    words = _erasing_lines(planned, passages, cleared, asked.dry_run)
    return Answer(values, words, forgetting.sentence(remains))


def verify(asked: argparse.Namespace) -> Answer:
    """Prove a file whole, or name what is wrong with it."""
    verdict = proven(asked.file)
    values = {"sound": verdict.sound, "problems": list(verdict.problems)}
    path = asked.file
    words = say("{path} is sound.", path=path)
    if not verdict.sound:
        words = say("{path} is not sound.", path=path)
    return Answer(values, (words,), _unsound(path, verdict))


def repair(asked: argparse.Namespace) -> Answer:
    """Write a repaired copy; every repair in a line of its own."""
    done = repairing.repair(asked.file, asked.copy)
    values = {"copy": str(asked.copy) if done else None, "repairs": list(done)}
    if not done:
        none = say("{path} needs no repair: nothing was written.", path=asked.file)
        return Answer(values, (none,))
    return Answer(values, (say("{path} was written:", path=asked.copy), *done))


def demo(asked: argparse.Namespace) -> Answer:
    """Run the sample residential end to end."""
    folder: Path = asked.folder
    over = _over(asked, Replace.OWN)
    _make_folder(folder)
    path = sample.make_room(folder / "sample.upstream")
    sealed = folder / "sample-archive.zip"
    sample.build(path).close()
    with closing(OpenSession.open(path, _ledger(asked))) as opened:
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
    return Answer(values, lines, written.complaint or _unsound(sealed, verdict))


@contextmanager
def _opened(asked: argparse.Namespace) -> Iterator[OpenSession]:
    """The session, by way of a copy on this computer where the file must not be edited in place."""
    opened = OpenSession.open(asked.file, _ledger(asked))
    opened.back_up = partial(_back_up, opened)
    if said := forgetting.sentence(opened.remains):
        terminal.print_error(said)
    back = None
    try:
        try:
            yield opened
        except UnsavedError:
            _refuse_unsaved(opened)
            raise
        _refuse_unsaved(opened)
    finally:
        back = opened.close()
    if back is not None and back.path != asked.file:
        raise WorkshopError(back.message)
    if back is not None and back.message:
        terminal.print_error(back.message)


@contextmanager
def _adding_remains(remains: Callable[[], tuple[Remains, ...]]) -> Iterator[None]:
    """Say also what remains of an erasing where the file cannot be closed well. Raises WorkshopError."""
    try:
        yield
    except WorkshopError as refusal:
        said = joined((str(refusal), forgetting.sentence(remains())), "{first} {then}")
        raise WorkshopError(said) from refusal


def _ledger(asked: argparse.Namespace) -> Ledger:
    return ledger_kept() or Ledger(asked.home)


def _refuse_unsaved(opened: OpenSession) -> None:
    """Say of a file that vanished or was spoilt meanwhile where the work is. Raises WorkshopError."""
    absence = opened.workshop.absence
    if absence is None:
        return
    opened.backups.again()
    made = not opened.backups.keep("the file went missing")
    kept = next(iter(backups.listed(opened.backups.folder)), None) if made else None
    raise WorkshopError(_unsaved_message(absence.what, kept))


def _unsaved_message(what: str, kept: backups.Backup | None) -> str:
    if kept is None:
        return say("{what}, so nothing was saved there: nothing of it was kept.", what=what)
    if names := ", ".join(backups.open_votes(kept)):
        return say(
            "{what}, so nothing was saved there: all of it is in the backup {path}, but for the slips "
            "of the secret vote {names}, which are keyed again.",
            what=what,
            path=kept.path,
            names=names,
        )
    return say(
        "{what}, so nothing was saved there: all of it is in the backup {path}.",
        what=what,
        path=kept.path,
    )


def _unsound(path: Path, verdict: Verdict) -> str:
    """What is wrong with a file, or a blank."""
    if verdict.sound:
        return ""
    problems = joined(verdict.problems, "{first}; {then}")
    return say("{path} is not sound: {problems}", path=path, problems=problems)


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


def _erasing_lines(
    planned: erasing.Erasure,
    passages: Iterable[Mapping[str, object]],
    cleared: Cleared,
    rehearsed: bool,
) -> tuple[str, ...]:
    goes = joined(planned.goes, "{first}; {then}")
    lines = [say("Would go: {what}.", what=goes) if rehearsed else say("Gone: {what}.", what=goes)]
    lines += [say("Stays without a name: {words}.", words=words) for words in planned.stays]
    lines += [_passage_line(one) for one in passages]
    if cleared.removed:
        lines.append(
            count(
                cleared.removed,
                "Removed: {n} backup or older copy.",
                "Removed: {n} backups and older copies.",
            )
        )
    if cleared.others:
        names = ", ".join(cleared.others)
        lines.append(say("Among them all made under other names: {names}.", names=names))
    elsewhere = joined(planned.elsewhere, "{first}; {then}")
    return (*lines, say("Out of reach: {where}.", where=elsewhere))


def _passage_line(one: Mapping[str, object]) -> str:
    where, text = one["where"], one["text"]
    if one["erased"]:
        return say("Name taken out of: {where}, “{text}”", where=where, text=text)
    return say("Left as it is: {where}, “{text}”", where=where, text=text)


def _back_up(opened: OpenSession, why: str) -> None:
    """Keep the session as it is now, for no Undo reaches behind the command's end.

    A disk without room for it only makes it be said.
    """
    if trouble := opened.backups.keep(why):
        terminal.print_error(say("No backup could be made: {why}", why=trouble))


def _import_lines(outcome: ImportOutcome, rehearsed: bool) -> tuple[str, ...]:
    numbers = {
        "added": outcome.added,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "refused": len(outcome.refused),
    }
    done = say(
        "{added} added, {updated} updated, {unchanged} unchanged, {refused} refused.", **numbers
    )
    if rehearsed:
        done = say(
            "Would be: {added} added, {updated} updated, {unchanged} unchanged, {refused} refused.",
            **numbers,
        )
    lines = [done, *(_refused(one.line, one.why) for one in outcome.refused)]
    if outcome.unmapped:
        lines.append(say("Columns not used: {columns}.", columns=", ".join(outcome.unmapped)))
    return tuple(lines)


def _refused(line: int, why: str) -> str:
    sheet, own = sheet_and_line(line)
    if sheet:
        return say("Sheet {sheet}, line {line}: {why}", sheet=sheet, line=own, why=why)
    return say("Line {line}: {why}", line=own, why=why)


def _named(name: str, rows: Iterable[Row], title: Callable[[Row], str], refusal: str) -> Row:
    """The row of that name, forgiving case and space at the ends."""
    found = {title(row).strip().casefold(): row for row in rows}
    try:
        return found[name.strip().casefold()]
    except KeyError:
        known = ", ".join(title(row) for row in found.values()) or say("none yet")
        raise WorkshopError(say(refusal, name=name, known=known)) from None


def _distinct(wordings: dict[int, str]) -> dict[int, str]:
    """The wordings, with the option's number behind those that two options share."""
    often = Counter(wordings.values())
    return {
        number: f"{wording} ({number})" if often[wording] > 1 else wording
        for number, wording in wordings.items()
    }


def _only(name: str, rows: Sequence[people.ParticipantRow]) -> people.ParticipantRow:
    """The one person of that name."""
    found = _named(name, rows, lambda row: row.name, _NO_PERSON)
    alike = [row for row in rows if row.name.strip().casefold() == found.name.strip().casefold()]
    if len(alike) > 1:
        raise WorkshopError(
            say(
                "There are {n} people called {name}: erase the one you mean in the app.",
                n=len(alike),
                name=found.name,
            )
        )
    return found


def _places(planned: erasing.Erasure, words: str) -> frozenset[erasing.Place]:
    every = frozenset(passage.place for passage in planned.passages)
    return {"sure": planned.sure, "all": every, "none": frozenset[erasing.Place]()}[words]


def _pair(text: str) -> tuple[str, str]:
    first, semicolon, second = (part.strip() for part in text.partition(";"))
    if not (first and semicolon and second):
        raise WorkshopError(
            say('“{text}” is not two names: write them as "First name;Second name".', text=text)
        )
    return first, second


def _plain(score: float) -> int | float:
    return int(score) if score == int(score) else round(float(score), 6)


def _over(asked: argparse.Namespace, usual: Replace) -> Replace:
    """What may be replaced: with --force whatever is of the same kind."""
    return Replace.SAME_KIND if asked.force else usual


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        refusal = say("{folder} cannot be made: {error}.", folder=folder, error=error.strerror)
        raise WorkshopError(refusal) from error
