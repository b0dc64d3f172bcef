"""Bad input is normal input: one Dutch sentence, the contract's exit code, never a traceback."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from analyse.extract import Leeswijze, read_file
from analyse.limits import Limits

SMALL = Limits(bestand=2_000_000, uitgepakt=5_000_000, xml_deel=2_000_000, paginas=5)

CONTENT_TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def _zip(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _refusal(path: Path, limits: Limits = SMALL) -> str:
    result = read_file(path, Leeswijze(limits, ocr=False, paginas=False))
    assert not result.documenten
    (message,) = result.fouten
    assert message.endswith(".")
    return message


def test_encrypted_pdf(maak_pdf: Callable[..., Path], tmp_path: Path) -> None:
    path = maak_pdf([[(72, 700, 11, "Geheime overeenkomst.")]])
    locked = tmp_path / "slot.pdf"
    with pikepdf.open(path) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="eigenaar", user="lezer"))
    assert "wachtwoord" in _refusal(locked)


def test_truncated_pdf(voorbeelden: Path, tmp_path: Path) -> None:
    whole = (voorbeelden / "dvo-omgevingsdienst.pdf").read_bytes()
    path = tmp_path / "half.pdf"
    path.write_bytes(whole[: len(whole) // 3])
    assert "half.pdf" in _refusal(path)


def test_picture_only_pdf(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    for _ in range(2):
        page = pdf.add_blank_page(page_size=(595, 842))
        image = pdf.make_stream(b"\xff" * 100)
        image.update(
            pikepdf.Dictionary(
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=10,
                Height=10,
                ColorSpace=pikepdf.Name.DeviceGray,
                BitsPerComponent=8,
            )
        )
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        page.Contents = pdf.make_stream(b"q 500 0 0 700 0 0 cm /Im0 Do Q")
    path = tmp_path / "scan.pdf"
    pdf.save(path)
    assert "scan" in _refusal(path)


def test_too_many_pages(maak_pdf: Callable[..., Path]) -> None:
    assert "pagina's" in _refusal(maak_pdf([[(72, 700, 11, "Tekst van de overeenkomst.")]] * 6))


def test_docx_bomb_is_counted_while_unpacking(tmp_path: Path) -> None:
    path = tmp_path / "bom.docx"
    path.write_bytes(_zip({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": b" " * 50_000_000}))
    assert path.stat().st_size < 100_000
    assert "te groot" in _refusal(path)


def test_docx_with_an_entity_declaration(tmp_path: Path) -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><w:document/>'
    path = tmp_path / "entiteit.docx"
    path.write_bytes(_zip({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": evil}))
    assert "verdachte" in _refusal(path)


def test_nonsense_inside_a_word_file_is_a_reading_error(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("De partijen sluiten deze overeenkomst.")
    numbering = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="nul"/><w:numId w:val="1"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(numbering))
    path = tmp_path / "raar.docx"
    document.save(str(path))
    assert "opbouw van het bestand" in _refusal(path)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("foto.pdf", b"\xff\xd8\xff\xe0" + b"\0" * 2000, "beschadigd"),
        ("leeg.docx", b"", "leeg"),
        ("oud.doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, ".doc"),
        ("ruis.pdf", bytes(range(256)) * 20, "geen document dat analyse kent"),
        ("kapot.docx", b"PK\x03\x04word/document" + b"\0" * 300, "beschadigd"),
        ("leeg.zip", _zip({}) + b"\0" * 10, "geen document"),
        ("map.zip", _zip({"map/": b""}), "geen bestanden"),
        ("rekenblad.xlsx", _zip({"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": b""}), "Excel"),
        ("slot.docx", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        ("raar.docx", _zip({"[Content_Types].xml": CONTENT_TYPES}), "beschadigd"),
        ("kop.pdf", b"%PDF-1.7\n" + b"x" * 500, "beschadigd"),
    ],
)
def test_wrong_bytes(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert expected in _refusal(path)


def test_absent_file_and_folder(tmp_path: Path) -> None:
    assert "bestaat niet" in _refusal(tmp_path / "weg.pdf")
    assert "map" in _refusal(tmp_path)
