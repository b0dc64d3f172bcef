"""The pages without a browser: what they show, keep, refuse and hide."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from starlette.testclient import TestClient

from analyse.archive.people import Rol
from analyse.errors import GebruiksfoutError
from analyse.register import Register
from analyse.web.app import create_app
from analyse.web.settings import Instellingen, Oidc, read_settings
from tests.web.conftest import PASSWORD, Bezoeker

Read = Callable[[], None]
Make = Callable[..., Path]
TEXTS = ["# Convenant toezicht", "De gemeente betaalt in 2026 € 40.000 aan de dienst.", "Partijen overleggen."]


@pytest.fixture
def dossier(alleen: Bezoeker, maak_docx: Make, lees_alles: Read) -> str:
    """Address of a dossier that was read."""
    address = alleen.upload(maak_docx(TEXTS, "Convenant toezicht.docx"))
    lees_alles()
    return address


def test_an_upload_waits_is_read_and_shown(alleen: Bezoeker, maak_docx: Make, lees_alles: Read) -> None:
    address = alleen.upload(maak_docx(TEXTS))
    waiting = alleen.get(address)
    assert "Wacht op zijn beurt" in waiting.text
    assert '<noscript><meta http-equiv="refresh"' in waiting.text
    lees_alles()
    page = alleen.get(address).text
    assert "Convenant toezicht" in page
    assert page.count('<details class="deel') == 19
    assert "€ 40.000" in page


def test_several_files_are_several_dossiers_or_one(alleen: Bezoeker, maak_docx: Make, lees_alles: Read) -> None:
    files = [maak_docx([f"# Stuk {n}", f"De gemeente betaalt € {n}0.000."], f"stuk{n}.docx") for n in (1, 2)]
    assert alleen.upload(*files) == "/"
    assert alleen.upload(*files, together=True) == "/"
    lees_alles()
    assert "3 dossiers" in alleen.get("/archief").text


def test_what_cannot_be_read_says_why_beside_its_name(alleen: Bezoeker, tmp_path: Path, lees_alles: Read) -> None:
    (tmp_path / "leeg.pdf").write_bytes(b"")
    (tmp_path / "kapot.pdf").write_bytes(b"%PDF-1.7 kapot")
    alleen.upload(tmp_path / "leeg.pdf", tmp_path / "kapot.pdf")
    lees_alles()
    page = alleen.get("/").text
    assert "leeg.pdf is leeg (0 bytes)." in page
    assert "kapot.pdf is beschadigd" in page
    assert "Traceback" not in page


def test_a_verdict_that_is_corrected_is_in_every_report(alleen: Bezoeker, dossier: str) -> None:
    part = f"{dossier}/deelvragen/3b"
    alleen.post(part, {"soort": "oordeel", "waarde": "nvt"})
    alleen.post(part, {"soort": "notitie", "waarde": "<b>Speelt hier niet</b>"})
    page = alleen.post(part, {"keuze": "bewijs_bij:2"}).text
    assert "&lt;b&gt;Speelt hier niet" in page
    assert "<b>Speelt" not in page
    written = alleen.get(f"{dossier}/downloads/rapport.json").json()
    review = next(p for q in written["vragen"] for p in q["deelvragen"] if p["id"] == "3b")["beoordeling"]
    assert (review["oordeel"], review["bewijs_bij"], review["door"]) == ("nvt", [2], "A. Bos")
    assert "Speelt hier niet" in alleen.get(f"{dossier}/downloads/rapport.html").text
    word = docx.Document(io.BytesIO(alleen.get(f"{dossier}/downloads/rapport.docx").content))
    assert any("Speelt hier niet" in paragraph.text for paragraph in word.paragraphs)
    line = json.loads(alleen.get(f"{dossier}/downloads/correcties.jsonl").text)
    assert line["deelvragen"]["3b"] == "c"
    for name in ("rapport.xlsx", "rapport.md", "uitvoeringsplan.docx", "gespreksleidraad.docx"):
        answer = alleen.get(f"{dossier}/downloads/{name}")
        assert answer.content
        assert answer.headers["content-disposition"].startswith("attachment;")
    history = alleen.get(f"{dossier}/geschiedenis").text
    assert history.count("<td>A. Bos</td>") == 3
    undo = re.search(r'name="waarde" value="(\d+)">Maak laatste', alleen.get(dossier).text)
    assert undo
    alleen.post(part, {"soort": "ongedaan", "waarde": undo[1]})
    assert "later ongedaan gemaakt" in alleen.get(f"{dossier}/geschiedenis").text


def test_the_archive_is_searched_and_shown_as_a_grid(alleen: Bezoeker, dossier: str) -> None:
    assert "Convenant toezicht" in alleen.get("/archief?tekst=gemeente").text
    assert "Niets gevonden" in alleen.get("/archief?tekst=waterschap").text
    grid = alleen.get("/archief?weergave=raster").text
    assert grid.count(f'href="{dossier}#d') == 19
    assert "van 1" in alleen.get("/archief/patroon").text
    assert alleen.get("/archief?pagina=x").status_code == 400
    assert alleen.get("/archief?oordeel=gat&deelvraag=6a").status_code == 200


def test_deleting_asks_and_then_deletes(alleen: Bezoeker, dossier: str) -> None:
    assert "Verwijderen?" in alleen.get(f"{dossier}/verwijderen").text
    alleen.post(f"{dossier}/verwijderen")
    assert alleen.get(dossier).status_code == 404
    assert "Er is nog niets" in alleen.get("/archief").text


def test_a_dossier_is_checked_again(alleen: Bezoeker, dossier: str, lees_alles: Read) -> None:
    alleen.post(f"{dossier}/deelvragen/3b", {"soort": "oordeel", "waarde": "open"})
    assert "Wacht op zijn beurt" in alleen.post(f"{dossier}/opnieuw").text
    lees_alles()
    assert "Beoordeeld door A. Bos" in alleen.get(dossier).text


def test_nobody_comes_in_without_the_link(register: Register) -> None:
    app = create_app(Instellingen(), register)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        for address in ("/", "/archief", "/gebeurtenissen?op=x", "/begin?sleutel=raad", "/begin"):
            assert client.get(address).status_code == 401, address
        assert client.post("/dossiers").status_code == 403
        assert client.get("/static/stijl.css").status_code == 200


def test_another_name_for_this_machine_is_refused(register: Register) -> None:
    """DNS rebinding: a page elsewhere whose name suddenly means 127.0.0.1."""
    with TestClient(create_app(Instellingen(), register), base_url="http://kwaad.example") as client:
        assert client.get("/").status_code == 400


def test_forms_from_elsewhere_change_nothing(alleen: Bezoeker, dossier: str) -> None:
    for fields in ({}, {"csrf": "geraden"}):
        data = {**fields, "soort": "oordeel", "waarde": "open"}
        assert alleen.client.post(f"{dossier}/deelvragen/3b", data=data).status_code == 403
        assert alleen.client.post(f"{dossier}/verwijderen", data=fields).status_code == 403
    assert "Er is nog niets gewijzigd" in alleen.get(f"{dossier}/geschiedenis").text


def test_every_answer_has_the_headers(alleen: Bezoeker, dossier: str) -> None:
    for address in ("/", dossier, "/static/pagina.js", "/bestaat-niet", f"{dossier}/downloads/rapport.json"):
        headers = alleen.get(address).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    page = alleen.get(dossier).text
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|\sstyle=|<style", page)


def test_units_and_roles(server: Callable[..., Bezoeker], maak_docx: Make, lees_alles: Read) -> None:
    ours, theirs, reader = server("a.bos"), server("b.smit", unit="Jeugd"), server("c.vos", Rol.LEZER)
    dossier = ours.upload(maak_docx(TEXTS))
    lees_alles()
    for address in (dossier, f"{dossier}/geschiedenis", f"{dossier}/downloads/rapport.json", f"{dossier}/paginas/0/1"):
        assert theirs.get(address).status_code == 404, address
    assert "0 dossiers" in theirs.get("/archief?tekst=gemeente").text
    change = {"soort": "oordeel", "waarde": "open"}
    assert theirs.post(f"{dossier}/deelvragen/3b", change).status_code == 404
    assert theirs.post(f"{dossier}/verwijderen").status_code == 404
    assert theirs.post(f"{dossier}/opnieuw").status_code == 404
    assert reader.get(dossier).status_code == 200
    assert reader.post(f"{dossier}/deelvragen/3b", change).status_code == 403
    assert reader.post(f"{dossier}/verwijderen").status_code == 403
    assert ours.get("/gebruikers").status_code == 403
    assert "Kies zinnen" not in reader.get(dossier).text


def test_an_administrator_says_who_comes_in(server: Callable[..., Bezoeker]) -> None:
    boss = server("baas", Rol.BEHEERDER)
    new = {"naam": "nieuw", "rol": "lezer", "eenheid": "Toezicht", "actief": "true", "wachtwoord": "kort"}
    assert "minstens 12" in boss.post("/gebruikers", new).text
    assert "nieuw" in boss.post("/gebruikers", {**new, "wachtwoord": PASSWORD}).text
    visitor = server()
    assert visitor.post("/aanmelden", {"naam": "nieuw", "wachtwoord": PASSWORD}).url.path == "/"
    boss.post("/gebruikers", {key: value for key, value in new.items() if key not in ("actief", "wachtwoord")})
    assert visitor.get("/").url.path == "/aanmelden"
    own = {"naam": "baas", "rol": "lezer", "eenheid": "Toezicht", "actief": "true"}
    assert boss.post("/gebruikers", own).status_code == 400
    assert boss.get("/gebruikers").status_code == 200


def test_passwords_cannot_be_tried_without_end(server: Callable[..., Bezoeker]) -> None:
    server("a.bos")
    thief = server()
    answers = [thief.post("/aanmelden", {"naam": "a.bos", "wachtwoord": f"poging {n}"}).status_code for n in range(7)]
    assert answers == [401] * 4 + [429] * 3  # his own way in was the first of five
    assert thief.post("/aanmelden", {"naam": "a.bos", "wachtwoord": PASSWORD}).status_code == 429


def test_a_request_that_is_too_large_is_refused(alleen: Bezoeker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analyse.web.security._MOST_BYTES", 10_000)
    files = {"bestanden": ("groot.pdf", b"%PDF" + bytes(20_000))}
    answer = alleen.client.post("/dossiers", data={"csrf": alleen.token}, files=files)
    assert answer.status_code == 413
    assert "te veel in één keer" in answer.text


def test_logging_out_ends_the_session(server: Callable[..., Bezoeker]) -> None:
    visitor = server("a.bos")
    cookie = visitor.client.cookies["analyse"]
    assert visitor.post("/afmelden").url.path == "/aanmelden"
    assert cookie != visitor.client.cookies.get("analyse")
    assert visitor.get("/").url.path == "/aanmelden"


def test_no_name_of_a_document_is_logged(
    alleen: Bezoeker,
    maak_docx: Make,
    lees_alles: Read,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    address = alleen.upload(maak_docx(["# Vertrouwelijk plan", "De gemeente betaalt € 10.000."], "Geheim plan.docx"))
    lees_alles()
    monkeypatch.setattr("analyse.web.routes.review.content", lambda *_: 1 / 0 or "Vertrouwelijk plan")
    client = TestClient(alleen.client.app, base_url="http://127.0.0.1", raise_server_exceptions=False)
    client.cookies = alleen.client.cookies
    answer = client.get(address)
    assert answer.status_code == 500
    assert "iets mis in analyse zelf" in answer.text
    ours = "\n".join(r.getMessage() + (r.exc_text or "") for r in caplog.records if r.name.startswith("analyse"))
    assert "ZeroDivisionError" in ours
    for word in ("Geheim", "Vertrouwelijk"):
        assert word not in ours


def test_settings_that_would_be_unsafe_are_refused(tmp_path: Path, register: Register) -> None:
    with pytest.raises(GebruiksfoutError, match="anderen"):
        create_app(Instellingen(adres="0.0.0.0"), register)
    with pytest.raises(GebruiksfoutError, match="oidc"):
        create_app(Instellingen(aanmelden="oidc"), register)
    wrong = tmp_path / "web.toml"
    for text in ("poort = 'x'", "onbekend = 1", "geen toml"):
        wrong.write_text(text, encoding="utf-8")
        with pytest.raises(GebruiksfoutError, match=r"web\.toml"):
            read_settings(wrong)
    with pytest.raises(GebruiksfoutError, match="niet te lezen"):
        read_settings(tmp_path / "weg.toml")


def test_logging_in_through_the_organisations_own_service(
    tmp_path: Path, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Authlib talks to the service; here its answer is ours, so that the claims and the roles are what is tested."""
    (tmp_path / "geheim").write_text("s3cret", encoding="utf-8")
    oidc = Oidc(uitgever="https://idp.example", client_id="analyse", client_geheim_bestand=tmp_path / "geheim")
    app = create_app(Instellingen(aanmelden="oidc", oidc=oidc), register)
    claims = {"preferred_username": "a.bos", "analyse_rol": "lezer", "analyse_eenheid": "Toezicht"}

    async def answer(*_: object) -> dict[str, dict[str, str]]:
        return {"userinfo": claims}

    monkeypatch.setattr(app.state.oidc, "authorize_access_token", answer)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert client.get("/aanmelden/terug").url.path == "/"
        assert "a.bos, Toezicht" in client.get("/").text
        claims["analyse_rol"] = "directeur"
        assert client.get("/aanmelden/terug").status_code == 403
