"""A shell that runs the command line in this process, and the lists that its tests import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ui.cli import verbs

PEOPLE = """Name,Organisation,Willing to lead
Siân Prŷs,Denbighshire,yes
Ade Okafor,Kirklees,yes
Marta Brzezińska,Leeds,yes
Jo Tennant,Kirklees,yes
"""
CHOICES = """participant,first,second
Siân Prŷs,Risk,Trust
Ade Okafor,Risk,Trust
Marta Brzezińska,Trust,Risk
Jo Tennant,Trust,Risk
"""
PAPERS = "paper,Bread,Roses\n7,2,1\n8,,3\n"


class Shell:
    """Runs commands in-process and keeps what they printed; the app's home is a folder of ours."""

    def __init__(self, capsys: pytest.CaptureFixture[str], home: Path) -> None:
        self._capsys = capsys
        self.home = home
        self.backups = home / "backups"

    def __call__(self, *words: object, exit_code: int = 0) -> str:
        self._capsys.readouterr()
        without_organisation = (
            words[:1] in ((), ("new",), ("verify",), ("demo",)) or "--home" in words
        )
        aside = () if without_organisation else ("--home", self.home)
        try:
            code = verbs.main([str(word) for word in (*words, *aside)])
        except SystemExit as stopped:
            code = stopped.code
        out, err = self._capsys.readouterr()
        assert code == exit_code, err
        if exit_code == 3:
            assert len(err.strip().splitlines()) == 1
            assert "Traceback" not in err
            return err
        return out

    def json(self, *words: object) -> Any:
        return json.loads(self(*words, "--json"))


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path
