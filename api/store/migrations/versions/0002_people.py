"""People: accounts and roles, second reviews, sign-offs, and who did what."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and say of each decision what it needs from here on."""
    op.create_table(
        "account",
        sa.Column("id", sa.Text(), primary_key=True),
        text("login", unique=True),
        text("name"),
        text("password"),
        text("invitation"),
        sa.Column("invited", sa.Text()),
        sa.Column("administrator", sa.Boolean(), nullable=False),
        text("created"),
        sa.Column("closed", sa.Text()),
    )
    op.create_table(
        "second",
        sa.Column("id", sa.Text(), primary_key=True),
        of("area"),
        of("job"),
        of_account(),
        text("reviewer"),
        text("created"),
        sa.Column("ended", sa.Text()),
    )
    op.create_table(
        "signed_off",
        sa.Column("id", sa.Text(), primary_key=True),
        of("area"),
        of("job"),
        of_account(),
        text("by"),
        text("role"),
        text("created"),
        sa.Column("sheet", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "member",
        of("area", primary_key=True),
        of("account", "user_id", primary_key=True),
        text("role"),
    )
    op.create_table(
        "sign_in",
        sa.Column("sha256", sa.Text(), primary_key=True),
        of("account", "user_id"),
        text("created"),
        text("seen"),
    )
    op.create_table(
        "token",
        sa.Column("id", sa.Text(), primary_key=True),
        of("account", "user_id"),
        text("sha256", unique=True),
        text("label"),
        text("created"),
    )
    op.create_table(
        "attempt", sa.Column("id", sa.Text(), primary_key=True), text("about"), text("created")
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("area_id", sa.Text(), sa.ForeignKey("area.id", ondelete="CASCADE")),
        of_account(),
        text("who"),
        text("action"),
        sa.Column("about", sa.JSON(), nullable=False),
        text("created"),
    )
    for table, column in INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    with op.batch_alter_table("decision") as decision:
        decision.add_column(sa.Column("value", sa.Text(), nullable=False, server_default=""))
        decision.add_column(sa.Column("second_id", sa.Text()))
        decision.add_column(sa.Column("user_id", sa.Text()))
        decision.create_foreign_key(
            "decision_second", "second", ["second_id"], ["id"], ondelete="CASCADE"
        )
        decision.create_foreign_key(
            "decision_account", "account", ["user_id"], ["id"], ondelete="SET NULL"
        )
    with op.batch_alter_table("decision") as decision:
        decision.alter_column("value", server_default=None)


def downgrade() -> None:
    """Drop the tables, and the decisions that only they give a meaning."""
    op.execute(
        "DELETE FROM decision WHERE second_id IS NOT NULL OR kind IN ('assigned', 'answered')"
    )
    with op.batch_alter_table("decision") as decision:
        decision.drop_constraint("decision_second", type_="foreignkey")
        decision.drop_constraint("decision_account", type_="foreignkey")
        for column in ("value", "second_id", "user_id"):
            decision.drop_column(column)
    for table in (
        "event", "attempt", "token", "sign_in", "member", "signed_off", "second", "account"
    ):  # fmt: skip
        op.drop_table(table)


INDEXES = (
    ("account", "invitation"),
    ("second", "area_id"),
    ("signed_off", "area_id"),
    ("member", "user_id"),
    ("sign_in", "user_id"),
    ("token", "user_id"),
    ("attempt", "about"),
    ("event", "area_id"),
    ("event", "created"),
)


def text(name: str, *, unique: bool = False) -> sa.Column[str]:
    """A column of text that is never empty of meaning, though it may be empty."""
    return sa.Column(name, sa.Text(), nullable=False, unique=unique)


def of(table: str, name: str = "", *, primary_key: bool = False) -> sa.Column[str]:
    """The column that ties a row to another table's, and lets it go with it."""
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name or f"{table}_id", sa.Text(), key, nullable=False, primary_key=primary_key)


def of_account() -> sa.Column[str]:
    """The column that names an account, and forgets it when it is deleted."""
    return sa.Column("user_id", sa.Text(), sa.ForeignKey("account.id", ondelete="SET NULL"))
