"""The store: areas, their documents and checks, and people; files once, by their hash."""

from api.store.contents import Contents, digest
from api.store.database import DATABASE, Store
from api.store.tables import (
    Account,
    Area,
    Attempt,
    Decision,
    DecisionKind,
    Event,
    Job,
    JobKind,
    JobState,
    Member,
    Paper,
    Result,
    Role,
    Second,
    SignedOff,
    SignIn,
    Token,
    Version,
)
from api.store.words import keepable

__all__ = [
    "DATABASE",
    "Account",
    "Area",
    "Attempt",
    "Contents",
    "Decision",
    "DecisionKind",
    "Event",
    "Job",
    "JobKind",
    "JobState",
    "Member",
    "Paper",
    "Result",
    "Role",
    "Second",
    "SignIn",
    "SignedOff",
    "Store",
    "Token",
    "Version",
    "digest",
    "keepable",
]
