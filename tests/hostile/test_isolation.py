"""Files made to crash, hang or swell their reader: the parent goes on, in time, with a Dutch sentence."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.oxml import OxmlElement

from analyse.extract import Leeswijze, read_isolated
from analyse.limits import MB, Limits

SECONDS = 20.0
TIGHT = Leeswijze(
    Limits(geheugen=1024 * MB, rekentijd=12, stilte=SECONDS, tijd=SECONDS, paginas=500, tekens=2_000_000),
    ocr=False,
    paginas=False,
)


def _page(pdf: pikepdf.Pdf, content: bytes, **resources: pikepdf.Object) -> None:
    page = pdf.add_blank_page(page_size=(595, 842))
    page.Resources = pikepdf.Dictionary(**resources)
    page.Contents = pdf.make_stream(content)


def _font() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        F1=pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )


def _deflated_twice(pdf: pikepdf.Pdf) -> None:
    """Half a gigabyte of spaces in a few kilobytes."""
    packer, spaces = zlib.compressobj(9), b" " * (16 * MB)
    once = b"".join(packer.compress(spaces) for _ in range(32)) + packer.flush()
    page = pdf.add_blank_page(page_size=(595, 842))
    stream = pdf.make_stream(b"")
    filters = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    stream.write(zlib.compress(once, 9), filter=filters)
    page.Contents = stream


def _nested_forms(pdf: pikepdf.Pdf) -> None:
    """Each form draws the next ten times: a billion drawings."""
    inner = None
    for _ in range(9):
        form = pdf.make_stream(b"/X Do " * 10 if inner is not None else b"0 0 1 1 re f")
        form.update(
            pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=pikepdf.Array([0, 0, 9, 9]))
        )
        if inner is not None:
            form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
        inner = pdf.make_indirect(form)
    _page(pdf, b"/X Do", XObject=pikepdf.Dictionary(X=inner))


def _page_tree_in_a_circle(pdf: pikepdf.Pdf) -> None:
    _page(pdf, b"BT ET")
    pages = pdf.Root.Pages
    node = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Pages, Count=1000, Parent=pages, Kids=pikepdf.Array([]))
    )
    node.Kids = pikepdf.Array([node, node])
    pages.Kids = pikepdf.Array([node])
    pages.Count = 1000


def _deep_array(pdf: pikepdf.Pdf) -> None:
    _page(pdf, b"[" * 400_000 + b"]" * 400_000 + b" 0 d")


def _many_letters(pdf: pikepdf.Pdf) -> None:
    _page(pdf, b"BT /F1 1 Tf " + b"(" + b"a" * 1000 + b") Tj " * 20_000 + b"ET", Font=_font())


def _huge_picture(pdf: pikepdf.Pdf) -> None:
    picture = pdf.make_stream(zlib.compress(b"\0" * MB))
    picture.update(
        pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=100_000,
            Height=100_000,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
            Filter=pikepdf.Name.FlateDecode,
        )
    )
    _page(pdf, b"q 595 0 0 842 0 0 cm /I Do Q", XObject=pikepdf.Dictionary(I=picture))


def _many_lines(pdf: pikepdf.Pdf) -> None:
    """Half a million drawn lines, as if they made a table."""
    _page(pdf, b"".join(b"%d %d m %d %d l S " % (i % 500, i % 800, i % 500 + 9, i % 800) for i in range(500_000)))


@pytest.mark.parametrize(
    "make",
    [
        _deflated_twice,
        _nested_forms,
        _page_tree_in_a_circle,
        _deep_array,
        _many_letters,
        _huge_picture,
        _many_lines,
    ],
)
def test_hostile_pdf(make: Callable[[pikepdf.Pdf], None], tmp_path: Path) -> None:
    pdf = pikepdf.new()
    make(pdf)
    path = tmp_path / "vijandig.pdf"
    pdf.save(path, compress_streams=True)
    _survives(path)


def test_word_file_with_tables_in_tables_without_end(tmp_path: Path) -> None:
    document = docx.Document()
    parent = document.element.body
    for _ in range(3_000):
        table, row, cell = (OxmlElement(f"w:{tag}") for tag in ("tbl", "tr", "tc"))
        parent.insert(0, table)
        table.append(row)
        row.append(cell)
        parent = cell
    path = tmp_path / "tabellen.docx"
    document.save(str(path))
    _survives(path)


def test_a_reader_that_is_shot_is_a_recorded_result(tmp_path: Path) -> None:
    """The limit on silence ends a reader that hangs: here one that waits for a pipe that nobody fills."""
    path = tmp_path / "tekst.txt"
    path.write_text("De partijen werken samen.\n" * 200_000, encoding="utf-8")
    how = Leeswijze(Limits(stilte=0.01), ocr=False)
    (message,) = read_isolated(path, how).fouten
    assert "duurt te lang" in message


def test_too_little_memory_is_a_recorded_result(tmp_path: Path) -> None:
    path = tmp_path / "groot.txt"
    path.write_text("De partijen werken samen aan een veilige regio.\n\n" * 600_000, encoding="utf-8")
    (message,) = read_isolated(path, Leeswijze(Limits(geheugen=300 * MB))).fouten
    assert message.startswith("groot.txt")


def _survives(path: Path) -> None:
    start = time.monotonic()
    result = read_isolated(path, TIGHT)
    assert time.monotonic() - start < SECONDS + 10
    assert result.documenten or result.fouten
    assert all(error.endswith(".") and path.name in error for error in result.fouten)
    assert all(document.blokken for document in result.documenten)


def test_a_reader_that_is_stopped_leaves_no_program_behind(tmp_path: Path) -> None:
    """LibreOffice runs in a group of its own; here a stand-in for it that never ends."""
    program, mark = tmp_path / "soffice", tmp_path / "pid"
    program.write_text(f"#!/bin/sh\necho $$ > {mark}\nexec sleep 60\n", encoding="utf-8")
    program.chmod(0o755)
    path = tmp_path / "oud.rtf"
    path.write_bytes(rb"{\rtf1 De partijen werken samen.}")
    code = (
        "from pathlib import Path\n"
        "from analyse.extract import Leeswijze, read_isolated\n"
        "from analyse.limits import Limits\n"
        f"if __name__ == '__main__': print(read_isolated(Path({str(path)!r}), Leeswijze(Limits(stilte=2.0))).fouten)\n"
    )
    script = tmp_path / "lees.py"
    script.write_text(code, encoding="utf-8")
    environment = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(Path.cwd())}
    run = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, env=environment, timeout=60, check=True
    )
    assert "duurt te lang" in run.stdout
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)


def test_the_readers_process_does_not_run_the_callers_script_again(tmp_path: Path) -> None:
    (tmp_path / "afspraak.txt").write_text("Convenant\n\nDe gemeente betaalt € 10.000.", encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\nfrom analyse.extract import read_isolated\n"
        "print('één keer')\nprint(len(read_isolated(Path('afspraak.txt')).documenten))\n",
        encoding="utf-8",
    )
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, str(script)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.stdout.split("\n") == ["één keer", "1", ""]
