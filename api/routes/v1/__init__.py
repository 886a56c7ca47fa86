"""The JSON API, version 1: fields may be added; one is changed or dropped only in a new version."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer

from api.refusals import status_of
from api.routes.v1 import areas, checks, criteria, documents, findings, reports
from api.routes.v1.schemas import ErrorOut, Problem
from checker.errors import SensecheckError

DESCRIPTION = (
    "Reads an area's safeguarding documents side by side. Every request carries a token, as "
    "`Authorization: Bearer TOKEN`: that of this start, or of an account. Lists come in pages "
    "(`offset`, `limit`). "
    'Whatever goes wrong is answered with one shape: `{"error": {"code", "message"}}`.'
)

_REFUSED = {"model": ErrorOut, "description": "It cannot be done; the message says why."}

_BEARER = HTTPBearer(description="The token of this start, or of an account.", auto_error=False)
# It only describes: the guard in front of all routes asks for the token.

router = APIRouter(
    prefix="/api/v1",
    dependencies=[Depends(_BEARER)],
    responses=dict.fromkeys((400, 401, 403, 404, 405, 409, 413, 421, 422), _REFUSED),
)
MODULES = (areas, documents, criteria, checks, findings, reports)

for module in MODULES:
    router.include_router(module.router)


def refusal(error: SensecheckError) -> JSONResponse:
    """A refusal in the API's one shape."""
    problem = Problem(code=error.code, message=str(error))
    return JSONResponse(ErrorOut(error=problem).model_dump(), status_of(error))
