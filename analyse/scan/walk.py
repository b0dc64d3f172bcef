"""Which files below a folder belong together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = frozenset(
    [
        ".pdf",
        ".docx",
        ".doc",
        ".odt",
        ".rtf",
        ".txt",
        ".md",
        ".html",
        ".htm",
        ".eml",
        ".zip",
        ".jpg",
        ".jpeg",
        ".png",
        ".tif",
        ".tiff",
    ]
)
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Dossier:
    """The files of one agreement, in order."""

    paden: tuple[Path, ...]


def walk(folder: Path, *, per_folder: bool) -> Iterator[Dossier]:
    """The agreements below ``folder`` in the order of their paths; hidden files and other formats are left out.

    Args:
        folder: where to look, with everything below it; links out of it are not followed.
        per_folder: the files of one folder form one agreement.
    """
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and path.is_file()
        and not path.is_symlink()
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    )
    if not per_folder:
        yield from (Dossier((path,)) for path in found)
        return
    groups: dict[Path, list[Path]] = {}
    for path in found:
        groups.setdefault(path.parent, []).append(path)
    yield from (Dossier(tuple(paths)) for paths in groups.values())


def content_hash(path: Path) -> str:
    """SHA-256 of the bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def agreement_key(hashes: tuple[str, ...]) -> str:
    """One key for the files together; a single file's own hash."""
    return hashes[0] if len(hashes) == 1 else hashlib.sha256(" ".join(hashes).encode()).hexdigest()
