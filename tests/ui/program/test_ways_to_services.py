"""Whatever can be done to a session can be done from the window: no service is without a way to it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.core import furnished

UI: Final = Path(__file__).parents[3] / "ui"
CORE: Final = UI.parent / "upstream_workshop"
APART: Final = ("cli", "tools")  # the command line, and what draws pictures of the window
OTHERWISE: Final = {  # service: what the window has instead
    "evidence.add_finding": "note_findings takes any number, as they were typed",
    "evidence.add_source": "import_sources takes any number, from files",
    "evidence.take_codes": "import_codebook and import_sources take the codes of a file",
    "evidence.keep_places": "amend_source and erasing keep the places of quotes by it",
    "evidence.place_quote": "note_quote makes a finding with its place",
    "framework.add_response": "note_responses takes any number, as they were typed",
    "framework.add_statement": "note_statements takes any number, as they were typed",
    "maps.remove_factor": "remove_parts takes any number of factors and links out",
    "maps.remove_link": "remove_parts takes any number of factors and links out",
    "people.add_organisation": "a person's form makes the organisation it names",
    "people.withdraw": "an import proposes who has cancelled, see people/room.py",
    "themes.add_cards": "add_ideas takes cards that say the same as others, too",
    "themes.describe_theme": "nothing yet: no page shows what a theme is about",
    "themes.put_card": "put_cards takes any number",
    "themes.remove_card": "remove_cards takes any number",
    "voting.make_ballot": "draft_ballot takes options that are themes and others",
    "workgroups.amend_charter": "write_charter takes a whole form",
    "workgroups.seat_small_group_round": "repair_small_group_rounds seats those of every round to come",
    "workgroups.set_rules": "switch_rules sets them together with the rules that name people",
}


def without_a_way(named: set[str], services: dict[str, furnished.Service]) -> list[str]:
    """The services that no code of the window names, as `module.service`, and no other service stands for."""
    return sorted(
        name
        for name, service in services.items()
        if f"{service.__module__}.{service.__name__}" not in named and name not in OTHERWISE
    )


def names_in(code: str) -> Iterator[str]:
    """Every name that a module uses of the modules it imports, whole."""
    tree = ast.parse(code)
    imported: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            imported |= {
                each.asname or each.name: f"{node.module}.{each.name}" for each in node.names
            }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in imported:
            yield imported[node.id]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{imported.get(node.value.id, node.value.id)}.{node.attr}"


def named_in_window() -> set[str]:
    files = [file for file in UI.rglob("*.py") if file.relative_to(UI).parts[0] not in APART]
    files += CORE.glob("*/room.py")  # where it says which files a room takes in, and how
    return {name for file in files for name in names_in(file.read_text("utf-8"))}


def test_no_service_is_without_a_way_from_the_window() -> None:
    assert without_a_way(named_in_window(), furnished.services()) == []


def test_an_exception_is_one_that_is_needed() -> None:
    named = named_in_window()
    services = furnished.services()
    assert OTHERWISE.keys() <= services.keys()
    for name in OTHERWISE:
        service = services[name]
        assert f"{service.__module__}.{service.__name__}" not in named, name


def test_a_service_without_a_way_is_found() -> None:
    services = furnished.services()
    assert len(services) > 70
    code = "from upstream_workshop.agenda import services as day\nrun(day.amend_residential)"
    assert "agenda.amend_residential" not in without_a_way(set(names_in(code)), services)
    assert "agenda.amend_residential" in without_a_way(set(names_in("day = 1")), services)
