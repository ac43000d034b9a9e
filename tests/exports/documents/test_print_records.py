"""What was written of each output is out of date when it would look different, and not otherwise."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from exports import catalogue
from exports.catalogue import OUTPUTS
from exports.output import USUAL, Output, Shown, for_others
from exports.print_records import (
    PrintRecord,
    as_json,
    changes,
    digest,
    from_json,
    moment_of,
    noted,
)
from upstream_workshop.framework.report import FrameworkReport
from upstream_workshop.people.kinds import Consent
from upstream_workshop.whole.report import Report


def record_of(output: Output, report: Report, shared: Shown | None = None) -> PrintRecord:
    contents = tuple(digest(one.make()) for one in output.documents(report, shared))
    return PrintRecord(moment_of(report), USUAL, contents)


def since(record: PrintRecord, output: Output, report: Report, shared: Shown | None = None) -> str:
    return changes(record, output, report, shared or for_others(report), moment_of(report))


def later(report: Report, **parts: object) -> Report:
    changed = report.with_values(**parts)
    return replace(changed, made_at=report.made_at.replace(hour=23))


@pytest.fixture(scope="module", name="outputs")
def _outputs() -> dict[str, Output]:
    return {output.key: output for output in OUTPUTS}


def test_what_shows_nothing_of_a_change_is_not_out_of_date(report: Report) -> None:
    another = replace(report.people[0], id=990, name="Zora Quill")
    grown = later(report, people=(*report.people, another))
    shared, since_then = for_others(report), for_others(grown)
    records = {output.key: record_of(output, report, shared) for output in OUTPUTS}
    stale = {
        output.key: said
        for output in OUTPUTS
        if (said := since(records[output.key], output, grown, since_then))
    }
    assert stale["attendance"] == stale["packs"] == "1 person joined since"
    assert not stale.keys() & {"agenda", "posters", "charters", "maps-svg"}
    dated = replace(grown, made_at=report.made_at)
    shared = for_others(dated)
    for output in OUTPUTS:  # what is not out of date reads the same, apart from the time
        if output.key not in stale:
            assert record_of(output, dated, shared).contents == records[output.key].contents


def test_a_change_is_told_by_what_the_output_shows(
    report: Report, outputs: dict[str, Output]
) -> None:
    block = replace(report.agenda[0], title="Another title")
    group = replace(report.workgroups[0], question="Why now?")
    changed = later(
        report, agenda=(block, *report.agenda[1:]), workgroups=(group, *report.workgroups[1:])
    )
    for key, words in (
        ("agenda", "the agenda changed"),
        ("charters", "workgroups or charters changed"),
        ("attendance", ""),
    ):
        assert since(record_of(outputs[key], report), outputs[key], changed) == words
    hidden = later(report, people=tuple(_refusing(one) for one in report.people))
    lists = record_of(outputs["workgroups"], report)
    assert since(lists, outputs["workgroups"], hidden) == "details of people changed"


def test_whatever_field_changes_there_are_words_for_every_output(report: Report) -> None:
    before = moment_of(report)
    told = {name for output in OUTPUTS for name in output.told}
    assert told <= before.digests.keys()
    for name in before.digests:
        now = replace(before, digests={**before.digests, name: "another"})
        for output in OUTPUTS:
            record = PrintRecord(before, USUAL, ("of what is never drawn again",))
            said = changes(record, replace(output, files=_no_files), report, lambda: report, now)
            assert said, (output.key, name)


def _no_files(_report: Report, _shared: Shown) -> tuple[()]:
    return ()


def test_a_change_of_the_framework_is_told(report: Report, outputs: dict[str, Output]) -> None:
    frame, *others = report.part(FrameworkReport).frames
    changed = later(report, frames=(replace(frame, title="Another title"), *others))
    for key in ("framework", "statements-csv"):
        said = since(record_of(outputs[key], report), outputs[key], changed)
        assert said == "the framework changed", key


def _refusing(person: object) -> object:
    return replace(person, directory=Consent.NO, attribution=Consent.NO)  # type: ignore[type-var]


def test_records_are_kept_as_plain_values_without_a_word_of_anybody(report: Report) -> None:
    records = {output.key: record_of(output, report) for output in OUTPUTS[:4]}
    kept = json.dumps(as_json(records))
    assert from_json(json.loads(kept)) == records
    assert not [one.name for one in report.people if one.name in kept]


def test_of_single_files_those_printed_are_compared(
    report: Report, outputs: dict[str, Output]
) -> None:
    packs = outputs["packs"]
    whole = record_of(packs, report)
    one = replace(whole, contents=whole.contents[:1], whole=False)
    other = replace(whole, contents=whole.contents[1:2], whole=False)
    assert noted({"packs": whole}, "packs", one)["packs"] is whole
    both = noted({"packs": one}, "packs", other)["packs"]
    assert both.contents == whole.contents[:2]
    without = later(report, people=report.people[1:])
    assert since(other, packs, later(report)) == ""
    assert since(one, packs, without)


def test_the_catalogue_tells_what_it_wrote(
    report: Report, outputs: dict[str, Output], tmp_path: object
) -> None:
    written = catalogue.write_all(report, tmp_path, ("agenda",))  # type: ignore[arg-type]
    assert written.outputs == {"agenda": record_of(outputs["agenda"], report).contents}
