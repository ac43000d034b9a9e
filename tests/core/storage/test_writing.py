"""Writing below a path that is no folder is refused by its name, and leaves everything as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports import seal
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file import schema
from upstream_workshop.storage.files.writing import Kind, written


@pytest.mark.parametrize("below", ["new.zip", "deep/new.zip", "deep/er/new.zip"])
@pytest.mark.parametrize("kind", [seal.ARCHIVE, schema.SESSION])
def test_a_file_in_place_of_a_folder_is_named(tmp_path: Path, below: str, kind: Kind) -> None:
    occupied = tmp_path / "day.upstream"
    occupied.write_bytes(b"kept")
    with (
        pytest.raises(WorkshopError, match=r"day\.upstream is not a folder: choose another one\."),
        written(occupied / below, kind),
    ):
        pytest.fail("nothing can be written there")
    assert occupied.read_bytes() == b"kept"
    assert list(tmp_path.iterdir()) == [occupied]
