"""Files that hold files: a ZIP of a dossier, an e-mail with attachments."""

from __future__ import annotations

import email
import email.policy
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from analyse.errors import LeesfoutError
from analyse.limits import Limits

_CHUNK = 1 << 16


def unzip(path: Path, folder: Path, limits: Limits) -> Iterator[Path]:
    """Unpack the files of a ZIP into ``folder`` one by one, in the order of their names.

    Names in the archive never become paths: each file gets a folder of its own and only its last name.

    Raises:
        LeesfoutError: too many files, too large when unpacked, or locked.
    """
    total = 0
    with zipfile.ZipFile(path) as archive:
        entries = [e for e in archive.infolist() if not e.is_dir() and not _is_hidden(e.filename)]
        if len(entries) > limits.bestanden:
            raise LeesfoutError(
                f"{path.name} bevat {len(entries)} bestanden; meer dan {limits.bestanden} leest analyse niet."
            )
        for number, entry in enumerate(sorted(entries, key=lambda e: e.filename)):
            if entry.flag_bits & 1:
                raise LeesfoutError(
                    f"{path.name} is beveiligd met een wachtwoord. Pak het uit en geef de bestanden op."
                )
            target = _own_place(folder, number, entry.filename)
            with archive.open(entry) as source, target.open("wb") as out:
                while chunk := source.read(_CHUNK):
                    total += len(chunk)
                    if total > limits.uitgepakt:
                        raise LeesfoutError(f"{path.name} wordt bij het uitpakken veel te groot en is niet gelezen.")
                    out.write(chunk)
            yield target


def open_mail(path: Path, folder: Path, limits: Limits) -> Iterator[Path]:
    """Write the text of an e-mail and its attachments into ``folder``, the text first.

    Raises:
        LeesfoutError: more attachments than the limits allow.
    """
    with path.open("rb") as source:
        message = email.message_from_binary_file(source, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain", "html"))
    if body is not None:
        suffix = ".html" if body.get_content_subtype() == "html" else ".txt"
        subject = str(message.get("Subject", "")).strip()
        content = str(body.get_content())
        text = content if suffix == ".html" else f"{subject}\n\n{content}"
        target = _own_place(folder, 0, path.stem + suffix)
        target.write_text(text, encoding="utf-8")
        yield target
    attachments = list(message.iter_attachments())
    if len(attachments) > limits.bestanden:
        raise LeesfoutError(f"{path.name} heeft meer dan {limits.bestanden} bijlagen en is niet gelezen.")
    for number, part in enumerate(attachments, start=1):
        data = part.get_payload(decode=True)
        if isinstance(data, bytes):
            target = _own_place(folder, number, part.get_filename() or f"bijlage-{number}")
            target.write_bytes(data)
            yield target


def _is_hidden(name: str) -> bool:
    """What a Mac adds, and files whose name starts with a dot."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith(".")


def _own_place(folder: Path, number: int, name: str) -> Path:
    place = folder / str(number)
    place.mkdir()
    last = PurePosixPath(name.replace("\\", "/")).name or "naamloos"
    return place / "".join(c if c.isprintable() and c not in '<>:"|?*' else "_" for c in last)[-150:]
