"""The neutral model as a Word file whose numbers, footnotes and page numbers are made by the word processor itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from tests.bench.model import Deel, Model

_LABEL = re.compile(r"^(?P<voor>\W*(?:[A-Za-z]{3,}\s)?)(?P<kern>\d+\.\d+|\d+|[ivx]+|[a-z]|[A-Z])(?P<na>\W*)$")
_ROMEINS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_HOOFD, _EERSTE = 100, 100  # the multi-level list of the articles; python-docx's template uses lower ids
_TWIPS = 560  # hanging indent of a list, per level

Vorm = tuple[str, str, str]
"""What stands before the number, Word's number format ("decimal", also for 3.2), what stands after it."""


@dataclass(slots=True)
class _Lijst:
    """A list of one level; ``num`` is the one in use, ``teller`` its last number."""

    id: int
    vorm: Vorm
    num: int = 0
    teller: int = 0


@dataclass(slots=True)
class Nummering:
    """Chooses for every label the Word list that gives exactly that label at that place."""

    _vormen: list[Vorm | None] = field(default_factory=lambda: [None, None, None])
    _tellers: list[int] = field(default_factory=lambda: [0, 0, 0])
    _start: int = 1
    _lijsten: dict[Vorm, _Lijst] = field(default_factory=dict)
    _nums: list[tuple[int, int, int | None]] = field(default_factory=lambda: [(_HOOFD, _HOOFD, None)])

    def plaats(self, deel: Deel) -> tuple[int, int] | None:
        """(num id, level), or ``None`` when no automatic number gives this label: it is then typed text."""
        if not deel.label:
            return None
        if deel.label in "–•-":
            return self._vrij((deel.label, "bullet", ""), 1).num, 0
        gevonden = _LABEL.match(deel.label)
        if gevonden is None:
            return None
        voor, kern, na = gevonden["voor"], gevonden["kern"], gevonden["na"]
        niveau = self._in_hoofdlijst(deel, voor, kern, na)
        if niveau is not None:
            return _HOOFD, niveau
        if deel.soort == "kop" or "." in kern:
            return None
        if kern.isdigit():
            return self._vrij((voor, "decimal", na), int(kern)).num, 0
        if kern.isupper():
            return self._vrij((voor, "upperLetter", na), ord(kern) - 64).num, 0
        romein, letter = (voor, "lowerRoman", na), (voor, "lowerLetter", na)
        getal = _ROMEINS.index(kern) + 1 if kern in _ROMEINS else 0
        loopt = romein in self._lijsten and self._lijsten[romein].teller + 1 == getal
        if len(kern) > 1 or getal == 1 or loopt:
            return self._vrij(romein, getal).num, 0
        return self._vrij(letter, ord(kern) - 96).num, 0

    def _in_hoofdlijst(self, deel: Deel, voor: str, kern: str, na: str) -> int | None:
        """The level of the articles' list at which the next number would be this label."""
        if kern.isdigit() and deel.soort == "kop":
            niveau, vorm, getal = 0, (voor, "decimal", na), int(kern)
            if self._vormen[0] is None:
                self._start, self._tellers[0] = getal, getal - 1
        elif self._vormen[0] is None:
            return None
        elif "." in kern:
            boven, onder = map(int, kern.split("."))
            niveau, vorm, getal = 1, (f"{voor}%1.", "decimal", na), onder
            if boven != self._tellers[0]:
                return None
        elif kern.isdigit():
            niveau, vorm, getal = 1, (voor, "decimal", na), int(kern)
        elif kern.islower() and len(kern) == 1:
            niveau, vorm, getal = 2, (voor, "lowerLetter", na), ord(kern) - 96
        else:
            return None
        if self._vormen[niveau] not in (None, vorm) or getal != self._tellers[niveau] + 1:
            return None
        self._vormen[niveau] = vorm
        self._tellers[niveau] = getal
        self._tellers[niveau + 1 :] = [0] * (2 - niveau)
        return niveau

    def _vrij(self, vorm: Vorm, getal: int) -> _Lijst:
        """The list of this form; a number that does not follow the last one starts it anew."""
        lijst = self._lijsten.setdefault(vorm, _Lijst(_EERSTE + 1 + len(self._lijsten), vorm))
        if vorm[1] == "bullet" and lijst.num:
            return lijst
        if not lijst.num or getal != lijst.teller + 1:
            lijst.num = _HOOFD + len(self._nums)
            self._nums.append((lijst.num, lijst.id, getal))
        lijst.teller = getal
        return lijst

    def schrijf(self, numbering: Any) -> None:
        """Add the lists to the ``w:numbering`` element."""
        hoofd = [(v or ("", "decimal", "."), self._start if i == 0 else 1) for i, v in enumerate(self._vormen)]
        for plaats, (id_, niveaus) in enumerate(
            [(_HOOFD, hoofd), *((lijst.id, [(lijst.vorm, 1)]) for lijst in self._lijsten.values())]
        ):
            lagen = "".join(_niveau(i, vorm, start) for i, (vorm, start) in enumerate(niveaus))
            xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{id_}">'
            xml += f'<w:multiLevelType w:val="multilevel"/>{lagen}</w:abstractNum>'
            numbering.insert(plaats, parse_xml(xml))  # before the w:num elements, as the schema wants
        for num, abstract, start in self._nums:
            over = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else ""
            xml = f'<w:num {nsdecls("w")} w:numId="{num}"><w:abstractNumId w:val="{abstract}"/>{over}</w:num>'
            numbering.append(parse_xml(xml))


