"""Findings are imported, counted and told by the command line."""

from __future__ import annotations

from pathlib import Path

from tests.ui.cli.shell import Shell

FINDINGS = """council,finding,type,codes,use
Oldham,Too slow,barrier,Time,named
Leeds,Too late,barrier,Time,named
Leeds,Trusted,enabler,Time; Trust,
Leeds,Hush,barrier,Time,never
"""


def test_patterns_count_what_may_be_used(shell: Shell, file: Path, tmp_path: Path) -> None:
    source = tmp_path / "findings.csv"
    source.write_text(FINDINGS, "utf-8")
    assert shell.json("import", file, source, "--as", "findings")["added"] == 4
    found = shell.json("patterns", file, "--rows", "codes", "--columns", "organisations")
    assert (found["rows"], found["columns"]) == (["Time", "Trust"], ["Leeds", "Oldham"])
    assert (found["cells"], found["row_totals"]) == ([[2, 1], [1, 0]], [3, 1])
    assert (found["findings"], found["never"]) == (3, 1)
    assert found["shared"][0]["said_by"] == ["Leeds", "Oldham"]
    told = shell.json("patterns", file, "--columns", "kinds", "--fewest", "3")
    assert told["row_totals"] == [None, None]
    assert "said_by" not in told["shared"][0]
