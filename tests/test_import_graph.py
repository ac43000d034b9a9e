"""Folders are small, a module's name says one thing, and nothing is imported by what it imports.

The contracts of `pyproject.toml` forbid circles of packages; here is the same of modules, counted otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Final

import grimp
import networkx as nx
import pytest

from upstream_workshop import rooms

ROOT: Final = Path(__file__).parents[1]
FLOORS: Final = ("upstream_workshop", "exports", "ui", "resources")
MOST: Final = 12  # loose files in a folder
# every room has these, on the floors that need them, and its own name on each floor
OF_EACH_ROOM: Final = frozenset(
    [
        *("kinds", "model", "queries", "records", "report", "room", "rules", "services", "intake"),
        *("page", "slides", "wording", "import_kind", "rooms"),
        *(room.key for room in rooms.every()),
    ]
)


def modules() -> list[Path]:
    """The files of the program, from its root, without those that only name a folder."""
    files = (file for floor in FLOORS for file in (ROOT / floor).rglob("*.py"))
    return [file.relative_to(ROOT) for file in files if file.name != "__init__.py"]


def test_no_module_imports_itself_by_a_detour_not_even_for_typing() -> None:
    graph = grimp.build_graph(*FLOORS, cache_dir=None)
    imports = nx.DiGraph(
        (module, used)
        for module in graph.modules
        for used in graph.find_modules_directly_imported_by(module)
    )
    circles = [sorted(one) for one in nx.strongly_connected_components(imports) if len(one) > 1]
    assert circles == []
    assert len(imports) > 300


def test_no_folder_has_more_than_a_dozen_loose_files() -> None:
    folders: defaultdict[Path, int] = defaultdict(int)
    for file in modules():
        folders[file.parent] += 1
    assert {str(folder): count for folder, count in folders.items() if count > MOST} == {}


def test_no_two_modules_have_one_name_for_different_things() -> None:
    named: defaultdict[str, set[str]] = defaultdict(set)
    for file in modules():
        named[file.stem].add(str(file))
    twice = {name: files for name, files in named.items() if len(files) > 1}
    assert {name: files for name, files in twice.items() if name not in OF_EACH_ROOM} == {
        "__main__": twice["__main__"],
    }


@pytest.mark.parametrize("floor", FLOORS)
def test_every_folder_says_what_is_in_it(floor: str) -> None:
    silent = [
        str(folder)
        for folder in (ROOT / floor).rglob("*")
        if folder.is_dir() and any(folder.glob("*.py"))
        if not (folder / "__init__.py").is_file()
        or not (folder / "__init__.py").read_text("utf-8").startswith('"""')
    ]
    assert silent == []
