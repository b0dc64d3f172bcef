"""Plain text, Markdown and web pages → raw paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import html

from analyse.extract.labels import split_label
from analyse.extract.raw import RuwBlok
from analyse.extract.tables import header_of, row_pairs, row_text

_MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_MARKDOWN_RULE = re.compile(r"^\s*\|?[\s:|-]*-{3,}[\s:|-]*\|?\s*$")
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_SKIPPED = ("script", "style", "head", "nav", "template", "noscript")
_PARAGRAPHS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "blockquote", "div", "pre", "caption"}
_PARAGRAPHS |= {"table", "tr", "ul", "ol", "dl", "body", "section", "article", "main"}
_WHITESPACE = re.compile(r"\s+")
_HARD_WRAP = 55  # characters: lines of a wrapped paragraph are at least this long


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 with a mark, or else what Windows wrote."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def text_blocks(text: str) -> list[RuwBlok]:
    """Paragraphs of plain text or Markdown: empty lines part them, headings and list labels start one."""
    blocks: list[RuwBlok] = []
    lines: list[str] = []
    table: list[list[str]] = []

    def end() -> None:
        nonlocal lines, table
        if lines:
            blocks.append(_paragraph(" ".join(lines)))
        blocks.extend(_table(table))
        lines, table = [], []

    for line in map(str.strip, text.splitlines()):
        heading = _MARKDOWN_HEADING.match(line)
        if line.startswith("|") and line.endswith("|"):
            if not _MARKDOWN_RULE.match(line):
                table.append([_plain(cell) for cell in line.strip("|").split("|")])
            continue
        starts = bool(lines) and (split_label(line)[0] or len(lines[-1]) < _HARD_WRAP or table)
        if not line or heading or starts:
            end()
        if heading:
            blocks.append(RuwBlok(_plain(heading[2]), kopniveau=len(heading[1])))
        elif line:
            lines.append(line)
    end()
    return blocks


def _plain(text: str) -> str:
    return _EMPHASIS.sub(r"\2", text).strip()


def _paragraph(text: str) -> RuwBlok:
    label, body = split_label(_plain(text))
    return RuwBlok(body, nummer=label)


def _table(rows: list[list[str]]) -> Iterator[RuwBlok]:
    header = header_of(rows)
    for cells in rows[1:] if header else rows:
        pairs = row_pairs(header, cells)
        if pairs:
            yield RuwBlok(row_text(pairs), cellen=pairs)


def html_blocks(data: bytes) -> list[RuwBlok]:
    """Headings, paragraphs, list items and table rows of a web page; scripts and menus are left out."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, encoding="utf-8")
    root = html.document_fromstring(decode(data).encode(), parser=parser)
    for element in list(root.iter(*_SKIPPED)):
        element.drop_tree()
    return list(_walk(root))


def _walk(element: Any) -> Iterator[RuwBlok]:
    if element.tag == "table" and element.find(".//table") is None:
        rows = [[_text(cell) for cell in row.iter("td", "th")] for row in element.iter("tr")]
        yield from _table([row for row in rows if any(row)])
        return
    parts = [element.text or ""]
    for child in element:
        if any(part.tag in _PARAGRAPHS for part in child.iter()):
            yield from _flush(element, parts)
            parts = []
            yield from _walk(child)
        else:
            parts.append(_text(child))
        parts.append(child.tail or "")
    yield from _flush(element, parts)


def _flush(element: Any, parts: list[str]) -> Iterator[RuwBlok]:
    text = _WHITESPACE.sub(" ", "".join(parts)).strip()
    if not text:
        return
    level = int(element.tag[1]) if re.fullmatch(r"h[1-6]", str(element.tag)) else 0
    label, body = split_label(text) if not level else ("", text)
    if element.tag == "li" and not label:
        siblings = [item for item in element.getparent() if item.tag == "li"]
        label = f"{siblings.index(element) + 1}." if element.getparent().tag == "ol" else "–"
    yield RuwBlok(body, nummer=label, kopniveau=level)


def _text(element: Any) -> str:
    return _WHITESPACE.sub(" ", str(element.text_content()))
