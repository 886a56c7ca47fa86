"""The store: areas, their documents and checks, and people, in a database; files once, by their hash."""

from api.store.contents import Contents, digest
from api.store.database import Store
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
    SignIn,
    SignedOff,
    Token,
    Version,
)

__all__ = [
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
]
