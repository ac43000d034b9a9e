"""The answers to the questions of an import, given by --answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import as_seen
from upstream_workshop.maps.importing.unclear_links import SIGN
from upstream_workshop.readers.reading import Question, sheet_and_line
from upstream_workshop.room import INTO

Given: TypeAlias = tuple[str, str]  # the key of a question, and the answer to it

_MOST_BYTES = 5 * 1024 * 1024
_NAMED = 5  # questions that a refusal names
_SIGN = re.compile(r"\s*(.+?)\s*=\s*([+?−-])\s*(?:,|$)")  # a label may have commas in it
_GIVEN = {"+": "+", "-": "-", "−": "-", "?": ""}


def read_answers(path: Path | None) -> list[Given]:
    """Read answers from a JSON file, by the keys of the questions. Raises WorkshopError: when it has none."""
    if path is None:
        return []
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise WorkshopError(
                say("{path} has more than 5 MB, which no file of answers has.", path=path)
            )
        found = json.loads(path.read_text("utf-8-sig"), object_pairs_hook=tuple)
    except OSError as error:
        refusal = say("{path} cannot be read: {error}.", path=path, error=error.strerror)
        raise WorkshopError(refusal) from error
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        refusal = say("{path}, line {line}: this is no JSON; mend it there.", path=path, line=line)
        raise WorkshopError(refusal) from error
    if not isinstance(found, tuple) or not all(isinstance(one, str) for _, one in found):
        raise WorkshopError(
            say("{path} is no JSON object of questions and answers: write it as one.", path=path)
        )
    return list(found)


def read_signs(text: str) -> list[Given]:
    """Return answers about the signs of a map from “label=+,other=-”; ? is unknown.

    Raises WorkshopError: for a part that gives no sign.
    """
    given, at = list[Given](), 0
    while at < len(text):
        part = _SIGN.match(text, at)
        if part is None:
            left = text[at:].strip()
            raise WorkshopError(
                say("--signs: “{part}” gives no sign: write it as label=+ or label=-.", part=left)
            )
        given.append((f"{SIGN}{' '.join(part[1].split())}", _GIVEN[part[2]]))
        at = part.end()
    return given


def as_asked(given: Iterable[Given], questions: Sequence[Question]) -> dict[str, str]:
    """Return answers by the keys of the questions, from which those about signs may differ in case.

    Raises WorkshopError: for two different answers to one question.
    """
    keys = {as_seen(one.key): one.key for one in questions if one.key.startswith(SIGN)}
    answers: dict[str, str] = {}
    for key, answer in given:
        asked = keys.get(as_seen(key), key)
        if answers.setdefault(asked, answer) != answer:
            refusal = say("“{key}” is answered twice, and not alike: answer it once.", key=asked)
            raise WorkshopError(refusal)
    return answers


def signs_asked(words: Mapping[str, int], open_: Sequence[Question]) -> list[dict[str, Any]]:
    """Return the words on links that are no clear sign and not answered, each with its links, for JSON."""
    keys = {one.key for one in open_}
    return [
        {"label": word, "links": links} for word, links in words.items() if f"{SIGN}{word}" in keys
    ]


def refuse_unknown(
    path: Path | None, file: str, questions: Sequence[Question], answers: Mapping[str, str]
) -> None:
    """Refuse an answer to what is not asked about a file. Raises WorkshopError.

    questions: all that are asked, without any answer and with these.
    """
    keys = dict.fromkeys(one.key for one in questions)
    for key in answers:
        if key not in keys:
            known = ", ".join(say("“{key}”", key=one) for one in islice(keys, _NAMED))
            refusal = say(
                "{path}: “{key}” is no question about {file}; {known}.",
                path=path,
                key=key,
                file=file,
                known=say("it asks {keys}", keys=known) if known else say("it leaves nothing open"),
            )
            raise WorkshopError(refusal)


def refuse_unfit(
    path: Path | None, questions: Sequence[Question], answers: Mapping[str, str]
) -> None:
    """Raise WorkshopError: when an answer is not one of the choices of its question.

    questions: as for `refuse_unknown`; a choice that was offered before other answers is accepted.
    """
    offered: dict[str, dict[str, None]] = {}
    for question in questions:
        offered.setdefault(question.key, {}).update(
            (answer, None) for answer, _ in question.choices
        )
    for key, choices in offered.items():
        given = answers.get(key)
        if given is not None and given not in choices:
            raise WorkshopError(
                say(
                    "{path}: “{given}” is no answer to “{key}”; it is one of {choices}.",
                    path=path,
                    given=given,
                    key=key,
                    choices=", ".join(say("“{answer}”", answer=one) for one in choices),
                )
            )


def open_questions(
    questions: Sequence[Question], answers: Mapping[str, str], named: bool
) -> tuple[Question, ...]:
    """Return the questions that have no answer.

    named: whether --into says into what the file is imported.
    """
    return tuple(
        one for one in questions if one.open_after(answers) and not (named and one.key == INTO)
    )


def as_values(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """Return questions for JSON: `choices` are the possible answers, `words` their meaning."""
    return [
        {
            "key": one.key,
            "line": sheet_and_line(one.line)[1],
            "what": one.what,
            "choices": [answer for answer, _ in one.choices],
            "words": [words for _, words in one.choices],
            "default": one.default,
        }
        for one in questions
    ]


def as_lines(questions: Sequence[Question]) -> list[str]:
    """Return a sentence for each question, with the default answer that was used."""
    return [_as_line(one) for one in questions]


def _as_line(question: Question) -> str:
    values = {
        "what": question.what,
        "assumed": dict(question.choices).get(question.default, question.default),
        "key": question.key,
        "line": question.line,
    }
    if question.line:
        return say("Line {line}: {what} · assumed: {assumed} (key “{key}”)", **values)
    return say("{what} · assumed: {assumed} (key “{key}”)", **values)
