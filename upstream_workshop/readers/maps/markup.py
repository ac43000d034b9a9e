"""XML and HTML from other programs, read without entities, networks or other files."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import escape
from typing import Any, Final

from lxml import etree, html

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line

_MOST_ELEMENTS: Final = 300_000
_BREAKS: Final = re.compile(r"<\s*(br|/p|/div|/li)\b[^<>]*>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]*>")
_NAMES: Final = (
    "a|abbr|b|big|blockquote|body|br|center|code|div|em|font|h[1-6]|head|hr|html|i|img|ins|del|label|li|ol|"
    "p|pre|s|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul"
)
_TAGS: Final = rf"!--|/?(?:{_NAMES})(?:\s[^<>]*)?/?>"
_KNOWN: Final = re.compile(f"<(?:{_TAGS})", re.IGNORECASE)
_REFERENCE: Final = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);", re.IGNORECASE)
_OTHER: Final = re.compile(f"<(?!{_TAGS})", re.IGNORECASE)


def root_of(name: str, content: bytes) -> Any:
    """Return the root element.

    Raises WorkshopError: for entities, or XML that is damaged or too large.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root: Any = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise WorkshopError(
            say(
                "{name}, line {line}: the XML is damaged or nested too deeply; export it again.",
                name=name,
                line=getattr(error, "lineno", None) or 1,
            )
        ) from error
    if _has_entities(root.getroottree().docinfo.internalDTD):
        raise WorkshopError(
            say("{name} defines entities, which no such file needs: export it again.", name=name)
        )
    for count, _ in enumerate(root.iter()):
        if count > _MOST_ELEMENTS:
            raise WorkshopError(
                say("{name} is larger than such a file can be: export a part of it.", name=name)
            )
    return root


def local(element: Any) -> str:
    """Return the name of an element without its namespace; blank for what is none."""
    return _bare(element.tag) if isinstance(element.tag, str) else ""


def _bare(name: str) -> str:
    """Return a name without its namespace, which may be any text; a name of lxml may be none of XML."""
    return name.rpartition("}")[2]


def children(element: Any, *names: str) -> list[Any]:
    """Return all elements of these local names below one, in the order of the file."""
    return [each for each in element.iter() if each is not element and local(each) in names]


def own_parts(element: Any, apart: Collection[str]) -> Iterator[Any]:
    """Yield an element and all below it, except elements of some local names and what is in those."""
    waiting = [element]
    while waiting:
        each = waiting.pop()
        yield each
        waiting += [child for child in reversed(each) if local(child) not in apart]


def said_in(element: Any, name: str) -> str:
    """Return an attribute by its local name, in whatever namespace; blank if there is none."""
    found = (value for key, value in element.attrib.items() if _bare(key) == name)
    return str(next(found, ""))


def text_of(element: Any, name: str) -> str:
    """Return the text of the first child of a local name; blank if there is none."""
    found = next((each for each in element if local(each) == name), None)
    return "" if found is None else "".join(found.itertext()).strip()


def plain(text: str) -> str:
    """Return what HTML shows as text on one line; other text as it is, and signs in it that are no tags."""
    if not (_KNOWN.search(text) or _REFERENCE.search(text)):
        return one_line(text)
    kept = _OTHER.sub("&lt;", text)
    try:
        element: Any = html.fromstring(f"<div>{_BREAKS.sub(' ', kept)}</div>")
        shown = str(element.text_content())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        shown = ""
    if not shown.strip():  # what is nested too deeply is read without its text
        shown = _TAG.sub(" ", text)
    return one_line(shown)


def marked_up(text: str) -> str:
    """Return a text as HTML where it would be taken for that, so that `plain` gives the text again."""
    return text if plain(text) == one_line(text) else escape(text, quote=False)


def _has_entities(dtd: Any) -> bool:
    return dtd is not None and any(True for _ in dtd.iterentities())