def _niveau(ilvl: int, vorm: Vorm, start: int) -> str:
    voor, formaat, na = vorm
    tekst = voor if formaat == "bullet" else f"{voor}%{ilvl + 1}{na}"
    links = _TWIPS * max(1, ilvl)
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{formaat}"/>'
        f'<w:lvlText w:val="{escape(tekst)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{links}" w:hanging="{_TWIPS}"/></w:pPr></w:lvl>'
    )


def schrijf_docx(model: Model, pad: Path) -> None:
    """Write the model as DOCX: numbered paragraphs, styled headings, a table grid, footnotes, running head and foot."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Liberation Serif"
    document.styles["Normal"].font.size = Pt(10.5)
    nummering = Nummering()
    for deel in model.delen:
        if deel.soort == "tabel":
            _tabel(document, deel)
            continue
        stijl = {"titel": "Title", "kop": f"Heading {deel.niveau}"}.get(deel.soort, "Normal")
        alinea = document.add_paragraph(style=stijl)
        plaats = nummering.plaats(deel)
        if plaats:
            eigenschap = alinea._p.get_or_add_pPr().get_or_add_numPr()
            eigenschap.get_or_add_numId().val, eigenschap.get_or_add_ilvl().val = plaats
        voor, na = deel.helften
        alinea.add_run(voor if plaats or not deel.label else f"{deel.label} {voor}")
        if deel.noot:
            alinea._p.append(parse_xml(_VERWIJZING.format(ns=nsdecls("w"), nr=deel.noot_nr + 1)))
            alinea.add_run(na)
    nummering.schrijf(document.part.numbering_part.element)
    _noten(document, [deel for deel in model.delen if deel.noot])
    _kop_en_voet(document, model)
    document.save(str(pad))


def _tabel(document: Any, deel: Deel) -> None:
    tabel = document.add_table(rows=len(deel.rijen), cols=len(deel.rijen[0]), style="Table Grid")
    for rij, cellen in zip(tabel.rows, deel.rijen, strict=True):
        for cel, tekst in zip(rij.cells, cellen, strict=True):
            cel.text = tekst


_SUPER = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_VERWIJZING = "<w:r {ns}>" + _SUPER + '<w:footnoteReference w:id="{nr}"/></w:r>'
_STREEP = (
    '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


def _noten(document: Any, delen: list[Deel]) -> None:
    """The footnotes part, which python-docx does not make."""
    if not delen:
        return
    noottekst = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    noottekst.base_style = document.styles["Normal"]
    noottekst.font.size = Pt(8.5)
    stijl = noottekst.style_id
    noten = "".join(
        f'<w:footnote w:id="{deel.noot_nr + 1}"><w:p><w:pPr><w:pStyle w:val="{stijl}"/></w:pPr>'
        f"<w:r>{_SUPER}<w:footnoteRef/></w:r>"
        f'<w:r><w:t xml:space="preserve"> {escape(deel.noot)}</w:t></w:r></w:p>'
        "</w:footnote>"
        for deel in delen
    )
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{_STREEP}{noten}</w:footnotes>'
    naam = PackURI("/word/footnotes.xml")
    part = Part(naam, CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _kop_en_voet(document: Any, model: Model) -> None:
    document.sections[0].header.paragraphs[0].add_run(model.koptekst).font.size = Pt(8.5)
    voet = document.sections[0].footer.paragraphs[0]
    for tekst, veld in (("Pagina ", "PAGE"), (" van ", "NUMPAGES")):
        voet.add_run(tekst)
        voet._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{veld}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
