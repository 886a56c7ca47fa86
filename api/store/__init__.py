"""The store: areas, documents, checks and decisions in a database; files once, by their hash."""

from api.store.contents import Contents, digest
from api.store.database import Store
from api.store.tables import (
    Area,
    Decision,
    DecisionKind,
    Job,
    JobKind,
    JobState,
    Paper,
    Result,
    Version,
)

__all__ = [
    "Area",
    "Contents",
    "Decision",
    "DecisionKind",
    "Job",
    "JobKind",
    "JobState",
    "Paper",
    "Result",
    "Store",
    "Version",
    "digest",
]
