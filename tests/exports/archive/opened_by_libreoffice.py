"""Open every table of an archive with LibreOffice, and compare what it shows with what is there.

    .venv/bin/python -m tests.exports.archive.opened_by_libreoffice ARCHIVE.zip

Needs `soffice` on the path. Exits with 1 and a line for each cell that it runs as a formula or does not
show as it is. Numbers, dates and times are shown as LibreOffice likes and not compared.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

NAMES = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
COMMAS_AND_UTF_8 = "CSV:44,34,76"


def main(archive: str) -> int:
    """Open the tables of an archive; return the exit code."""
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if not soffice:
        sys.stderr.write("LibreOffice is not on this computer.\n")
        return 2
    faults = []
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            if name.endswith(".csv"):
                path = Path(opened.extract(name, folder))
                faults += [
                    f"{name}: {fault}"
                    for fault in compared(soffice, path, Path(folder) / "profile")
                ]
    sys.stdout.write("\n".join([*faults, f"{len(faults)} faults"]) + "\n")
    return 1 if faults else 0


def compared(soffice: str, path: Path, profile: Path) -> Iterator[str]:
    """Yield what LibreOffice shows otherwise than it is in a table.

    profile: a folder for its settings, so that it also starts beside a window of its own.
    """
    command = [
        soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless",
        f"--infilter={COMMAS_AND_UTF_8}", "--convert-to", "fods", "--outdir", path.parent, path,
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    shown = etree.parse(path.with_suffix(".fods"))
    for cell in shown.iterfind(".//table:table-cell[@table:formula]", NAMES):
        yield f"a formula: {cell.get('{' + NAMES['table'] + '}formula')}"
    texts = {
        "\n".join("".join(line.itertext()) for line in cell.iterfind("text:p", NAMES))
        for cell in shown.iterfind(".//table:table-cell[@office:value-type='string']", NAMES)
    }
    said = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    for cell in {one for row in said for one in row if one and not any(map(str.isdigit, one))}:
        if cell.replace("\r\n", "\n") not in texts and " ".join(cell.split()) == cell:
            yield f"not shown as it is: {cell!r}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
