"""Tables of the register and the archive."""

import sqlalchemy as sa
from alembic import op

revision = "0001_id"
down_revision = None
branch_labels = None
depends_on = None


SEARCH = {
    "sqlite": (
        "CREATE VIRTUAL TABLE zin_tekst USING fts5(tekst, content='zin', content_rowid='id', detail='none', "
        "tokenize='unicode61 remove_diacritics 2')",
        "INSERT INTO zin_tekst(zin_tekst, rank) VALUES ('automerge', 8)",
        "CREATE TRIGGER zin_erbij AFTER INSERT ON zin BEGIN "
        "INSERT INTO zin_tekst(rowid, tekst) VALUES (new.id, new.tekst); END",
        "CREATE TRIGGER zin_eraf AFTER DELETE ON zin BEGIN "
        "INSERT INTO zin_tekst(zin_tekst, rowid, tekst) VALUES ('delete', old.id, old.tekst); END",
    ),
    "postgresql": ("CREATE INDEX zin_tekst ON zin USING gin (to_tsvector('dutch', tekst))",),
}


TABLES = (  # what refers to another stands before it
    *("label", "zin", "oordeel", "overeenkomst", "inhoud", "plek", "mislukt", "ronde"),
    *("wijziging", "toetsing", "stand", "stuk", "dossier", "bron", "beeld", "gebruiker", "gegeven"),
)


