"""The neutral model as HTML (for WeasyPrint and Chromium) and as Typst, and the rewriting into a hostile order."""

from __future__ import annotations

import json
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any, Literal

import pikepdf

from tests.bench.model import Deel, Model

Stijl = Literal["een kolom", "twee kolommen", "kop, voet en noten", "regelraster", "browser"]

_BASIS = """
@page { size: A4; margin: 2.5cm }
body { font: 10.5pt/1.4 'Liberation Serif', 'DejaVu Serif', serif; margin: 0; text-align: justify; hyphens: auto }
h1, h2, h3 { text-align: left; hyphens: manual; break-after: avoid; font-family: 'Liberation Sans', sans-serif }
h1 { font-size: 17pt; margin: 0 0 16pt } h2 { font-size: 12pt; margin: 14pt 0 5pt }
h3 { font-size: 10.5pt; margin: 10pt 0 4pt } p, li { margin: 0 0 5pt }
.lid { padding-left: 1.1cm; text-indent: -1.1cm } .lid.n2 { margin-left: 1.1cm }
.lid > span:first-child { display: inline-block; width: 1.1cm; text-indent: 0 }
ul { margin: 0; padding-left: 1.1cm } ul.n2 { padding-left: 2cm }
table { border-collapse: collapse; width: 100%; margin: 6pt 0 11pt; font-size: 9.5pt; line-height: 1.25 }
th, td { border: .5pt solid #666; padding: 3pt 5pt; text-align: left; vertical-align: top; hyphens: manual }
tr { break-inside: avoid }
"""
_KOLOMMEN = """
@page { margin: 1.8cm } body { columns: 2; column-gap: .8cm; font-size: 9.5pt } h1 { column-span: all }
.lid { padding-left: .8cm; text-indent: -.8cm } .lid.n2 { margin-left: .6cm }
.lid > span:first-child { width: .8cm } table { font-size: 8pt; break-inside: avoid } th, td { padding: 2pt 3pt }
"""
_RASTER = """
body { line-height: 12pt } h1 { line-height: 24pt; margin: 0 0 12pt } h2, h3 { line-height: 12pt; margin: 12pt 0 0 }
h2 { font-size: 10.5pt } p { margin: 0 } .lid { margin-bottom: 0 } table { margin: 12pt 0 }
"""
_HEEL = "table { break-inside: avoid }"
_KOP_EN_VOET = """
@page { @top-left { content: string(koptekst); font-size: 8.5pt; color: #444 }
  @bottom-right { content: 'Pagina ' counter(page) ' van ' counter(pages); font-size: 8.5pt }
  @footnote { border-top: .5pt solid; padding-top: 3pt; margin-top: 9pt } }
body { string-set: koptekst attr(data-kop) }
.noot { float: footnote; font-size: 8pt; line-height: 1.25; text-indent: 0; hyphens: manual }
.noot::footnote-marker { content: counter(footnote) ' ' } .noot::footnote-call { font-size: 70% }
"""
_STIJLEN: dict[Stijl, str] = {
    "een kolom": _HEEL,
    "twee kolommen": _KOLOMMEN,
    "kop, voet en noten": _KOP_EN_VOET,
    "regelraster": _KOLOMMEN + _RASTER,
    "browser": _HEEL,
}


def html(model: Model, stijl: Stijl) -> str:
    """One page of HTML; in style "browser" the items are real list items, of which the browser draws the marker."""
    inhoud = "\n".join(_deel(deel, stijl == "browser") for deel in model.delen)
    return (
        f'<!doctype html><html lang="nl"><meta charset="utf-8"><title>{escape(model.titel)}</title>'
        f'<style>{_BASIS}{_STIJLEN[stijl]}</style><body data-kop="{escape(model.koptekst)}">\n{inhoud}\n</body></html>'
    )


