"""What benchmarks need: which versions are published, and each area as others see it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "published",
        of("version", primary_key=True),
        sa.Column("user_id", sa.Text(), sa.ForeignKey("account.id", ondelete="SET NULL")),
        sa.Column("created", sa.Text(), nullable=False),
    )
    op.create_table(
        "figures",
        sa.Column("key", sa.Text(), primary_key=True),
        of("area"),
        sa.Column("numbers", sa.LargeBinary(), nullable=False),
        sa.Column("passages", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_figures_area_id", "figures", ["area_id"])


def downgrade() -> None:
    """Drop the tables; which versions are published is lost."""
    op.drop_table("figures")
    op.drop_table("published")


def of(table: str, *, primary_key: bool = False) -> sa.Column[str]:
    """The column that ties a row to another table's, and lets it go with it."""
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(f"{table}_id", sa.Text(), key, nullable=False, primary_key=primary_key)
