"""The application: the guard in front, pages and the JSON API behind it."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse, Response
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles
from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.types import Scope

from api.guard import HEADERS, Access, BodyLimit, Guard
from api.pages import Pages
from api.refusals import Refusal
from api.rights import Right, needed, needs
from api.routes import (
    accounts,
    areas,
    benchmarks,
    checks,
    criteria,
    documents,
    findings,
    overview,
    people,
    reports,
    results,
    second,
    sign_offs,
    v1,
)
from api.service import Service, admitted
from api.settings import ServiceSettings
from api.store import Area, Store
from checker import __version__
from checker.errors import SensecheckError
from checker.reporting import page

PAGES = (
    areas,
    documents,
    criteria,
    checks,
    results,
    findings,
    second,
    sign_offs,
    reports,
    people,
    accounts,
    benchmarks,
    overview,
)
"""The modules of pages, each with its router."""

KEPT = {"Cache-Control": "private, max-age=31536000, immutable"}
"""For looks and script: their addresses change with them (:data:`api.pages.LOOKS`)."""

_MEGABYTE = 1024**2


class _Kept(StaticFiles):
    """Files that browsers keep."""

    def file_response(self, *given: Any, **options: Any) -> Response:
        """A file, to be kept."""
        response = super().file_response(*given, **options)
        response.headers.update(KEPT)
        return response


def create_app(store: Store, access: Access, limits: ServiceSettings | None = None) -> FastAPI:
    """The service on a store whose tables are up to date.

    :raises AssertionError: a route does not say what it needs.
    """
    limits = limits or ServiceSettings.from_environment()
    app = FastAPI(
        title="Sensecheck",
        version=__version__,
        description=v1.DESCRIPTION,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # the viewers that come with it load from other hosts
        redoc_url=None,
        dependencies=[Depends(admitted)],
    )
    app.state.service = Service(store, limits, Pages(), access)
    for module in PAGES:
        app.include_router(module.router, include_in_schema=False)
    app.include_router(v1.router)

    @app.get("/health", tags=["health"])
    @needs(Right.OPEN)
    def health() -> dict[str, str]:
        """Whether the service answers, and can look into its store."""
        with store.reading() as session:
            session.scalars(select(Area.id).limit(1)).first()
        return {"status": "ok", "version": __version__}

    @app.get("/static/findings.css", include_in_schema=False)
    @needs(Right.OPEN)
    def looks() -> Response:
        return PlainTextResponse(page.part("findings.css"), media_type="text/css", headers=KEPT)

    app.mount("/static", _Kept(directory=str(files("api") / "static")), name="static")
    _answer_refusals(app, limits)
    for route in endpoints(app):
        assert needed(route.endpoint) is not None, f"{route.path} says not what it needs"
    app.add_middleware(BodyLimit, limit=limits.max_upload_mb * _MEGABYTE)
    app.add_middleware(Guard, access=access, answer=lambda scope, e: _answer(app, scope, e))
    return app


def endpoints(app: FastAPI) -> list[APIRoute]:
    """Every route of the service, of pages and of the API."""
    routers = [module.router for module in (*PAGES, *v1.MODULES)]
    return [r for router in (*routers, app) for r in router.routes if isinstance(r, APIRoute)]


def _answer(app: FastAPI, scope: Scope, error: SensecheckError) -> Response:
    """A refusal, as the part of the service that was asked shows it."""
    if scope["path"].startswith("/api/"):
        return v1.refusal(error)
    service: Service = app.state.service
    visitor = scope.get("state", {}).get("visitor")
    area = scope.get("state", {}).get("area")
    if error.code == "check-none" and area is not None:
        return service.pages.render("results-none.html.j2", area, visitor=visitor, status=409)
    return service.pages.refusal(error, visitor, area)


def _answer_refusals(app: FastAPI, limits: ServiceSettings) -> None:
    @app.exception_handler(SensecheckError)
    def refused(request: Request, error: SensecheckError) -> Response:
        return _answer(app, request.scope, error)

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:])
        cause = f"{where}: {first['msg']}" if where else str(first["msg"])
        return _answer(app, request.scope, Refusal("request-malformed", where, cause=cause))

    @app.exception_handler(Exception)
    def broken(request: Request, error: Exception) -> Response:
        answer = _answer(app, request.scope, Refusal("service-broken"))
        answer.headers.update(HEADERS)  # what is answered here does not pass the guard again
        return answer

    @app.exception_handler(HTTPException)
    def other(request: Request, error: HTTPException) -> Response:
        refusals = {
            404: Refusal("page-unknown"),
            405: Refusal("method-unknown"),
            413: Refusal("upload-large", "files", limit=limits.max_upload_mb),
        }
        malformed = Refusal("request-malformed", cause=str(error.detail))
        return _answer(app, request.scope, refusals.get(error.status_code, malformed))