def _deel(deel: Deel, als_lijst: bool) -> str:
    voor, na = (escape(helft) for helft in deel.helften)
    tekst = voor + (f'<span class="noot">{escape(deel.noot)}</span>' if deel.noot else "") + na
    label = escape(deel.label)
    if deel.soort == "tabel":
        return _tabel(deel)
    if deel.soort == "titel":
        return f"<h1>{tekst}</h1>"
    if deel.soort == "kop":
        return f"<h{deel.niveau + 1}>{label} {tekst}</h{deel.niveau + 1}>"
    if deel.soort == "alinea":
        return f"<p>{tekst}</p>"
    if als_lijst:
        return f'<ul class="n{deel.niveau}"><li style="list-style-type: \'{label} \'">{tekst}</li></ul>'
    return f'<p class="lid n{deel.niveau}"><span>{label}</span>{tekst}</p>'


def _tabel(deel: Deel) -> str:
    kop, *rijen = ["".join(f"<td>{escape(cel)}</td>" for cel in rij) for rij in deel.rijen]
    inhoud = "".join(f"<tr>{rij}</tr>" for rij in rijen)
    return f"<table><thead><tr>{kop.replace('td>', 'th>')}</tr></thead><tbody>{inhoud}</tbody></table>"


TYPST = """
#let d = json(bytes(sys.inputs.data))
#set document(title: d.titel)
#set page(paper: "a4", margin: 2.5cm, header: text(8pt, d.koptekst),
  footer: context align(right, text(8pt)[Pagina #counter(page).display() van #counter(page).final().first()]))
#set text(lang: "nl", size: 10.5pt)
#set par(justify: true)
#show heading: set block(above: 1.4em, below: .8em)
#let inhoud(u) = if u.noot == "" { u.voor } else [#u.voor#footnote(u.noot)#u.na]
#for u in d.delen {
  if u.soort == "titel" { block(below: 1.5em, par(justify: false, text(17pt, weight: "bold", u.voor))) }
  else if u.soort == "kop" { heading(level: u.niveau, [#u.label #u.voor]) }
  else if u.soort == "alinea" { par(inhoud(u)) }
  else if u.soort == "lid" { enum(numbering: (..n) => u.label, indent: (u.niveau - 1) * 1.5em, inhoud(u)) }
  else { table(columns: u.rijen.first().len(), table.header(..u.rijen.first()), ..u.rijen.slice(1).flatten()) }
}
"""
"""The Typst template; the document itself comes as JSON, so that nothing needs escaping."""


def typst_gegevens(model: Model) -> str:
    """The model as the JSON that the template reads."""
    delen = [asdict(deel) | dict(zip(("voor", "na"), deel.helften, strict=True)) for deel in model.delen]
    return json.dumps({"titel": model.titel, "koptekst": model.koptekst, "delen": delen}, ensure_ascii=False)


def regel_voor_regel(bron: Path, doel: Path) -> None:
    """Rewrite a PDF of WeasyPrint: the same letters on the same places, but shown line by line across the columns.

    Some programs write columns like this; the reading order can then only come from where the words stand.
    """
    with pikepdf.open(bron) as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
            opdrachten = pikepdf.parse_content_stream(page)
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(_geordend(opdrachten)))
        pdf.save(doel)


def _geordend(opdrachten: Any) -> list[Any]:
    """Every shown text with its own position, font and colour, from top to bottom; drawn lines stay before it."""
    staat: dict[str, Any] = {}
    getoond: list[tuple[float, float, list[Any]]] = []
    rest: list[Any] = []
    plaats = 0
    for opdracht in opdrachten:
        naam = str(opdracht.operator)
        if naam in ("Tm", "Tf", "rg", "TL", "Tr"):
            staat[naam] = opdracht
        if naam in ("TJ", "Tj"):
            *_, x, y = (float(getal) for getal in staat["Tm"].operands)
            getoond.append((y, x, [*staat.values(), opdracht]))
        elif naam == "BT":
            plaats = plaats or len(rest)
        elif naam not in ("ET", "Tm", "Tf"):
            rest.append(opdracht)
    getoond.sort(key=lambda stuk: (round(stuk[0]), stuk[1]))
    begin, eind = (pikepdf.ContentStreamInstruction([], pikepdf.Operator(naam)) for naam in ("BT", "ET"))
    return [*rest[:plaats], begin, *(opdracht for _, _, stuk in getoond for opdracht in stuk), eind, *rest[plaats:]]
