"""The tests nearest to each module that `make mutants` puts faults into; as a pytest plugin, no others.

Whatever is printed goes through most of the core, so that all tests would take minutes over each mutant
that most of them cannot notice.
"""

from __future__ import annotations

import os
from fnmatch import fnmatch
from pathlib import Path

import pytest

VARIABLE = "NEAREST_TESTS"

NEAREST = {
    "exports/editions/*": (
        "tests/exports/editions/test_clues.py",
        "tests/exports/editions/test_disclosing.py",
        "tests/exports/editions/test_editions.py",
        "tests/exports/editions/test_made_up_room.py",
        "tests/exports/editions/test_told.py",
    ),
    "exports/named.py": ("tests/exports/naming/test_named.py",),
    "upstream_workshop/naming.py": ("tests/core/test_naming.py",),
    "upstream_workshop/agenda/*": tuple(
        f"tests/core/agenda/test_{name}.py"
        for name in (
            "cascades",
            "concessions",
            "day_clock",
            "day_meant",
            "deadlines",
            "instants",
            "locks",
            "catch_ups",
            "rules",
            "tracks",
            "waiting_tracks",
        )
    ),
    "upstream_workshop/maps/*": ("tests/core/maps/test_loops.py", "tests/core/maps/test_rules.py"),
    "upstream_workshop/people/*": tuple(
        f"tests/core/people/test_{name}.py" for name in ("matching", "meetings", "network", "rules")
    ),
    "upstream_workshop/readers/*": (
        "tests/core/readers/test_formulas.py",
        "tests/core/readers/test_guards.py",
    ),
    "upstream_workshop/voting/counting/*": (
        "tests/core/voting/counting",
        "tests/core/voting/test_rules.py",
    ),
    "upstream_workshop/voting/*": (
        "tests/core/voting/test_rules.py",
        "tests/core/voting/test_slips.py",
    ),
    "upstream_workshop/workgroups/*": tuple(
        f"tests/core/workgroups/{name}"
        for name in (
            "test_alike.py",
            "test_exhaustive.py",
            "test_objective.py",
            "test_problems.py",
            "test_repairing.py",
            "test_rules.py",
            "test_stopping.py",
            "test_ways_out.py",
        )
    ),
}


def nearest(module: str) -> tuple[str, ...]:
    """The files and folders of tests that a mutant of the module at this path is put to."""
    return next(tests for pattern, tests in NEAREST.items() if fnmatch(module, pattern))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out what the variable does not name, itself or a folder above or in it."""
    named = [config.rootpath / one for one in os.environ.get(VARIABLE, "tests").split()]
    on_the_way = any(
        one.is_relative_to(collection_path) or collection_path.is_relative_to(one) for one in named
    )
    return None if on_the_way else True
