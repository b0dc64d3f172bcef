"""Other programs' files through LibreOffice, without a window, a user profile, macros, links or a network."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Literal

from analyse.errors import LeesfoutError

MISSING = (
    "Installeer LibreOffice (Debian/Ubuntu: apt install libreoffice-writer), of sla het bestand op als DOCX of PDF."
)
_SECONDS = 120
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""


def available() -> bool:
    """Is LibreOffice here?"""
    return shutil.which("soffice") is not None


def convert(path: Path, to: Literal["docx", "pdf"], folder: Path) -> Path:
    """Convert ``path`` to a file in ``folder``; the original is only read.

    Raises:
        LeesfoutError: LibreOffice is not here, cannot read the file, or takes more than two minutes.
    """
    if not available():
        raise LeesfoutError(f"{path.name} kan alleen met LibreOffice worden gelezen. {MISSING}")
    with tempfile.TemporaryDirectory(dir=folder) as work:
        profile = Path(work, "profiel")
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        # a plain name: the user's may hold characters that end up in an option
        source = Path(work, f"bron{path.suffix.lower()}")
        shutil.copyfile(path, source)
        _run(path.name, profile, source, to, Path(work, "uit"))
        made = Path(work, "uit", f"bron.{to}")
        if not made.is_file():
            raise LeesfoutError(f"{path.name} is beschadigd: LibreOffice kan het niet openen. Sla het opnieuw op.")
        return Path(shutil.move(made, folder / f"omgezet.{to}"))


def _run(name: str, profile: Path, source: Path, to: str, out: Path) -> None:
    command = [
        *("soffice", "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--convert-to", to, "--outdir", str(out), str(source)),
    ]
    # no proxy leads anywhere, should a document ask for something from outside
    dead = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | dead | {"HOME": str(profile)},
        start_new_session=True,
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise LeesfoutError(f"{name} omzetten met LibreOffice duurt te lang. Sla het op als DOCX of PDF.") from error
    finally:
        if process.poll() is None:  # soffice starts a child of its own: end the whole group
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
