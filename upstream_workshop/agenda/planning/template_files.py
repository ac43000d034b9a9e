"""Templates as text (TOML): read with every refusal in one sentence, and written to be read again."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any, Final

from resources.words import count, say
from upstream_workshop.agenda import locks
from upstream_workshop.agenda.kinds import PAGES, Attribution, Category
from upstream_workshop.agenda.planning.block_fields import LAST_DAY
from upstream_workshop.agenda.planning.template_blocks import Template, TemplateBlock
from upstream_workshop.agenda.rules import BlockRow, cascade
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import LONG, SHORT, one_line
from upstream_workshop.readers.agendas import times
from upstream_workshop.readers.agendas.plans import LONGEST, MOST_BLOCKS

_FIELDS: Final = {field.name: field for field in fields(TemplateBlock)}
_NUMBERS: Final = {"day": (1, LAST_DAY), "minutes": (0, LONGEST), "minimum": (0, LONGEST)}
_MARKS: Final = frozenset({"optional", "buffer", "protected"})
_PROSE: Final = frozenset({"purpose", "materials", "notes"})
_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "category": tuple(Category),
    "attribution": tuple(Attribution),
    "room": PAGES,
}
_CONTROLS: Final = {code: f"\\u{code:04x}" for code in (*range(32), 127)} | {
    ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\t"): "\\t", ord("\r"): "\\r",
}  # fmt: skip


def read_template(file: str, name: str, text: str) -> Template:
    """Return the template that a text holds. Raises WorkshopError with one sentence for what is none.

    file: what the text is called in that sentence.
    name: the name of the template.
    """
    try:
        parsed = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _refused(file, say("it is no template that can be read: {why}", why=error)) from None
    if unknown := parsed.keys() - {"title", "summary", "block"}:
        raise _refused(file, say("it has an unknown entry: {entry}", entry=min(unknown)[:80]))
    title = one_line(_text(file, "title", parsed.get("title", ""), SHORT))
    if not title:
        raise _refused(file, say("it has no title"))
    listed = parsed.get("block")
    if not isinstance(listed, list) or not listed or not all(isinstance(b, dict) for b in listed):
        raise _refused(file, say("it has no blocks"))
    if len(listed) > MOST_BLOCKS:
        raise _refused(
            file,
            say("it has {n:,} blocks and {most:,} are the most", n=len(listed), most=MOST_BLOCKS),
        )
    blocks = [_block(file, number, given) for number, given in enumerate(listed, start=1)]
    _refuse_impossible(file, blocks)
    summary = _text(file, "summary", parsed.get("summary", ""), LONG)
    return Template(name, title, summary, tuple(blocks))


def write_template(template: Template) -> str:
    """Return a template as text, which reads as the same template again."""
    parts = [f"title = {_quoted(template.title)}\nsummary = {_quoted(template.summary)}\n"]
    for block in template.blocks:
        lines = ["[[block]]"]
        for field in _FIELDS.values():
            value = getattr(block, field.name)
            if field.default is MISSING or value != field.default:
                lines.append(f"{field.name} = {_toml(value)}")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _block(file: str, number: int, given: Mapping[str, Any]) -> TemplateBlock:
    title = given.get("title")
    named = f"{file}, " + say("block {n}", n=number)
    if isinstance(title, str) and title.strip():
        named = say("{file}, block {n} “{title}”", file=file, n=number, title=title[:80])
    if unknown := given.keys() - _FIELDS.keys():
        raise _refused(named, say("it has an unknown entry: {entry}", entry=min(unknown)[:80]))
    for name in ("day", "minutes", "title"):
        if name not in given:
            raise _refused(named, say("it does not say its {entry}", entry=name))
    read = {name: _value(named, name, value) for name, value in given.items()}
    block = TemplateBlock(**read)
    if not block.title.strip():
        raise _refused(named, say("it has no title"))
    if block.minimum is not None and block.minimum > block.minutes:
        raise _refused(
            named,
            count(
                block.minutes,
                "it lasts {n} minute and cannot need at least {minimum}",
                "it lasts {n} minutes and cannot need at least {minimum}",
                minimum=block.minimum,
            ),
        )
    return block


def _value(named: str, name: str, value: Any) -> Any:
    if name in _NUMBERS:
        least, most = _NUMBERS[name]
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise _refused(
                named,
                say(
                    "{entry} = {value} is none: give {least} to {most}",
                    entry=name,
                    value=str(value)[:80],
                    least=least,
                    most=most,
                ),
            )
        return value
    if name in _MARKS:
        if not isinstance(value, bool):
            raise _refused(named, say("{entry} is neither true nor false", entry=name))
        return value
    text = _text(named, name, value, LONG if name in _PROSE else SHORT)
    if name == "at" and text and times.clock_minute(text) is None:
        raise _refused(named, say("“{text}” is no time of day: write it as 12:30", text=text[:80]))
    if name in _KINDS and text not in _KINDS[name]:
        known = ", ".join(filter(None, _KINDS[name]))
        raise _refused(
            named,
            say("{entry} = “{text}” is none of {known}", entry=name, text=text[:80], known=known),
        )
    return {"category": Category, "attribution": Attribution}.get(name, str)(text)


def _text(named: str, name: str, value: Any, most: int) -> str:
    if not isinstance(value, str):
        raise _refused(named, say("{entry} is no text", entry=name))
    if len(value) > most:
        raise _refused(
            named,
            say(
                "{letters:,} letters stand under {field}, and {most:,} are the most",
                letters=len(value),
                field=name,
                most=most,
            ),
        )
    return value.replace("\0", "")


def _refuse_impossible(file: str, blocks: Sequence[TemplateBlock]) -> None:
    """Refuse fixed times that cannot be kept, as one before its day begins."""
    rows = cascade(
        BlockRow(
            number, block.day, block.track, number, block.minutes, block.title, block.locked_at,
            block.minimum, block.optional, block.buffer, block.protected,
        )
        for number, block in enumerate(blocks, start=1)
    )  # fmt: skip
    for row in sorted(rows, key=lambda row: row.position == _first(rows, row)):
        if row.locked_at is None:
            continue
        beside = [each for each in rows if (each.day, each.track) == (row.day, row.track)]
        found = locks.misfit(beside, row.id)
        if found is not None:
            raise _refused(file, locks.refusal(found, row.title, row.locked_at).rstrip("."))


def _first(rows: Sequence[BlockRow], row: BlockRow) -> int:
    """Return the position of the first block beside another; its time is the last to be doubted."""
    return min(each.position for each in rows if (each.day, each.track) == (row.day, row.track))


def _refused(named: str, why: str) -> WorkshopError:
    return WorkshopError(say("{named}: {why}.", named=named, why=why))


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else _quoted(str(value))


def _quoted(text: str) -> str:
    return f'"{text.translate(_CONTROLS)}"'
