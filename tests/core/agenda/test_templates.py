"""Templates as text and as files: read as they were written, and each bad one refused in one sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from upstream_workshop.agenda import queries, services
from upstream_workshop.agenda.importing import services as importing
from upstream_workshop.agenda.importing.questions import ADD, PLAN, REPLACE, ask
from upstream_workshop.agenda.kinds import PAGES, Attribution, Category
from upstream_workshop.agenda.own_templates import (
    delete_template,
    rename_template,
    save_template,
)
from upstream_workshop.agenda.planning.template_blocks import Template, TemplateBlock, blocks_like
from upstream_workshop.agenda.planning.template_files import read_template, write_template
from upstream_workshop.agenda.templates import (
    is_untouched,
    load_template,
    own_names,
    template_names,
)
from upstream_workshop.errors import OccupiedError, WorkshopError
from upstream_workshop.readers.agendas.plans import PlanEntry, PlanReading
from upstream_workshop.session_file.workshop import Workshop

BLOCK = '[[block]]\nday = 1\nminutes = 30\ntitle = "One"\n'
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
TITLES = TEXT.filter(lambda text: text.strip())


@st.composite
def blocks(draw: st.DrawFn) -> TemplateBlock:
    minutes = draw(st.integers(0, 300))
    return TemplateBlock(
        day=draw(st.integers(1, 31)),
        minutes=minutes,
        title=draw(TITLES),
        track=draw(TEXT),
        minimum=draw(st.none() | st.integers(0, minutes)),
        optional=draw(st.booleans()),
        buffer=draw(st.booleans()),
        protected=draw(st.booleans()),
        purpose=draw(TEXT),
        lead=draw(TEXT),
        materials=draw(TEXT),
        category=draw(st.sampled_from(Category)),
        room=draw(st.sampled_from(PAGES)),
        place=draw(TEXT),
        notes=draw(TEXT),
        attribution=draw(st.sampled_from(Attribution)),
    )


@settings(max_examples=80)
@given(st.lists(blocks(), min_size=1, max_size=5), TEXT)
def test_what_is_written_is_read_again(listed: list[TemplateBlock], summary: str) -> None:
    made = Template("mine", "Mine", summary, tuple(listed))
    assert read_template("mine.toml", "mine", write_template(made)) == made


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title = ", "it is no template that can be read"),
        ("[" * 5000, "it is no template that can be read"),
        ('summary = "x"\n' + BLOCK, "it has no title"),
        ('title = "x"\n', "it has no blocks"),
        ('title = "x"\nblock = 3\n', "it has no blocks"),
        ('title = "x"\nextends = "other"\n' + BLOCK, "unknown entry: extends"),
        (
            'title = "x"\n' + BLOCK + 'after = "One"\n',
            "block 1 “One”: it has an unknown entry: after",
        ),
        ('title = "x"\n' + BLOCK.replace("30", "-5"), "block 1 “One”: minutes = -5 is none"),
        ('title = "x"\n' + BLOCK.replace("30", "true"), "minutes = True is none"),
        ('title = "x"\n' + BLOCK.replace("30", '"30"'), "minutes = 30 is none"),
        ('title = "x"\n' + BLOCK.replace("day = 1", "day = 0"), "day = 0 is none"),
        ('title = "x"\n' + BLOCK.replace("day = 1\n", ""), "it does not say its day"),
        ('title = "x"\n' + BLOCK + "minimum = 31\n", "cannot need at least 31"),
        ('title = "x"\n' + BLOCK + 'at = "25:00"\n', "“25:00” is no time of day"),
        ('title = "x"\n' + BLOCK + 'category = "mauve"\n', "category = “mauve” is none of plain"),
        ('title = "x"\n' + BLOCK + 'room = "attic"\n', "room = “attic” is none of run"),
        ('title = "x"\n' + BLOCK + "optional = 1\n", "optional is neither true nor false"),
        ('title = "x"\n' + BLOCK + "lead = 1\n", "lead is no text"),
        ('title = "x"\n' + BLOCK + f'lead = "{"x" * 2001}"\n', "2,001 letters stand under lead"),
        (
            'title = "x"\n' + BLOCK + 'at = "10:00"\n' + BLOCK + 'at = "08:00"\n',
            "cannot be fixed at 08:00: “One” comes before it and needs until 10:30",
        ),
        ('title = "x"\n' + BLOCK * 1001, "1,001 blocks"),
    ],
)
def test_a_bad_template_is_refused_in_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "bad.toml").write_text(text, "utf-8")
    with pytest.raises(WorkshopError) as refused:
        load_template("bad", tmp_path)
    said = str(refused.value)
    assert words in said
    assert said.startswith("bad.toml")
    assert "\n" not in said.strip()
    assert said.endswith(".")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * 2_000_001])
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.toml").write_bytes(content)
    with pytest.raises(WorkshopError, match=r"^bad\.toml"):
        load_template("bad", tmp_path)


def test_a_plan_is_saved_found_renamed_and_deleted(workshop: Workshop, tmp_path: Path) -> None:
    with workshop.change("Plan") as session:
        services.lay_out(session, load_template("one-day"))
        services.add_block(session, 1, "Sŵn y môr", 10, "Gardd", notes='"Un"\n\tdau')
        plan = queries.agenda(session)
    made = save_template(tmp_path, "Fy nghynllun: ŵyn/1", "Un diwrnod", plan)
    assert made.name == "Fy nghynllun ŵyn 1.toml"
    assert template_names(tmp_path)[-1] == made.stem
    assert load_template(made.stem, tmp_path).blocks == blocks_like(plan)
    with pytest.raises(OccupiedError):
        save_template(tmp_path, "fy NGHYNLLUN ŵyn 1", "", plan)
    save_template(tmp_path, "Fy nghynllun: ŵyn/1", "Eto", plan[:3], over=True)
    assert load_template(made.stem, tmp_path).summary == "Eto"
    save_template(tmp_path, "Other", "", plan)
    with pytest.raises(OccupiedError):
        rename_template(tmp_path, "Other", made.stem)
    assert rename_template(tmp_path, "Other", "Third").stem == "Third"
    assert own_names(tmp_path) == [made.stem, "Third"]
    assert load_template("Third", tmp_path).title == "Third"
    delete_template(tmp_path, "Third")
    assert own_names(tmp_path) == [made.stem]
    with pytest.raises(WorkshopError, match="choose another name"):
        save_template(tmp_path, "Two-Day", "", plan)
    with pytest.raises(WorkshopError, match="title is missing"):
        save_template(tmp_path, " ... ", "", plan)


@pytest.mark.parametrize(
    "title",
    [
        "🐟" * 80,
        "𐌰" * 80,
        "con",
        "Ŵ" * 300,
        "a/b\\c:d*e?",
        ".hidden",
        "-rf",
        "tri " * 60,
        "e\u0301" * 90,
    ],
)
def test_any_title_makes_a_file_that_every_system_takes(
    workshop: Workshop, tmp_path: Path, title: str
) -> None:
    with workshop.change("Plan") as session:
        services.lay_out(session, load_template("half-day"))
        plan = queries.agenda(session)
    if not any(letter.isalnum() for letter in title):
        with pytest.raises(WorkshopError, match="title is missing"):
            save_template(tmp_path, title, "", plan)
        return
    made = save_template(tmp_path, title, "", plan)
    assert len(made.name.encode()) <= 200
    assert made.stem.casefold() != "con"
    assert load_template(made.stem, tmp_path).title == " ".join(title.split())


def test_a_file_that_is_no_template_is_never_replaced(workshop: Workshop, tmp_path: Path) -> None:
    (tmp_path / "Mine.toml").write_text("[tool]\nx = 1\n")
    with workshop.change("Plan") as session:
        services.lay_out(session, load_template("one-day"))
        plan = queries.agenda(session)
    with pytest.raises(WorkshopError, match="is not a template of a plan"):
        save_template(tmp_path, "Mine", "", plan, over=True)


@pytest.mark.parametrize("name", template_names())
def test_a_plan_that_nobody_changed_is_offered_to_be_replaced(
    workshop: Workshop, name: str
) -> None:
    def answer(session: Session) -> str:
        (asked,) = (one for one in ask(session, reading) if one.key == PLAN)
        return asked.default

    entry = PlanEntry(2, 1, "Only this", 30, 9 * 60)
    reading = PlanReading((entry,), (), ())
    with workshop.change("Plan") as session:
        services.found_residential(session, "Upstream", date(2026, 12, 1))
        services.lay_out(session, load_template(name))
        assert is_untouched(queries.agenda(session))
        assert answer(session) == REPLACE
        services.amend_block(session, queries.agenda(session)[1].id, lead="Siân")
        assert answer(session) == ADD
        services.lay_out(session, load_template(name))
        outcome = importing.import_agenda(session, reading, {})
        assert (outcome.added, outcome.refused) == (1, ())
        assert [block.title for block in queries.agenda(session)] == ["Only this"]
