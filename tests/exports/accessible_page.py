"""What can be seen of WCAG 2.2 AA in the source of a web page, without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

VOID = frozenset({"meta", "link", "br", "col", "img", "hr", "input"})
INSIDE = {
    "li": ("ul", "ol"),
    "tr": ("thead", "tbody"),
    "td": ("tr",),
    "th": ("tr",),
    "col": ("colgroup",),
}
LOADING = {"src", "srcset", "data", "poster", "action", "formaction"}


class Element:
    """An element of a page with its text."""

    def __init__(self, tag: str, attributes: dict[str, str], above: tuple[str, ...]) -> None:
        self.tag, self.attributes, self.above, self.text = tag, attributes, above, ""


class Source(HTMLParser):
    """All elements of a page in order, and what is not closed as it was opened."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.faults: list[str] = []
        self._open: list[Element] = []
        self.feed(page)
        self.close()
        self.faults += [f"<{one.tag}> is never closed" for one in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice")
        said = {name: value or "" for name, value in attrs}
        found = Element(tag, said, tuple(one.tag for one in self._open))
        self.elements.append(found)
        if tag not in VOID:
            self._open.append(found)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes what is not open")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for one in self._open:
            one.text += data

    def of(self, *tags: str) -> list[Element]:
        """All elements of these kinds."""
        return [one for one in self.elements if one.tag in tags]


def page_faults(content: bytes) -> list[str]:
    """What is wrong with a page; nothing if it is as it must be."""
    page = content.decode()
    source = Source(page)
    return [
        *source.faults,
        *_of_the_document(page, source),
        *_of_places(source),
        *_of_headings(source),
        *_of_links(source),
        *_of_tables(source),
        *_of_pictures(source),
        *_of_what_it_loads(source),
    ]


def _of_the_document(page: str, source: Source) -> Iterator[str]:
    if not page.startswith("<!DOCTYPE html>"):
        yield "no doctype"
    (html,) = source.of("html")
    if not re.fullmatch(r"[a-z]{2}(-[A-Za-z]+)*", html.attributes.get("lang", "")):
        yield "no language"
    if not [one for one in source.of("title") if one.text.strip()]:
        yield "no title"
    for tag in ("main", "footer", "h1"):
        if len(source.of(tag)) != 1:
            yield f"not one <{tag}>"
    yield from (
        "a <nav> without a name" for one in source.of("nav") if "aria-label" not in one.attributes
    )
    if "user-scalable" in page or "maximum-scale" in page:
        yield "it cannot be enlarged"
    ids = [one.attributes["id"] for one in source.elements if "id" in one.attributes]
    yield from (f"{one} is an id twice" for one in set(ids) if ids.count(one) > 1)


def _of_places(source: Source) -> Iterator[str]:
    for one in source.elements:
        if (needed := INSIDE.get(one.tag)) and (not one.above or one.above[-1] not in needed):
            yield f"<{one.tag}> in <{' '.join(one.above[-1:])}>"


def _of_headings(source: Source) -> Iterator[str]:
    found = source.of("h1", "h2", "h3", "h4", "h5", "h6")
    if [one.tag for one in found][:1] != ["h1"]:
        yield "the first heading is not the title"
    for before, after in pairwise(found):
        if int(after.tag[1]) > int(before.tag[1]) + 1:
            yield f"a level is skipped before {after.text!r}"
    yield from (f"an empty <{one.tag}>" for one in found if not one.text.strip())


def _of_links(source: Source) -> Iterator[str]:
    ids = {one.attributes.get("id") for one in source.elements}
    links = source.of("a")
    content = [f"#{one.attributes.get('id')}" for one in source.of("main")]
    if not links or links[0].attributes.get("href") not in content or "nav" in links[0].above:
        yield "the first link does not lead to the content"
    for one in links:
        target = one.attributes.get("href", "")
        if not target or not one.text.strip():
            yield "a link without words or target"
        if target.startswith("#") and target[1:] not in ids:
            yield f"{target} leads nowhere"


def _of_tables(source: Source) -> Iterator[str]:
    for one in source.of("th"):
        if not one.text.strip():
            yield "an empty <th>"
        if one.attributes.get("scope") not in ("col", "row"):
            yield f"no scope: {one.text!r}"
    if source.of("table") and not source.of("th"):
        yield "tables without headings"


def _of_pictures(source: Source) -> Iterator[str]:
    for one in source.of("img", "svg"):
        said = one.attributes.get("alt") or one.attributes.get("aria-label")
        if not said or (one.tag == "svg" and one.attributes.get("role") != "img"):
            yield f"a <{one.tag}> that says nothing"


def _of_what_it_loads(source: Source) -> Iterator[str]:
    yield from (f"a <{one.tag}>" for one in source.of("script", "link", "iframe", "object", "form"))
    for one in source.elements:
        for name, value in one.attributes.items():
            if name in LOADING or name.startswith("on"):
                yield f"{name} of <{one.tag}>: {value[:40]}"
            if (
                name == "href"
                and re.match(r"[a-zA-Z]+:", value)
                and not value.startswith("mailto:")
            ):
                yield f"it leads away: {value[:40]}"
    for one in source.of("style"):
        yield from (f"the style loads {found}" for found in re.findall(r"@import|url\(", one.text))
