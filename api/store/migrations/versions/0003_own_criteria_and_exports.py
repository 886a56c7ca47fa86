"""Criteria of an area's own with what became of trying them, and reports made by the worker."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "own_criterion",
        sa.Column("id", sa.Text(), primary_key=True),
        of("area"),
        text("key"),
        text("content"),
        text("author"),
        sa.Column("user_id", sa.Text(), sa.ForeignKey("account.id", ondelete="SET NULL")),
        text("created"),
        text("changed"),
        sa.Column("kept", sa.Text()),
        sa.UniqueConstraint("area_id", "key"),
    )
    op.create_table(
        "trial",
        of("job", primary_key=True),
        of("own_criterion", "criterion_id"),
        sa.Column("content", sa.JSON()),
    )
    op.create_index("ix_trial_criterion_id", "trial", ["criterion_id"])
    op.create_table(
        "export",
        of("job", primary_key=True),
        of("job", "check_id"),
        sa.Column("paper_id", sa.Text(), sa.ForeignKey("paper.id", ondelete="CASCADE")),
        text("report"),
        sa.Column("blind", sa.Boolean(), nullable=False),
        text("state"),
        text("suffix"),
        sa.Column("content", sa.LargeBinary()),
    )
    op.create_index("ix_export_check_id", "export", ["check_id"])


def downgrade() -> None:
    """Drop the tables, and the jobs that only they give a meaning."""
    for table in ("export", "trial", "own_criterion"):
        op.drop_table(table)
    op.execute("DELETE FROM job WHERE kind IN ('try', 'export')")


def text(name: str) -> sa.Column[str]:
    """A column of text that is never empty of meaning, though it may be empty."""
    return sa.Column(name, sa.Text(), nullable=False)


def of(table: str, name: str = "", *, primary_key: bool = False) -> sa.Column[str]:
    """The column that ties a row to another table's, and lets it go with it."""
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name or f"{table}_id", sa.Text(), key, nullable=False, primary_key=primary_key)