def upgrade() -> None:
    """Tables of the register and the archive, with full-text search in the sentences."""
    op.create_table(
        "beeld",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pagina", sa.Integer(), nullable=False),
        sa.Column("breedte", sa.Double(), nullable=False),
        sa.Column("hoogte", sa.Double(), nullable=False),
        sa.Column("webp", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "pagina"),
    )
    op.create_table(
        "bron",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("grootte", sa.BigInteger(), nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "dossier",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("eenheid", sa.String(length=64), nullable=False),
        sa.Column("naam", sa.String(length=512), nullable=False),
        sa.Column("sleutel", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("stap", sa.String(length=200), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("door", sa.String(length=128), nullable=False),
        sa.Column("gemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bewaren_tot", sa.Date(), nullable=True),
        sa.Column("gaten", sa.Integer(), nullable=True),
        sa.Column("werker", sa.String(length=64), nullable=False),
        sa.Column("hartslag", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("dossier_rij", "dossier", ["status", "gemaakt"], unique=False)
    op.create_index(op.f("ix_dossier_eenheid"), "dossier", ["eenheid"], unique=False)
    op.create_index(op.f("ix_dossier_gaten"), "dossier", ["gaten"], unique=False)
    op.create_index(op.f("ix_dossier_gemaakt"), "dossier", ["gemaakt"], unique=False)
    op.create_index(op.f("ix_dossier_sleutel"), "dossier", ["sleutel"], unique=False)
    op.create_index(op.f("ix_dossier_status"), "dossier", ["status"], unique=False)
    op.create_table(
        "gebruiker",
        sa.Column("naam", sa.String(length=128), nullable=False),
        sa.Column("wachtwoord", sa.String(length=256), nullable=False),
        sa.Column("rol", sa.String(length=16), nullable=False),
        sa.Column("eenheid", sa.String(length=64), nullable=False),
        sa.Column("actief", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("naam"),
    )
    op.create_table(
        "gegeven",
        sa.Column("naam", sa.String(length=32), nullable=False),
        sa.Column("waarde", sa.String(length=512), nullable=False),
        sa.PrimaryKeyConstraint("naam"),
    )
    op.create_table(
        "inhoud",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("gelezen", sa.LargeBinary(), nullable=False),
        sa.Column("ongelezen", sa.Boolean(), nullable=False),
        sa.Column("fouten", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "mislukt",
        sa.Column("pad", sa.String(length=4096), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("pad"),
    )
    op.create_table(
        "overeenkomst",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("sleutel", sa.String(length=64), nullable=False),
        sa.Column("naam", sa.String(length=512), nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("partijen", sa.JSON(), nullable=False),
        sa.Column("jaar", sa.Integer(), nullable=True),
        sa.Column("versies", sa.String(length=256), nullable=False),
        sa.Column("getoetst", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gaten", sa.Integer(), nullable=False),
        sa.Column("rapport", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sleutel"),
    )
    op.create_index(op.f("ix_overeenkomst_gaten"), "overeenkomst", ["gaten"], unique=False)
    op.create_index(op.f("ix_overeenkomst_jaar"), "overeenkomst", ["jaar"], unique=False)
    op.create_index(op.f("ix_overeenkomst_type"), "overeenkomst", ["type"], unique=False)
    op.create_table(
        "plek",
        sa.Column("pad", sa.String(length=4096), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("grootte", sa.BigInteger(), nullable=False),
        sa.Column("gewijzigd", sa.BigInteger(), nullable=False),
        sa.Column("overeenkomst_sleutel", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("pad"),
    )
    op.create_index(op.f("ix_plek_overeenkomst_sleutel"), "plek", ["overeenkomst_sleutel"], unique=False)
    op.create_index(op.f("ix_plek_sha256"), "plek", ["sha256"], unique=False)
    op.create_table(
        "ronde",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("begonnen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("klaar", sa.DateTime(timezone=True), nullable=True),
        sa.Column("map", sa.String(length=4096), nullable=False),
        sa.Column("versies", sa.String(length=256), nullable=False),
        sa.Column("nieuw", sa.Integer(), nullable=False),
        sa.Column("bekend", sa.Integer(), nullable=False),
        sa.Column("mislukt", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "label",
        sa.Column("overeenkomst_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("deelvraag", sa.String(length=16), nullable=False),
        sa.Column("gehalte", sa.String(length=16), nullable=False),
        sa.Column("kans", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["overeenkomst_id"], ["overeenkomst.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("overeenkomst_id", "nr", "deelvraag"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "oordeel",
        sa.Column("overeenkomst_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("deelvraag", sa.String(length=16), nullable=False),
        sa.Column("oordeel", sa.String(length=16), nullable=False),
        sa.Column("bewijs", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["overeenkomst_id"], ["overeenkomst.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("overeenkomst_id", "deelvraag"),
        sqlite_with_rowid=False,
    )
    op.create_index("oordeel_deelvraag", "oordeel", ["deelvraag", "oordeel"], unique=False)
    op.create_table(
        "stuk",
        sa.Column("dossier_id", sa.String(length=32), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("dossier_id", "volgorde"),
    )
    op.create_index(op.f("ix_stuk_sha256"), "stuk", ["sha256"], unique=False)
    op.create_table(
        "stand",
        sa.Column("dossier_id", sa.String(length=32), nullable=False),
        sa.Column("deelvraag", sa.String(length=16), nullable=False),
        sa.Column("oordeel", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("dossier_id", "deelvraag"),
    )
    op.create_index("stand_deelvraag", "stand", ["deelvraag", "oordeel"], unique=False)
    op.create_table(
        "toetsing",
        sa.Column("nr", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("dossier_id", sa.String(length=32), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.Column("versies", sa.String(length=256), nullable=False),
        sa.Column("oordelen", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("nr"),
    )
    op.create_index(op.f("ix_toetsing_dossier_id"), "toetsing", ["dossier_id"], unique=False)
    op.create_table(
        "wijziging",
        sa.Column("nr", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("dossier_id", sa.String(length=32), nullable=False),
        sa.Column("deelvraag", sa.String(length=16), nullable=False),
        sa.Column("soort", sa.String(length=16), nullable=False),
        sa.Column("waarde", sa.Text(), nullable=False),
        sa.Column("zin", sa.Text(), nullable=False),
        sa.Column("door", sa.String(length=128), nullable=False),
        sa.Column("op", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("nr"),
    )
    op.create_index(op.f("ix_wijziging_dossier_id"), "wijziging", ["dossier_id"], unique=False)
    op.create_table(
        "zin",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("overeenkomst_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("pagina", sa.Integer(), nullable=True),
        sa.Column("kop", sa.Text(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["overeenkomst_id"], ["overeenkomst.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("zin_overeenkomst", "zin", ["overeenkomst_id", "nr"], unique=False)
    for statement in SEARCH[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Back to an empty database: everything in it is gone."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE zin_tekst")
    for table in TABLES:
        op.drop_table(table)
