"""Made-up tables of findings and of codes, and a project with two texts."""

from __future__ import annotations

from tests.core.foreign import WORDS, ForeignFile
from tests.core.readers.project_samples import two_texts

FILES = {
    "findings": ForeignFile(
        cells={
            "text": WORDS, "kind": ("driver", "Barrier", "worry", ""),
            "organisation": ("Leeds", "", "Môn"), "codes": ("Risk; Trust", "risk/blame", "", "/"),
            "use": ("named", "perhaps", ""), "sky": ("wet",),
        },
        gained="finding",
        furnished="text,kind,codes\nToo slow,barrier,Time\nTrusted,enabler,\n,driver,Time\n",
        sample="text,codes\nToo slow,Risk\nTrusted,Time\n,Risk\n",
    ),
    "codebook": ForeignFile(
        cells={"code": (*WORDS, "Risk / Blame"), "description": WORDS[:4], "colour": ("red", "")},
        gained="code",
        furnished="code,description\nTime / Waiting,\nTime / Haste,Soon\n,Nothing\n",
        sample="code,description\nWaiting,For what\n,Nothing\n",
    ),
    "source": ForeignFile(
        cells={}, gained="source", furnished=two_texts(), sample=two_texts()
    ),
}  # fmt: skip
