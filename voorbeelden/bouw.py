"""Build the fictitious agreements voorbeelden/*.docx and *.pdf from the Markdown in voorbeelden/bron/.

A source is TOML front matter between two ``+++`` lines, then CommonMark with tables. It never holds the
numbers of its articles and lists: Word numbers the DOCX by itself, the PDF gets the same numbers as text.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from weasyprint import HTML  # type: ignore[import-untyped]

HERE = Path(__file__).resolve().parent
AUTHOR, DATE = (
    "analyse – fictief voorbeeld",
    datetime(2026, 1, 1, 12, tzinfo=UTC),
)  # fixed: same source, same file
SCHEMES = {  # how many levels are headings, and the number at each level as Word writes it
    "artikel": (1, ("Artikel %1", "%1.%2", "%3.", "%4°")),
    "lid": (1, ("Artikel %1", "%2.", "%3.", "%4°")),
    "decimaal": (2, ("%1", "%1.%2", "%3.", "%4.", "%5°")),
    "streep": (0, ("–", "–", "–")),
    "vrij": (0, ("%1.", "%2.", "%3°")),  # ordered lists outside the articles
}
MAIN, DASH, FREE = 1, 2, 3  # Word's numbering ids: of the articles, the dashes, the first free list
STYLES = {
    "title": ("Title",),
    "heading": ("Heading 1", "Heading 2", "Heading 3"),
    "text": ("Normal", "List Continue", "List Continue 2", "List Continue 3"),
    "number": ("List Number", "List Number 2", "List Number 3"),
    "bullet": ("List Bullet", "List Bullet 2", "List Bullet 3"),
}
LOOKS = {  # points: size, space before, space after
    **{name: (10.5, 0, 4) for kind in ("text", "number", "bullet") for name in STYLES[kind]},
    **{"Title": (18, 0, 18), "Heading 1": (12, 16, 5), "Heading 2": (10.5, 11, 4), "Heading 3": (10.5, 9, 3)},
    **{"Header": (8.5, 0, 0), "Footer": (8.5, 0, 0), "No Spacing": (9.5, 2, 2)},  # the last in tables
}
FIELDS = {"{pagina}": ("PAGE", "counter(page)"), "{paginas}": ("NUMPAGES", "counter(pages)")}
CSS = """
@page { size: A4; margin: 2.5cm; font: 8.5pt 'Liberation Serif', serif; color: #444 }
@page { @top-left { width: 100%; vertical-align: bottom; margin: 0 0 .7cm; border-bottom: .4pt solid } }
@page { @top-left { padding-bottom: 3pt } }
html { font-size: 1cm; --body: 10.5pt }
body { font: var(--body)/1.38 'Liberation Serif', 'DejaVu Serif', serif; margin: 0; text-align: justify }
h1, h2, h3, h4 { text-align: left; hyphens: manual; break-after: avoid; line-height: 1.25 }
h1 { font-size: 18pt; margin: 0 0 18pt; padding-bottom: 9pt; border-bottom: 1pt solid; column-span: all }
h2 { font-size: 12pt; margin: 16pt 0 5pt } h3, h4 { font-size: var(--body); margin: 11pt 0 4pt }
p { margin: 0 0 5pt; orphans: 2; widows: 2 } .keep { break-after: avoid } .new-page { break-before: page }
span { display: inline-block; text-indent: 0 } var { font-style: inherit; white-space: nowrap }
table { border-collapse: collapse; width: 100%; margin: 6pt 0 11pt; font-size: 9.5pt; line-height: 1.25 }
th, td { border: .5pt solid #666; padding: 3pt 5pt; text-align: left; vertical-align: top }
th { background: #eee } td:last-child:empty { height: 1.2cm } .right { text-align: right }
tr, .whole { break-inside: avoid }
"""
TWO_COLUMNS = """
html { font-size: .7cm; --body: 9.5pt } body { columns: 2; column-gap: .8cm; hyphens: auto }
body { hyphenate-character: '-' } h2 { font-size: 11pt } table { font-size: 8pt } th, td { padding: 2pt 3pt }
"""


class Run(NamedTuple):
    """A stretch of text in one typeface; a newline in it is a line break."""

    text: str
    bold: bool
    italic: bool


@dataclass
class Block:
    """One paragraph, table or table cell: what both writers put down, in order."""

    kind: str  # title, heading, text, number, bullet, table or cell
    depth: int = 0  # of the heading or of the list, from 0
    runs: list[Run] = field(default_factory=list)
    label: str = ""  # the number as text
    num: tuple[int, int] = (0, 0)  # the number in Word: its id and level; id 0 is no number
    right: bool = False  # aligned right
    rows: list[list[Block]] = field(default_factory=list)
    keep: bool = False  # paragraph: on the page of what follows; table: all on one page
    new_page: bool = False

    @property
    def text(self) -> str:
        """The bare text."""
        return "".join(run.text for run in self.runs)

    @property
    def indent(self) -> tuple[float, float]:
        """Centimetres from the margin to the text, and how far the number hangs out to the left of it."""
        if self.kind == "heading":
            hang = 2.2 if self.label.startswith("Artikel") else 1.1 if self.label else 0.0
            return hang, hang
        hang = {"number": 0.7 if self.depth else 1.1, "bullet": 0.6}.get(self.kind, 0.0)
        return round((0.0, 1.1, 1.8, 2.5)[self.depth] + hang, 2), hang


class Counter:
    """Counts as Word does: a number at one level starts the deeper levels anew."""

    def __init__(self, scheme: str, num_id: int) -> None:
        self.num_id, self.counts = num_id, [0] * 9
        self.headings, self.labels = SCHEMES[scheme]

    def step(self, level: int) -> tuple[str, tuple[int, int]]:
        """Return the label and Word's number of the next paragraph at ``level`` (from 0)."""
        self.counts[level:] = [self.counts[level] + 1] + [0] * (8 - level)
        label = re.sub(r"%(\d)", lambda m: str(self.counts[int(m[1]) - 1]), self.labels[level])
        letter = chr(ord("a") + self.counts[level] - 1) + "."
        return letter if level == self.headings + 1 else label, (self.num_id, level)


class Source:
    """A source file: its front matter and its blocks."""

    def __init__(self, path: Path) -> None:
        _, front, body = re.split(r"^\+\+\+\n", path.read_text(encoding="utf-8"), maxsplit=2, flags=re.M)
        self.meta: dict[str, Any] = tomllib.loads(front)
        self.main, self.free = Counter(self.meta["nummering"], MAIN), FREE
        self.blocks: list[Block] = []
        self.in_article = False
        for node in SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(body)).children:
            self.walk(node, 0, None)
        for block, following in pairwise([*self.blocks, Block("text")]):
            keep = block.text.endswith(":") or (block.kind == "text" and following.kind == "table")
            block.keep = keep or 0 < len(block.rows) <= 8

    def walk(self, node: SyntaxTreeNode, depth: int, counter: Counter | None) -> None:
        """Append the blocks of ``node``; ``counter`` is that of the ordered list around it."""
        if node.type == "heading":
            self.heading(inline(node), int(node.tag[1]) - 2)
        elif node.type == "paragraph":
            self.blocks.append(Block("text", depth, inline(node)))
        elif node.type in ("ordered_list", "bullet_list"):
            self.list(node, depth, counter)
        elif node.type == "table":
            block = Block("table")
            for row in (row for part in node.children for row in part.children):
                cells = [(inline(td), "right" in str(td.attrs.get("style"))) for td in row.children]
                block.rows.append([Block("cell", runs=runs, right=right) for runs, right in cells])
            self.blocks.append(block)
        else:
            raise ValueError(f"unsupported Markdown: {node.type}")

    def heading(self, runs: list[Run], depth: int) -> None:
        """Append a title or heading; one that ends in ``{-}``, and those under it, get no number."""
        plain = runs[-1].text.endswith("{-}")
        runs[-1] = runs[-1]._replace(text=runs[-1].text.removesuffix("{-}").rstrip())
        block = Block("heading" if depth >= 0 else "title", max(depth, 0), runs)
        block.new_page = block.text.startswith("Bijlage ")
        self.in_article = depth >= 0 and not plain and (depth == 0 or self.in_article)
        if self.in_article and depth < self.main.headings:
            block.label, block.num = self.main.step(depth)
        self.blocks.append(block)

    def list(self, node: SyntaxTreeNode, depth: int, counter: Counter | None) -> None:
        """Append a list; an ordered one outside the articles, or below a dash, counts by itself."""
        if node.type == "bullet_list":
            counter = None
        elif counter is None and depth == 0 and self.in_article:
            counter = self.main
        elif counter is None:
            counter, self.free = Counter("vrij", self.free), self.free + 1
        for first, *rest in (item.children for item in node.children):
            block = Block("number" if counter else "bullet", depth, inline(first), "–")
            if counter:
                block.label, block.num = counter.step(depth + counter.headings)
            self.blocks.append(block)
            for child in rest:
                self.walk(child, depth + 1, counter)


def inline(node: SyntaxTreeNode, bold: bool = False, italic: bool = False) -> list[Run]:
    """Return the text runs in a paragraph, heading or cell."""
    if node.type in ("text", "softbreak", "hardbreak"):
        return [Run({"softbreak": " ", "hardbreak": "\n"}.get(node.type, node.content), bold, italic)]
    if node.type not in ("paragraph", "heading", "inline", "th", "td", "strong", "em"):
        raise ValueError(f"unsupported Markdown in running text: {node.type}")
    bold, italic = bold or node.type in ("strong", "th"), italic or node.type == "em"
    return [run for child in node.children for run in inline(child, bold, italic)]


def fields(text: str) -> list[str]:
    """Split the text of a header or footer into bare text and the keys of FIELDS."""
    return [part for part in re.split(r"(\{paginas?\})", text) if part]


def markup(block: Block, tag: str) -> str:
    """Return the HTML of a paragraph or cell."""
    flags = ("right", block.right), ("keep", block.keep), ("new-page", block.new_page)
    left, hang = block.indent
    html = f'<{tag} class="{" ".join(name for name, on in flags if on)}" '
    html += f'style="padding-left: {left}rem; text-indent: -{hang}rem">' if left else ">"
    html += f'<span style="width: {hang}rem">{block.label}</span>' if block.label else ""
    for run in block.runs:
        text = re.sub(r"€ [\d.,]+", r"<var>\g<0></var>", escape(run.text)).replace("\n", "<br>")
        text = f"<b>{text}</b>" if run.bold else text
        html += f"<i>{text}</i>" if run.italic else text
    return f"{html}</{tag}>\n"


def write_pdf(source: Source, path: Path) -> str:
    """Write the PDF with WeasyPrint and tell its number of pages."""
    body, css = "", CSS + TWO_COLUMNS * (source.meta["kolommen"] == 2)
    for block in source.blocks:
        if block.kind == "table":
            head, *rows = [
                "".join(markup(td, "td" if number else "th") for td in row) for number, row in enumerate(block.rows)
            ]
            body += f'<table class="{"whole" * block.keep}"><thead><tr>{head}</thead>'
            body += "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
        else:
            body += markup(block, {"title": "h1", "heading": f"h{block.depth + 2}"}.get(block.kind, "p"))
    for box, key in (("top-left", "koptekst"), ("bottom-center", "voettekst")):
        parts = [(part, json.dumps(part, ensure_ascii=False)) for part in fields(source.meta[key])]
        content = " ".join(FIELDS.get(part, ("", quoted))[1] for part, quoted in parts)
        css += f"@page {{ @{box} {{ content: {content} }} }}"
    html = f"""<html lang="nl"><head><title>{escape(source.meta["titel"])}</title><style>{css}</style>
        <meta name="author" content="{AUTHOR}"><meta name="dcterms.created" content="{DATE:%FT%TZ}">
        <meta name="dcterms.modified" content="{DATE:%FT%TZ}"></head><body>{body}</body></html>"""
    document = HTML(string=html).render()
    document.write_pdf(path)
    return f"({len(document.pages)} pages)"


def xml(tag: str, content: str = "", **attributes: object) -> str:
    """Return a WordprocessingML element as text."""
    names = "".join(f' w:{name}="{value}"' for name, value in attributes.items())
    return f"<w:{tag} {nsdecls('w')}{names}>{content}</w:{tag}>"


def numbering(source: Source) -> Iterator[str]:
    """Yield the numbering part: the schemes, then what uses them; every free list starts anew."""
    for number, scheme in enumerate((source.meta["nummering"], "streep", "vrij")):
        headings, labels = SCHEMES[scheme]
        levels = xml("multiLevelType", val="multilevel")
        for level, label in enumerate(labels):
            kind = "heading" if level < headings else "bullet" if scheme == "streep" else "number"
            left, hang = Block(kind, max(level - headings, 0), label=label).indent
            letter = "lowerLetter" if level == headings + 1 else "decimal"
            level_xml = xml("start", val=1) + xml("numFmt", val="bullet" if kind == "bullet" else letter)
            level_xml += xml("pStyle", val=f"Heading{level + 1}") if kind == "heading" else ""
            level_xml += xml("lvlText", val=label)
            level_xml += xml("pPr", xml("ind", left=Cm(left).twips, hanging=Cm(hang).twips))
            levels += xml("lvl", level_xml, ilvl=level)
        yield xml("abstractNum", levels, abstractNumId=number)
    restart = "".join(xml("lvlOverride", xml("startOverride", val=1), ilvl=level) for level in range(3))
    for num_id in range(MAIN, source.free):
        used = xml("abstractNumId", val=min(num_id, FREE) - 1)
        yield xml("num", used + restart * (num_id >= FREE), numId=num_id)


def set_number(target: Any, num_id: int, level: int) -> None:
    """Give a w:p or w:style its w:numPr."""
    number = target.get_or_add_pPr().get_or_add_numPr()
    number.get_or_add_ilvl().val, number.get_or_add_numId().val = level, num_id


def prepare(document: Any, source: Source) -> None:
    """Set the page, styles, numbering, header, footer and properties of a new document."""
    section, styles, about = document.sections[0], document.styles, document.core_properties
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    for name, (size, before, after) in LOOKS.items():
        style, layout = styles[name], styles[name].paragraph_format
        for old in style.element.xpath("w:rPr|w:pPr/w:pBdr|w:pPr/w:numPr|w:pPr/w:contextualSpacing"):
            old.getparent().remove(old)
        style.font.name, style.font.size, style.font.color.rgb = "Carlito", Pt(size), RGBColor(0, 0, 0)
        style.font.bold = name.startswith(("Title", "Heading"))
        layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.1
    document.part.numbering_part.element[:] = map(parse_xml, numbering(source))
    for level in range(source.main.headings):
        set_number(styles[STYLES["heading"][level]].element, MAIN, level)
    for depth, (bullet, text) in enumerate(zip(STYLES["bullet"], STYLES["text"][1:], strict=True)):
        set_number(styles[bullet].element, DASH, depth)
        styles[text].paragraph_format.left_indent = Cm(Block("text", depth + 1).indent[0])
    for language in styles.element.xpath("//w:lang"):
        language.set(qn("w:val"), "nl-NL")
    for part, key in ((section.header, "koptekst"), (section.footer, "voettekst")):
        for text in fields(source.meta[key]):
            run = part.paragraphs[0].add_run("1" if text in FIELDS else text)
            if text in FIELDS:
                part.paragraphs[0]._p.append(parse_xml(xml("fldSimple", instr=FIELDS[text][0])))
                part.paragraphs[0]._p[-1].append(run._r)
    section.footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    about.title, about.author, about.last_modified_by, about.comments = (
        source.meta["titel"],
        AUTHOR,
        AUTHOR,
        "",
    )
    about.language, about.created, about.modified = "nl-NL", DATE, DATE


def fill(paragraph: Any, block: Block, keep: bool) -> None:
    """Put a block in a Word paragraph."""
    for run in block.runs:
        written = paragraph.add_run(run.text)
        written.bold, written.italic = run.bold or None, run.italic or None
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if block.right else None
    paragraph.paragraph_format.keep_with_next = keep or None
    paragraph.paragraph_format.page_break_before = block.new_page or None


def column_widths(rows: list[list[Block]]) -> list[Cm]:
    """Return widths that fill the line: a column gets what its text needs, up to a cap that all share."""
    needs = []
    for head, *cells in zip(*rows, strict=True):
        needs.append(max(map(len, [*head.text.split(), *(td.text for td in cells)])) + 3)
    cap = max(cap for cap in range(1, 96) if sum(min(need, cap) for need in needs) <= 95)  # characters
    shares = [min(need, cap) for need in needs]
    return [Cm(16 * share / sum(shares)) for share in shares]


def add_table(document: Any, block: Block) -> None:
    """Add a table as wide as the text, with a header row that Word repeats on each page."""
    table, widths = document.add_table(0, len(block.rows[0]), "Table Grid"), column_widths(block.rows)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, cells in enumerate(block.rows, start=1):
        row = table.add_row()
        row._tr.get_or_add_trPr().append(parse_xml(xml("tblHeader" if number == 1 else "cantSplit")))
        row.height = None if cells[-1].text else Cm(1.2)  # room for a signature
        for box, td, width in zip(row.cells, cells, widths, strict=True):
            box.width, box.paragraphs[0].style = width, document.styles["No Spacing"]
            fill(box.paragraphs[0], td, block.keep and number < len(block.rows))
    document.add_paragraph().paragraph_format.line_spacing = Pt(6)  # without it Word joins two tables


def write_docx(source: Source, path: Path) -> str:
    """Write the DOCX with python-docx, the same bytes each time; only Word knows how many pages it has."""
    document: Any = docx.Document()
    prepare(document, source)
    for block in source.blocks:
        if block.kind == "table":
            add_table(document, block)
            continue
        paragraph = document.add_paragraph(style=STYLES[block.kind][block.depth])
        fill(paragraph, block, block.keep)
        if block.kind == "number" or (block.kind == "heading" and not block.label):
            set_number(paragraph._p, *block.num)
    document.save(buffer := io.BytesIO())
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, DATE.timetuple()[:6]), old.read(name), zipfile.ZIP_DEFLATED)
    return ""


def main() -> None:
    """Build the examples named on the command line, or all."""
    os.environ["SOURCE_DATE_EPOCH"] = str(int(DATE.timestamp()))  # dates the fonts in a PDF
    for slug in sys.argv[1:] or sorted(path.stem for path in (HERE / "bron").glob("*.md")):
        source = Source(HERE / "bron" / f"{slug}.md")
        for form in source.meta["vorm"]:
            target = HERE / f"{slug}.{form}"
            print(target.name, {"docx": write_docx, "pdf": write_pdf}[form](source, target))


if __name__ == "__main__":
    main()
