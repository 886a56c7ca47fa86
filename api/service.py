"""What every route is given: the store, the limits, the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from api.pages import Pages
from api.settings import ServiceSettings
from api.store import Store


@dataclass(frozen=True, slots=True)
class Service:
    """What routes work with."""

    store: Store
    limits: ServiceSettings
    pages: Pages


def _of(request: Request) -> Service:
    service = request.app.state.service
    assert isinstance(service, Service)
    return service


Serving = Annotated[Service, Depends(_of)]
"""The service, as a route asks for it."""
