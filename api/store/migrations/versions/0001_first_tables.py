"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "area",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
    )
    op.create_table(
        "paper",
        sa.Column("id", sa.Text(), primary_key=True),
        of_an_area(),
        sa.Column("created", sa.Text(), nullable=False),
    )
    op.create_table(
        "version",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column(
            "paper_id", sa.Text(), sa.ForeignKey("paper.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("detected", sa.JSON(none_as_null=True)),
        sa.Column("unsure", sa.JSON(), nullable=False),
        sa.Column("corrections", sa.JSON(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.UniqueConstraint("paper_id", "number"),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Text(), primary_key=True),
        of_an_area(),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("started", sa.Text()),
        sa.Column("ended", sa.Text()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("progress", sa.JSON(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
    )
    op.create_table(
        "result",
        sa.Column(
            "job_id", sa.Text(), sa.ForeignKey("job.id", ondelete="CASCADE"), primary_key=True
        ),
        of_an_area(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("papers", sa.JSON(), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("area_id", "number"),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Text(), primary_key=True),
        of_an_area(),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("quotes", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
    )
    for table in ("paper", "job", "decision"):
        op.create_index(f"ix_{table}_area_id", table, ["area_id"])
    op.create_index("ix_version_sha256", "version", ["sha256"])
    op.create_index("job_queue", "job", ["state", "created"])


def downgrade() -> None:
    """Drop the tables."""
    for table in ("decision", "result", "job", "version", "paper", "area"):
        op.drop_table(table)


def of_an_area() -> sa.Column[str]:
    """The column that ties a row to its area, and lets it go with it."""
    return sa.Column(
        "area_id", sa.Text(), sa.ForeignKey("area.id", ondelete="CASCADE"), nullable=False
    )
