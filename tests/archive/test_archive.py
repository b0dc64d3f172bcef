"""The archive: uploads are done once or fail with a reason; reviews are kept; deleting deletes; units see their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update

from analyse.archive import people, queue, removal, reviewing, shelf
from analyse.archive.people import Persoon, Rol
from analyse.archive.queue import Bestand, Status
from analyse.archive.shelf import Zoekvraag
from analyse.errors import GebruiksfoutError
from analyse.extract import Leeswijze
from analyse.pipeline import Toetser
from analyse.register import Register
from analyse.register.tables import Base, Dossier
from analyse.review import Soort
from analyse.scan import Lokaal, scan, walk

UNIT = "Toezicht"
Maker = Callable[..., Bestand]


def _add(register: Register, *files: Bestand, unit: str = UNIT) -> str:
    return queue.add(register, files, unit=unit, by="A. Bos")


def _row(register: Register, dossier: str, unit: str = UNIT) -> shelf.Rij:
    found = shelf.one(register, unit, dossier)
    assert found
    return found


def test_an_upload_is_read_and_judged_under_its_own_name(
    register: Register, bestand: Maker, lees_alles: Callable[[], None], toetser: Toetser
) -> None:
    dossier = _add(register, bestand("../../etc/Convenant «A».docx"))
    assert _row(register, dossier).status == Status.WACHT
    lees_alles()
    row = _row(register, dossier)
    assert (row.status, row.naam, row.titel) == (Status.KLAAR, "Convenant «A».docx", "Convenant toezicht")
    assert len(row.stand) == 19
    report = reviewing.report_of(register, dossier, toetser.vragenset)
    assert report
    assert report.documenten[0].bestand == "Convenant «A».docx"


def test_what_cannot_be_read_fails_with_its_name_and_reason(
    register: Register, bestand: Maker, lees_alles: Callable[[], None]
) -> None:
    broken, whole = _add(register, Bestand("kapot.pdf", b"%PDF-1.7 kapot")), _add(register, bestand())
    lees_alles()
    assert _row(register, broken).status == Status.MISLUKT
    assert _row(register, broken).reden.startswith("kapot.pdf ")
    assert _row(register, whole).status == Status.KLAAR


def test_the_same_bytes_are_read_once_and_belong_to_each(
    register: Register,
    bestand: Maker,
    lees_alles: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    toetser: Toetser,
) -> None:
    file = bestand("een.docx")
    first = _add(register, file)
    lees_alles()
    monkeypatch.setattr("analyse.archive.worker.read_isolated", lambda *_: pytest.fail("read again"))
    second = _add(register, replace(file, naam="twee.docx"), unit="Jeugd")
    lees_alles()
    assert _row(register, second, "Jeugd").naam == "twee.docx"
    report = reviewing.report_of(register, second, toetser.vragenset)
    assert report
    assert report.documenten[0].bestand == "twee.docx"
    assert removal.remove(register, first)
    assert reviewing.report_of(register, second, toetser.vragenset)


def test_a_unit_sees_only_its_own(register: Register, bestand: Maker, lees_alles: Callable[[], None]) -> None:
    dossier = _add(register, bestand())
    lees_alles()
    assert shelf.one(register, "Jeugd", dossier) is None
    assert shelf.find(register, "Jeugd", Zoekvraag(tekst="gemeente")).totaal == 0
    assert shelf.find(register, UNIT, Zoekvraag(tekst="gemeente")).totaal == 1
    assert not shelf.counts(register, "Jeugd")
    assert not shelf.recent(register, "Jeugd", 9)
    assert not shelf.passages(register, "Jeugd", "gemeente", [dossier])


def test_a_worker_that_died_gives_its_upload_back_and_a_late_one_changes_nothing(
    register: Register, bestand: Maker
) -> None:
    dossier = _add(register, bestand())
    for attempt in range(3):
        task = queue.claim(register, f"w{attempt}")
        assert task
        assert queue.claim(register, "another") is None
        with register.write() as session:
            session.execute(update(Dossier).values(hartslag=datetime.now(UTC) - timedelta(minutes=1)))
        queue.put_back(register)
        assert not queue.beat(register, task, f"w{attempt}", "lezen")
        assert not queue.finish(register, task, f"w{attempt}", {}, [], None, "v")
    assert _row(register, dossier).status == Status.MISLUKT
    assert "drie keer" in _row(register, dossier).reden
    assert queue.again(register, dossier)
    assert _row(register, dossier).status == Status.WACHT


def test_a_review_is_kept_and_can_be_undone(
    register: Register, bestand: Maker, lees_alles: Callable[[], None], toetser: Toetser
) -> None:
    dossier = _add(register, bestand())
    lees_alles()
    before = _row(register, dossier)
    assert before.stand["3b"] != "beantwoord"
    reviewing.change(register, dossier, "3b", Soort.OORDEEL, "beantwoord", "A. Bos")
    reviewing.change(register, dossier, "3b", Soort.BEWIJS_BIJ, "2", "B. Smit")
    after = _row(register, dossier)
    assert after.stand["3b"] == "beantwoord"
    assert (after.gaten or 0) == (before.gaten or 0) - 1
    report = reviewing.report_of(register, dossier, toetser.vragenset)
    assert report
    part = next(p for q in report.vragen for p in q.deelvragen if p.id == "3b")
    assert part.beoordeling
    assert part.beoordeling.bewijs_bij == (2,)
    made = reviewing.history(register, dossier)
    assert [change.door for change in made] == ["A. Bos", "B. Smit"]
    reviewing.change(register, dossier, "3b", Soort.ONGEDAAN, str(made[0].nr), "B. Smit")
    assert _row(register, dossier).stand == before.stand
    assert len(reviewing.history(register, dossier)) == 3


@pytest.mark.parametrize(
    ("part", "kind", "value"),
    [
        ("9z", Soort.OORDEEL, "open"),
        ("3b", Soort.OORDEEL, "misschien"),
        ("3b", Soort.BEWIJS_BIJ, "0"),
        ("3b", Soort.BEWIJS_BIJ, "99999"),
        ("3b", Soort.BEWIJS_AF, "x"),
        ("3b", Soort.ONGEDAAN, "99"),
    ],
)
def test_changes_that_make_no_sense_are_refused(
    register: Register, bestand: Maker, lees_alles: Callable[[], None], part: str, kind: Soort, value: str
) -> None:
    dossier = _add(register, bestand())
    lees_alles()
    with pytest.raises(GebruiksfoutError):
        reviewing.change(register, dossier, part, kind, value, "A. Bos")
    assert not reviewing.history(register, dossier)


def test_deleting_leaves_nothing(register: Register, bestand: Maker, lees_alles: Callable[[], None]) -> None:
    dossier = _add(register, bestand(), bestand("bijlage.docx", ["# Bijlage 1", "Hier staat een lijst met taken."]))
    lees_alles()
    reviewing.change(register, dossier, "3b", Soort.NOTITIE, "navragen", "A. Bos")
    assert removal.remove(register, dossier)
    assert not removal.remove(register, dossier)
    with register.read() as session:
        left = {
            table.name: session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables
        }
        assert {name for name, count in left.items() if count} <= {"gegeven"}  # the versions of the models


def test_what_may_no_longer_be_kept_goes(register: Register, bestand: Maker) -> None:
    today = date(2026, 5, 4)
    for days in (-1, 0, 1):
        queue.add(register, [bestand()], unit=UNIT, by="x", keep_until=today + timedelta(days=days))
    queue.add(register, [bestand()], unit=UNIT, by="x")
    assert removal.expire(register, today) == 1
    assert shelf.find(register, UNIT, Zoekvraag()).totaal == 3


def test_what_a_scan_found_becomes_a_dossier_once(
    register: Register, werkers: Lokaal, tmp_path: Path, maak_docx: Callable[..., Path]
) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    maak_docx(["# Convenant", "De gemeente betaalt € 10.000."]).rename(folder / "c.docx")
    scan(walk(folder, per_folder=False), register, werkers, how=Leeswijze(ocr=False, paginas=False))
    assert removal.adopt(register, UNIT) == 1
    assert removal.adopt(register, UNIT) == 0
    row = shelf.find(register, UNIT, Zoekvraag()).rijen[0]
    assert (row.naam, len(row.stand)) == ("c.docx", 19)
    assert removal.remove(register, row.id)
    assert not register.overview()


def test_dossiers_are_found_by_what_is_in_them(
    register: Register, bestand: Maker, lees_alles: Callable[[], None]
) -> None:
    _add(register, bestand("a.docx"))
    other = ["# Overeenkomst 2024", "Tussen Waterschap De Zandloper (hierna: het waterschap) en de gemeente Oudveen."]
    _add(register, bestand("b.docx", [*other, "Het waterschap meet elk jaar 100 % van de kades."]))
    lees_alles()

    def names(**question: str) -> set[str]:
        return {row.naam for row in shelf.find(register, UNIT, Zoekvraag(**question)).rijen}

    assert names() == {"a.docx", "b.docx"}
    assert names(tekst="kades") == {"b.docx"}
    assert names(tekst="toezicht") == {"a.docx"}
    assert names(tekst='"; DROP TABLE zin') == set()
    assert names(partij="zandloper") == {"b.docx"}
    assert names(partij="%") == set()
    assert names(soort="convenant") == {"a.docx"}
    assert names(deelvraag="6a", oordeel="open") == {"a.docx", "b.docx"}
    assert [row.naam for row in shelf.find(register, UNIT, Zoekvraag(volgorde="naam")).rijen] == ["a.docx", "b.docx"]
    assert shelf.find(register, UNIT, Zoekvraag(pagina=2)).rijen == []
    assert sum(shelf.counts(register, UNIT)["6a"].values()) == 2
    assert [value for value, *_ in shelf.gaps_by(register, UNIT, "jaar")] == ["2024"]


def test_a_newer_model_shows_what_it_changed(
    register: Register, bestand: Maker, lees_alles: Callable[[], None], toetser: Toetser
) -> None:
    dossier = _add(register, bestand())
    lees_alles()
    with register.write() as session:
        session.execute(text("UPDATE overeenkomst SET versies = 'oud'"))
        session.execute(text("UPDATE toetsing SET versies = 'oud'"))
    assert queue.outdated(register, UNIT, toetser.versies) == [dossier]
    assert queue.again(register, dossier)
    lees_alles()
    assert [check.versies for check in reviewing.checks(register, dossier)] == ["oud", toetser.versies]
    assert not queue.outdated(register, UNIT, toetser.versies)


def test_passwords(register: Register) -> None:
    person = Persoon("a.bos", Rol.BEOORDELAAR, UNIT)
    with pytest.raises(GebruiksfoutError, match="minstens 12"):
        people.save(register, person, "kort")
    people.save(register, person, "een lange zin als wachtwoord")
    assert people.log_in(register, "a.bos", "een lange zin als wachtwoord") == person
    assert people.log_in(register, "a.bos", "een andere zin als wachtwoord") is None
    assert people.log_in(register, "niemand", "een lange zin als wachtwoord") is None
    people.save(register, Persoon("a.bos", Rol.BEOORDELAAR, UNIT, actief=False))
    assert people.log_in(register, "a.bos", "een lange zin als wachtwoord") is None
    assert people.person(register, "a.bos") is None
    people.save(register, Persoon("oidc", Rol.LEZER, UNIT))
    assert people.log_in(register, "oidc", "") is None
    with register.read() as session:
        stored = session.execute(text("SELECT wachtwoord FROM gebruiker WHERE naam = 'a.bos'")).scalar_one()
    assert stored.startswith("$argon2id$")


def test_a_secret_stays_the_same(register: Register) -> None:
    assert people.secret(register, "sessie") == people.secret(register, "sessie")
    assert len(people.secret(register, "sessie")) >= 48


def test_roles_include_the_ones_before_them() -> None:
    assert Rol.BEHEERDER.may(Rol.LEZER)
    assert not Rol.LEZER.may(Rol.BEOORDELAAR)
