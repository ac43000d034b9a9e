"""A pytest plugin for `make mutants`: a mutant of the core is put to the tests of the core alone.

Whatever is printed goes through most of the core, so that the tests of papers would take a minute over each
mutant that they cannot notice.
"""

from __future__ import annotations

import os

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the tests of `exports` where the mutant is not there."""
    if os.environ.get("MUTANT_UNDER_TEST", "").startswith("upstream_workshop."):
        items[:] = [item for item in items if not item.nodeid.startswith("tests/exports/")]
