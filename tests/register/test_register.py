"""The register, in SQLite and PostgreSQL: tables, reports that come back whole, search, deletion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, func, inspect, select, text

from analyse.errors import GebruiksfoutError
from analyse.register import Register
from analyse.register.database import migrations
from analyse.register.search import agreements_with, forget_deleted
from analyse.register.stored import pack, rows, unpack
from analyse.register.tables import Base, Labelrij, Oordeel, Overeenkomst, Zinrij
from analyse.types import Rapport

KEY = "a" * 64


@pytest.fixture
def report(rapport_van: Callable[[str], Rapport]) -> Rapport:
    return rapport_van("dvo-omgevingsdienst.pdf")


def _found(register: Register, words: str) -> set[str]:
    with register.read() as session:
        return set(session.scalars(agreements_with(session, words)))


def test_the_migrations_make_the_tables_that_the_code_expects(register: Register) -> None:
    with register.read() as session:
        context = MigrationContext.configure(
            session.connection(), opts={"include_name": lambda name, *_: "zin_tekst" not in str(name)}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_the_way_back_leaves_an_empty_database_that_can_be_filled_again(register: Register, register_url: str) -> None:
    with register.write() as session:
        config = migrations()
        config.attributes["connection"] = session.connection()
        command.downgrade(config, "base")
        assert set(inspect(session.connection()).get_table_names()) <= {"alembic_version"}
    with closing(Register(register_url)) as again:
        assert again.overview() == []


def test_a_report_comes_back_as_it_was(register: Register, report: Rapport) -> None:
    register.save(KEY, {}, {}, rows(report), "v1")
    stored = register.report(KEY)
    assert stored == unpack(pack(report))
    assert stored.vragen == report.vragen
    assert [replace(unit, betekenis=()) for unit in report.zinnen] == list(stored.zinnen)
    assert register.is_judged(KEY, "v1")
    assert not register.is_judged(KEY, "v2")


def test_a_newer_report_takes_the_place_of_the_older_one(register: Register, report: Rapport) -> None:
    for version in ("v1", "v2"):
        register.save(KEY, {}, {}, rows(report), version)
    with register.read() as session:
        assert session.scalar(select(func.count()).select_from(Overeenkomst)) == 1
        assert session.scalar(select(func.count()).select_from(Oordeel)) == 19
        assert session.scalar(select(func.count()).select_from(Zinrij)) == len(report.zinnen)
        labels = sum(len(unit.labels) for unit in report.zinnen)
        assert session.scalar(select(func.count()).select_from(Labelrij)) == labels


def test_words_find_agreements_until_they_are_deleted(register: Register, report: Rapport) -> None:
    register.save(KEY, {}, {}, rows(report), "v1")
    assert _found(register, "omgevingsdienst") == {KEY}
    assert _found(register, "Omgevingsdienst gemeente") == {KEY}
    assert not _found(register, "omgevingsdienst hypotheekrenteaftrek")
    with register.write() as session:
        session.execute(delete(Overeenkomst).where(Overeenkomst.sleutel == KEY))
        forget_deleted(session)
    assert not _found(register, "omgevingsdienst")


@given(words=st.text(max_size=30))
def test_no_search_makes_the_database_complain(opened: Register, words: str) -> None:
    _found(opened, words)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register for tests that only look."""
    path = tmp_path_factory.mktemp("r") / "r.sqlite"
    made = Register(f"sqlite:///{path}" if request.param == "sqlite" else request.getfixturevalue("postgresql")())
    yield made
    made.close()


def test_a_deleted_text_is_no_longer_in_the_file(tmp_path: Path, report: Rapport) -> None:
    path = tmp_path / "r.sqlite"
    register = Register(f"sqlite:///{path}")
    register.save(KEY, {}, {}, rows(report), "v1")
    word = max((w for unit in report.zinnen for w in unit.tekst.split()), key=len).strip(".,;()").encode()

    def bytes_on_disk() -> bytes:
        return b"".join(p.read_bytes() for p in tmp_path.iterdir()).lower()

    assert word.lower() in bytes_on_disk()
    with register.write() as session:
        session.execute(delete(Overeenkomst))
        forget_deleted(session)
    register.settle()
    assert word.lower() not in bytes_on_disk()


@pytest.mark.parametrize(
    "url", ["sqlite:////bestaat/niet/r.sqlite", "oracle://x", "geen url", "postgresql+psycopg://u:geheim@127.0.0.1:1/x"]
)
def test_a_register_that_cannot_be_opened_is_named_without_its_password(url: str) -> None:
    with pytest.raises(GebruiksfoutError) as caught:
        Register(url)
    assert "geheim" not in str(caught.value)


def test_a_register_of_a_newer_version_is_left_alone(register: Register, register_url: str) -> None:
    with register.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(GebruiksfoutError, match="nieuwere versie"):
        Register(register_url)
