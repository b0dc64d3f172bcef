"""The web application as its user meets it: the real command, a real worker, Chromium; axe-core on every page."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not here")
SECONDS = 60_000


class Server(NamedTuple):
    start: str
    """The link that was printed."""

    def address(self, path: str) -> str:
        return self.start.split("/begin")[0] + path


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    database = tmp_path_factory.mktemp("web") / "register.sqlite"
    command = [sys.executable, "-m", "analyse", "web", "--poort", "0", "--register", f"sqlite:///{database}"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        line = next(line for line in process.stderr if "http" in line)
        yield Server(line.split()[-1])
    finally:
        process.terminate()
        process.wait(20)
        process.stderr.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """Logged in; a fault in our script or a breach of the policy fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(server.start)
    yield page
    context.close()
    assert not [fault for fault in faults if "401" not in fault and "404" not in fault]


@pytest.fixture(scope="module")
def dossier(browser: Browser, server: Server, voorbeelden: Path) -> str:
    """Path of a dossier that was read."""
    page = browser.new_page()
    page.goto(server.start)
    path = _upload(page, voorbeelden / "dvo-omgevingsdienst.pdf")
    page.close()
    return path


def _upload(page: Page, *files: Path) -> str:
    page.set_input_files("#bestanden", files)
    page.click("text=Toets deze bestanden")
    page.wait_for_selector(".naast", timeout=SECONDS)
    return re.sub(r"^https?://[^/]+", "", page.url).split("#")[0]


def _violations(page: Page) -> list[str]:
    result = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    return [
        f"{v['id']}: {v['help']} {json.dumps([n['html'][:160] for n in v['nodes'][:3]])}"
        for v in result.response["violations"]
    ]


def test_upload_review_and_take_the_report_along(page: Page, server: Server, voorbeelden: Path) -> None:
    page.set_input_files("#bestanden", voorbeelden / "convenant-veiligheidsregio.docx")
    expect(page.locator(".gekozen li")).to_have_text("convenant-veiligheidsregio.docx")
    page.click("text=Toets deze bestanden")
    expect(page.locator("[data-wacht]")).to_be_visible()
    page.wait_for_selector(".naast", timeout=SECONDS)  # pushed by the server: nobody reloads
    assert page.locator("details.deel").count() == 19
    page.click("#d1b > summary")
    page.click("#d1b [data-toon] >> nth=0")
    assert page.evaluate("document.querySelectorAll('.nu').length") >= 1
    with page.expect_download() as download:
        page.click("text=Download")
        page.click("text=Concept-uitvoeringsplan (Word)")
    assert download.value.suggested_filename == "uitvoeringsplan-convenant-veiligheidsregio.docx"
    assert Path(download.value.path()).stat().st_size > 10_000


def test_a_corrected_verdict_is_in_the_report(page: Page, server: Server, dossier: str) -> None:
    page.goto(server.address(dossier))
    before = page.locator("#d6a .oordeel").inner_text()
    assert "open" in before or "vaag" in before or "beantwoord" in before
    page.click("#d6a > summary")
    page.fill("#n6a", "De gemeente draagt dit risico")
    page.click("#d6a button.nvt")
    expect(page.locator("#d6a .oordeel")).to_contain_text("niet van toepassing")
    expect(page.locator("#n6a")).to_have_value("De gemeente draagt dit risico")  # what was typed stays
    page.click("#d6a >> text=Bewaar notitie")
    expect(page.locator("#d6a .toelichting")).to_contain_text("De gemeente draagt dit risico")
    with page.expect_download() as download:
        page.click("text=Download")
        page.click("text=Rapport (webpagina)")
    report = Path(download.value.path()).read_text(encoding="utf-8")
    assert "De gemeente draagt dit risico" in report
    assert "niet van toepassing" in report
    page.click("text=ongedaan")
    page.wait_for_timeout(300)
    page.click("text=ongedaan")
    expect(page.locator("#d6a .oordeel")).to_have_text(before)


def test_evidence_is_chosen_by_clicking_sentences(page: Page, server: Server, dossier: str) -> None:
    page.goto(server.address(f"{dossier}?deelvraag=7c"))
    sentence = page.locator(".kies").nth(4)
    sentence.click()
    expect(page.locator(".kies").nth(4)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".zin").nth(4)).to_contain_text("bewijs bij")
    page.locator(".kies").nth(4).click()
    expect(page.locator(".kies").nth(4)).to_have_attribute("aria-pressed", "false")


def test_from_the_grid_to_a_sub_question(page: Page, server: Server, dossier: str) -> None:
    page.goto(server.address("/archief"))
    page.click("text=Toon als raster")
    page.click("table.raster td a >> nth=3")
    page.wait_for_selector(".naast")
    assert page.locator("details.deel[open]").count() == 1


def test_the_keyboard_alone_is_enough(page: Page, server: Server, dossier: str) -> None:
    page.goto(server.address(dossier))
    page.keyboard.press("Tab")
    expect(page.locator(".springen")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("#d1a > summary").focus()
    for _ in range(3):
        page.keyboard.press("j")
    expect(page.locator("#d2b > summary")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    assert page.locator("#d2a").get_attribute("open") is not None
    page.keyboard.press("Tab")
    expect(page.locator("#d2a .akkoord")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#d2a .gezien")).to_have_count(1)
    expect(page.locator("#d2a > summary")).to_be_focused()
    page.click("text=ongedaan")


def test_without_javascript(browser: Browser, server: Server, dossier: str, voorbeelden: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.start)
    page.set_input_files("#bestanden", voorbeelden / "convenant-veiligheidsregio.docx")
    page.click("text=Toets deze bestanden")
    page.wait_for_selector(".naast", timeout=SECONDS)  # the page loads itself again
    page.goto(server.address(f"{dossier}?deelvraag=3b"))
    page.click("#d3b button.vaag")
    assert "vaag" in page.locator("#d3b .oordeel").inner_text()
    page.goto(server.address(f"{dossier}?deelvraag=3b#tekst"))
    page.click(".kies >> nth=2")
    assert page.locator(".kies >> nth=2").get_attribute("aria-pressed") == "true"
    for _ in range(2):
        page.click("text=ongedaan")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible(browser: Browser, server: Server, dossier: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(server.start)
    paths = ["/", dossier, f"{dossier}?deelvraag=5a", f"{dossier}/geschiedenis", f"{dossier}/verwijderen", "/archief"]
    found = {}
    for path in [*paths, "/archief?weergave=raster", "/archief/patroon", "/bestaat-niet"]:
        page.goto(server.address(path))
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
        if problems := _violations(page):
            found[path] = problems
    context.close()
    stranger = browser.new_context(color_scheme=scheme).new_page()
    stranger.goto(server.address("/"))
    assert not _violations(stranger)
    stranger.context.close()
    assert not found, json.dumps(found, indent=1)


@pytest.mark.parametrize("width", [320, 768, 1920])
def test_no_page_is_wider_than_the_screen(browser: Browser, server: Server, dossier: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(server.start)
    for path in ("/", dossier, f"{dossier}/geschiedenis", "/archief", "/archief?weergave=raster", "/archief/patroon"):
        page.goto(server.address(path))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
