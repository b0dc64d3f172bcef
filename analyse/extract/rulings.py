"""The drawn lines of a PDF page, as the edges that pdfplumber's table finder works on.

pdfplumber would get them by interpreting the whole page again, letters and all.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

Edge = dict[str, Any]
"""pdfplumber's edge: x0, x1, top, bottom in points with origin top left, width, height, orientation "h" or "v"."""

_STRAIGHT = 1.5  # points off the level at which a line still counts as horizontal or vertical
_SHORT = 3.0  # points below which a line is a dot or the thin side of a drawn line


def page_edges(page: pdfium.PdfPage, most: int) -> list[Edge]:
    """Horizontal and vertical lines of the page; empty when there are more than ``most``: that is a drawing."""
    left, _, _, top = page.get_bbox()
    edges: list[Edge] = []
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=1):
        if not _is_drawn(item):
            continue
        for (xa, ya), (xb, yb) in _segments(item):
            edge = _edge(xa - left, top - ya, xb - left, top - yb)
            if edge:
                edges.append(edge)
        if len(edges) > most:
            return []
    return edges


def _is_drawn(item: pdfium.PdfObject) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(fill.value or stroke.value)


def _segments(item: pdfium.PdfObject) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Straight pieces of a path in page coordinates; curves end a piece."""
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
    run: list[tuple[float, float]] = []
    for i in range(pdfium_c.FPDFPath_CountSegments(item)):
        segment = pdfium_c.FPDFPath_GetPathSegment(item, i)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_LINETO:
            run.append(point)
        else:
            yield from pairwise(run)
            run = [point]
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            run.append(run[0])
    yield from pairwise(run)


def _edge(xa: float, ya: float, xb: float, yb: float) -> Edge | None:
    x0, x1, top, bottom = min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb)
    if x1 - x0 >= _SHORT and bottom - top <= _STRAIGHT:
        orientation = "h"
    elif bottom - top >= _SHORT and x1 - x0 <= _STRAIGHT:
        orientation = "v"
    else:
        return None
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": orientation,
    }
